"""Every page speaks its reader's language, without asking for a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.cache import patch_vary_headers

from sanglap.ui.choices import LANGUAGE_COOKIE, keep_choice, known_language, language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class ReaderLanguage:
    """Activates the reader's language; ``?lang=bn`` or ``?lang=en`` in any address chooses and is remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the house."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        if known_language(request.GET.get("lang", "")):
            keep_choice(response, LANGUAGE_COOKIE, language)
        return response
