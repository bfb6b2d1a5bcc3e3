"""What every page may know about its reader and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language

from sanglap.ui.choices import theme_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def reader(request: HttpRequest) -> dict[str, object]:
    """Return the reader's language and theme, and the addresses of this installation."""
    return {
        "reader_language": get_language() or settings.LANGUAGE_CODE,
        "theme": theme_of(request),
        "here": _address(request),
        "public_address": settings.PUBLIC_ADDRESS,
        "live_address": settings.LIVE_ADDRESS,
        "is_demo": settings.DEMO,
    }


def _address(request: HttpRequest) -> str:
    """Return where the reader is, without the question for a language: coming back must not undo a new choice."""
    questions = request.GET.copy()
    questions.pop("lang", None)
    return f"{request.path}?{questions.urlencode()}" if questions else request.path
