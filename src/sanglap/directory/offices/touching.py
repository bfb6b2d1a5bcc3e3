"""Tell the screens that something at these offices has changed, so that whoever watches them reads again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.directory.offices.models import Office
from sanglap.foundation.live import announce_live

if TYPE_CHECKING:
    from collections.abc import Iterable


def touch_offices(codes: Iterable[str]) -> None:
    """Announce the offices' paths on both trees, when the running transaction commits. Ids only, never words."""
    paths = Office.objects.filter(code__one_of=set(codes)).values_list("line_path", "territory_path")
    announce_live(sorted({path for pair in paths for path in pair}))
