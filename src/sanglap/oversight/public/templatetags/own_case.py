"""What the citizen's own pages say, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from sanglap.oversight.public.own import sentences

if TYPE_CHECKING:
    from sanglap.oversight.public.own.rules import Holder, Next
    from sanglap.oversight.public.own.selectors import OwnCase

register = template.Library()


@register.filter
def next_sentence(told: Next) -> str:
    """Return what happens next, and by when."""
    return sentences.next_sentence(told)


@register.filter
def holder_sentence(holder: Holder) -> str:
    """Return with whom it lies."""
    return str(sentences.HOLDERS[holder])


@register.filter
def hold_sentence(own: OwnCase) -> str:
    """Return why the data is held, and until when."""
    return sentences.hold_sentence(own.hold, own.due_at) if own.hold else ""


@register.simple_tag
def stars() -> list[tuple[int, str]]:
    """Return one to five with their words."""
    return [(number, str(words)) for number, words in sentences.STARS.items()]


@register.simple_tag
def effects() -> list[tuple[str, str]]:
    """Return what a grievance may have brought, with its words."""
    return [(code, str(words)) for code, words in sentences.EFFECTS.items()]
