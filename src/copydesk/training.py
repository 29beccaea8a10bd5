"""Train the line model from labelled pages. Needs the extra `train`.

Same pages, same seed: same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def exported(booster: Any, features: Sequence[str]) -> dict[str, Any]:
    """A LightGBM booster as the content of a model file (see `copydesk._trees`)."""
    dump = booster.dump_model()
    trees = [_tree(info["tree_structure"]) for info in dump["tree_info"]]
    return {"features": list(features), "bias": 0.0, "trees": trees}


def model_bytes(model: dict[str, Any]) -> bytes:
    """A model as it is stored."""
    return (json.dumps(model, separators=(",", ":")) + "\n").encode()


def _tree(node: dict[str, Any]) -> float | list[Any]:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 3)
    if node["decision_type"] != "<=":
        raise ValueError("only numeric features can be exported")
    sides = _tree(node["left_child"]), _tree(node["right_child"])
    return [node["split_feature"], _short(node["threshold"]), *sides]


def _short(threshold: float) -> float:
    """Six significant digits; LightGBM's thresholds lie between two seen values."""
    return float(f"{threshold:.6g}")
