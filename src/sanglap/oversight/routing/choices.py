"""The office types that a line may name, in words."""

from __future__ import annotations

from django.utils.translation import get_language

from sanglap.directory.charter.models import Route
from sanglap.directory.charter.selectors import level_names
from sanglap.directory.offices.models import Office, OfficeType


def names_of_types() -> dict[str, str]:
    """Return the name of every office type, and of the country's own offices that routes name, in the reader's language."""
    name = _name()
    national = Route.objects.filter(area_level=0).values("office_type")
    offices = Office.objects.filter(code__in=national).values_list("code", name)
    return {**dict(offices), **dict(OfficeType.objects.values_list("code", name))}


def all_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the choices of a line by area level: the level's name, then value and name of each office type."""
    name, names = _name(), names_of_types()
    levels = level_names()
    found: dict[int, list[tuple[str, str]]] = {}
    types = OfficeType.objects.filter(area_level__gt=0).order_by("area_level", name)
    for code, level in types.values_list("code", "area_level"):
        found.setdefault(level, []).append((f"{level}:{code}", names[code]))
    country = Office.objects.filter(area__level=0, is_active=True).order_by(name).values_list("code", name)
    found[0] = [(f"0:{code}", called) for code, called in country]
    return [(levels.get(level, str(level)), found[level]) for level in sorted(found, reverse=True)]


def _name() -> str:
    return "name_bn" if get_language() == "bn" else "name_en"
