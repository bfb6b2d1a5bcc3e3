"""What leaves next: pages take turns, a page's replies leave in their order, and no two workers hold the same page.

An item is marked ``sending``, and that is committed, *before* any network is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from sanglap.channels.models import OutboxItem

if TYPE_CHECKING:
    from datetime import datetime

FIRST = UUID(int=0)
A_PAGE = 10  # items of one page at a time: ten thousand replies of one page never keep another page waiting
PAGES_LOOKED_AT = 200  # in one turn, so that a country of resting pages costs little

_NEXT_PAGES = """
    WITH RECURSIVE pages (id, place) AS (
        (SELECT page_id, 1 FROM channels_outboxitem WHERE state = 'waiting' AND page_id > %(after)s ORDER BY page_id LIMIT 1)
        UNION ALL
        SELECT (SELECT o.page_id FROM channels_outboxitem o WHERE o.state = 'waiting' AND o.page_id > pages.id
                 ORDER BY o.page_id LIMIT 1), place + 1
          FROM pages WHERE pages.id IS NOT NULL AND place < %(most)s
    )
    SELECT id FROM pages WHERE id IS NOT NULL
"""
_LOCK_PAGES = """
    SELECT p.id FROM channels_page p JOIN channels_account a ON a.key = p.account_id
     WHERE p.id = ANY (%(pages)s) AND p.status <> 'broken' AND a.is_active
       AND (p.paused_until IS NULL OR p.paused_until <= %(now)s) AND NOT a.api_root = ANY (%(resting)s)
       AND NOT EXISTS (SELECT 1 FROM channels_outboxitem o WHERE o.page_id = p.id AND o.state = 'sending')
     ORDER BY p.id LIMIT %(most)s FOR NO KEY UPDATE OF p SKIP LOCKED
"""
_CLAIM = """
    WITH chosen AS (
        SELECT i.district_id, i.id FROM unnest(%(pages)s::uuid[]) AS page (id) CROSS JOIN LATERAL (
            SELECT o.district_id, o.id FROM channels_outboxitem o
             WHERE o.page_id = page.id AND o.state = 'waiting' AND o.due_at <= %(now)s
             ORDER BY o.id LIMIT %(a_page)s FOR UPDATE) AS i
         WHERE NOT EXISTS (SELECT 1 FROM channels_outboxitem s WHERE s.page_id = page.id AND s.state = 'sending')
    )
    UPDATE channels_outboxitem AS o SET state = 'sending', started_at = %(now)s
      FROM chosen WHERE o.district_id = chosen.district_id AND o.id = chosen.id
    RETURNING o.district_id, o.id
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn claimed: items by page, in order, and after which page the next turn begins."""

    pages: list[list[OutboxItem]]
    next_after: UUID


def claim_turn(after: UUID, *, pages: int, resting: Sequence[str], now: datetime) -> Turn:
    """Claim the waiting items of the next pages. Pages that are broken, paused or in another worker's hands are left out.

    Locking the pages first and looking at their items in a second statement makes sure that two workers never send
    for one page at once: the second statement sees what another worker has committed meanwhile.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NEXT_PAGES, {"after": after, "most": PAGES_LOOKED_AT})
        seen = [row[0] for row in cursor.fetchall()]
        if not seen:
            return Turn([], FIRST)
        cursor.execute(_LOCK_PAGES, {"pages": seen, "now": now, "resting": list(resting), "most": pages})
        chosen = [row[0] for row in cursor.fetchall()]
        end_of_round = FIRST if len(seen) < PAGES_LOOKED_AT else seen[-1]
        next_after = chosen[-1] if len(chosen) == pages else end_of_round
        if not chosen:
            return Turn([], next_after)
        cursor.execute(_CLAIM, {"pages": chosen, "now": now, "a_page": A_PAGE})
        keys = [(row[0], row[1]) for row in cursor.fetchall()]
    return Turn(_by_page(keys), next_after)


def _by_page(keys: list[tuple[str, UUID]]) -> list[list[OutboxItem]]:
    pages: dict[UUID, list[OutboxItem]] = defaultdict(list)
    for item in OutboxItem.objects.filter(pk__in=keys).select_related("page__account").order_by("id"):
        pages[item.page_id].append(item)
    return list(pages.values())
