"""Boosted trees by LightGBM: one set-up for all models, and how they are stored.

One thread and fixed seeds, so that the same rows give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

FIXED: Mapping[str, Any] = {
    "objective": "binary", "learning_rate": 0.07, "bagging_freq": 1, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip


def boosted(rows: Any, labels: Any, weights: Any, *, trees: int, **settings: Any) -> Any:
    """A LightGBM booster of so many trees, fitted to an array of rows with labels and weights."""
    import lightgbm

    data = lightgbm.Dataset(rows, labels, weight=weights)
    return lightgbm.train({**FIXED, **settings}, data, trees)


def exported(booster: Any, features: Sequence[str]) -> dict[str, Any]:
    """A LightGBM booster as the content of a model file (see `copydesk._models.trees`)."""
    dump = booster.dump_model()
    trees = [_tree(info["tree_structure"]) for info in dump["tree_info"]]
    return {"features": list(features), "bias": 0.0, "trees": trees}


def model_bytes(model: Mapping[str, Any]) -> bytes:
    """A model as it is stored."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return (text.replace("],[", "],\n[").replace('},"', '},\n"') + "\n").encode()


def _tree(node: dict[str, Any]) -> float | list[Any]:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 3)
    if node["decision_type"] != "<=":
        raise ValueError("only numeric features can be exported")
    sides = _tree(node["left_child"]), _tree(node["right_child"])
    return [node["split_feature"], _short(node["threshold"]), *sides]


def _short(threshold: float) -> float:
    """Three significant digits are enough for a threshold, and whole numbers stay whole."""
    short = float(f"{threshold:.3g}")
    return int(short) if short.is_integer() else short
