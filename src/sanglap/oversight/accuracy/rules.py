"""How sure a share is, and whether it fell. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

Z = 1.96  # of the normal distribution: 95 in 100
FEW = 30  # judged readings; a share of fewer is not worth a number
SURPRISING = 0.01  # by chance alone once in a hundred times: then a fall is said aloud


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int
    kept: int

    @property
    def value(self) -> float | None:
        """Return the share from 0 to 1; None when there is nothing to share."""
        return self.kept / self.of if self.of else None

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough to speak of a share at all."""
        return self.of >= FEW

    def between(self) -> tuple[float, float]:
        """Return the interval that holds the true share 95 times in 100.

        Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209): honest for shares near 1, where the usual one is not.
        """
        if not self.of:
            return 0.0, 1.0
        share, many = self.kept / self.of, float(self.of)
        middle = (share + Z * Z / (2 * many)) / (1 + Z * Z / many)
        half = Z / (1 + Z * Z / many) * sqrt(share * (1 - share) / many + Z * Z / (4 * many * many))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __add__(self, other: Share) -> Share:
        """Return both together."""
        return Share(self.of + other.of, self.kept + other.kept)


def chance_of_fall(before: Share, now: Share) -> float:
    """Return how probable a fall this large is by chance alone (0 to 1); 1 where nothing fell or too little is known.

    The pooled two-proportion z-test, one-sided (Fleiss, Levin, Paik: Statistical Methods for Rates and Proportions, 2003, 3.1).
    """
    if not (before.is_enough and now.is_enough):
        return 1.0
    first, second = before.kept / before.of, now.kept / now.of
    both = (before.kept + now.kept) / (before.of + now.of)
    spread = sqrt(both * (1 - both) * (1 / before.of + 1 / now.of))
    if spread == 0 or second >= first:
        return 1.0
    return erfc((first - second) / spread / sqrt(2)) / 2
