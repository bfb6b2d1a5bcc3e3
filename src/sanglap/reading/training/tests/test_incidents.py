"""What is learnt about pairs: weights that tell them apart, and a threshold that was never too low."""

from __future__ import annotations

import numpy as np
import pytest

from sanglap.reading.training.incidents import fit, probabilities


class TestFitting:
    def test_what_tells_pairs_apart_gets_the_weight(self) -> None:
        drawn = np.random.default_rng(1)
        same = (drawn.random(400) < 0.3).astype(float)
        facts = np.column_stack([same + drawn.normal(0, 0.4, 400), drawn.normal(0, 1, 400)])
        weights, bias = fit(facts, same)
        assert weights[0] > 5 * abs(weights[1])
        assert ((probabilities(facts, weights, bias) > 0.5) == (same > 0)).mean() > 0.85

    def test_a_fact_that_never_changes_says_nothing(self) -> None:
        facts = np.column_stack([np.linspace(0, 1, 50), np.ones(50)])
        weights, bias = fit(facts, (np.linspace(0, 1, 50) > 0.5).astype(float))
        assert weights[1] == pytest.approx(0, abs=1e-6)
        assert np.isfinite(bias)
