"""What a reader chooses for themselves: language and light or dark. Kept in cookies, never in a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600  # seconds


def known_language(code: str) -> str | None:
    """Return the code when the product speaks this language, otherwise None."""
    return code if code in dict(settings.LANGUAGES) else None


def language_of(request: HttpRequest) -> str:
    """Return the language a reader asked for: in the address, else in the cookie, else the country's own."""
    asked = known_language(request.GET.get("lang", ""))
    kept = known_language(request.COOKIES.get(LANGUAGE_COOKIE, ""))
    return asked or kept or settings.LANGUAGE_CODE


def theme_of(request: HttpRequest) -> str:
    """Return "light", "dark", or "" when the device decides."""
    kept = request.COOKIES.get(THEME_COOKIE, "")
    return kept if kept in THEMES else ""


def keep_choice(response: HttpResponse, cookie: str, value: str) -> None:
    """Keep a choice for a year; an empty value forgets it."""
    if value:
        response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    else:
        response.delete_cookie(cookie, samesite="Lax")
