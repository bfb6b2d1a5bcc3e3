"""Officers sign in; nobody signs up. An officer is registered by whoever keeps the register of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class OfficersOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes the sign-up door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        del request
        return False
