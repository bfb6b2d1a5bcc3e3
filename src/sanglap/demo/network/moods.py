"""How the network behaves at the moment towards a page."""

from __future__ import annotations

from sanglap.demo.models import Mood

SUBCODES = (458, 459, 460, 463, 464, 467, 492)
THROTTLES = (4, 17, 32, 613, 80001, 80006)
SCOPES = (
    "pages_show_list",
    "pages_manage_metadata",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_manage_engagement",
    "pages_manage_posts",
    "pages_messaging",
    "read_insights",
)


def mood_of_network() -> Mood:
    """Return the mood, whomever it is meant for."""
    return Mood.objects.filter(id=1).first() or Mood()


def mood_towards(page_id: str) -> Mood:
    """Return the mood towards a page: the usual one when another page alone is meant."""
    mood = mood_of_network()
    return mood if mood.only_page in {"", page_id} else Mood()


def is_granted(mood: Mood, scope: str) -> bool:
    """Tell whether a page's token has a permission."""
    return mood.missing_permission != scope
