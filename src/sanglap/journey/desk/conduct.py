"""What the rules of conduct say of an officer's draft. It advises: people decide, and nothing is kept (R49)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from sanglap.reading.conduct.checking import PERSONAL, ConductChecker, load_conduct_checker
from sanglap.reading.conduct.rules import OK, ConductRule, read_rules, rules_by_code

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class RuleBroken:
    """A dated rule that a draft seems to break, and the draft's own words that say so."""

    rule: ConductRule
    verdict: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """``verdict`` is ok, amber (look again) or red (against a rule); the rules, red ones first."""

    verdict: str
    broken: tuple[RuleBroken, ...]


def advice_on(draft: str, *, is_public: bool, now: datetime) -> Advice | None:
    """Return what the rules in force today say of a draft; None while nothing is written, and in a country without rules.

    Never fails, whatever the draft. A private answer may name the citizen's own data; only a public one (``is_public``) is
    warned of it.
    """
    if not draft.strip():
        return None
    known = _checker(Path(settings.COUNTRY_PACK))
    if known is None:
        return None
    checker, rules = known
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    valid, found = rules_by_code(rules, today), checker.check(draft, today)
    broken = tuple(
        RuleBroken(valid[one.code], one.verdict, one.words)
        for one in found.rules
        if one.code in valid and (is_public or one.code != PERSONAL)
    )
    return Advice(broken[0].verdict if broken else OK, broken)


@lru_cache(maxsize=2)
def _checker(pack: Path) -> tuple[ConductChecker, tuple[ConductRule, ...]] | None:
    try:
        return load_conduct_checker(pack), read_rules(pack)
    except FileNotFoundError:
        return None
