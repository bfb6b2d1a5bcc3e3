"""Which offices could have a case as it stands now, after people have put its topic and place right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.journey.dispatch.destinations import Wish, destinations_for
from sanglap.journey.dispatch.readers import routing_table
from sanglap.journey.dispatch.rules import Candidate, Option, choose_offices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sanglap.journey.cases.models import Case

CERTAIN = 1.0


def candidates_for(case: Case, read: Sequence[tuple[str, float]]) -> list[Candidate]:
    """Return up to three offices, the likeliest first. Three queries.

    ``case`` comes with its page; ``read`` are the topics that were read with their probability, which count only while
    nobody has said what the topic is.
    """
    using = routing_table()
    topics = [(case.topic_id, CERTAIN)] if case.topic_id else list(read)
    wishes = [Wish(case.area_id or "", using.routes.get(code, [])) for code, _ in topics]
    found = destinations_for(wishes, using.country)
    options = [Option(share, destinations) for (_, share), destinations in zip(topics, found, strict=True)]
    return choose_offices(page_office=case.page.office_id, options=options, is_sure=case.topic_id is not None)
