"""The measure of growth tells linear from quadratic, however short the time is."""

from __future__ import annotations

import pytest

from tests.growth import MOST, growth


def quadratic(text: str) -> None:
    for _ in range(len(text) // 200):
        text.count("b")


@pytest.mark.parametrize("size", [500, 5_000])
def test_linear_and_quadratic_are_told_apart(size: int) -> None:
    assert growth(lambda text: [c for c in text if c == "b"], "a".__mul__, size) < MOST
    assert growth(quadratic, "a".__mul__, size) > MOST
