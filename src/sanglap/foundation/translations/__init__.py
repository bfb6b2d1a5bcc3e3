"""Bangla for every sentence: fragments, one a room, become the catalogue that Django reads.

``python -m sanglap.foundation.translations`` merges ``locale/fragments/*.po`` into ``locale/bn/LC_MESSAGES/django.po``
and ``django.mo``; both are built at set-up and not kept in the repository. With ``--check`` it finds sentences of
templates and code without Bangla, sentences translated in two ways, and translations that lose a placeholder.
"""

from __future__ import annotations

from sanglap.foundation.translations.building import LOCALE, build_translations, problems_of

__all__ = ["LOCALE", "build_translations", "problems_of"]
