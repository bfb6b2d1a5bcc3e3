"""The citizen is told what was done and asked whether it is solved; or asked for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.people.models import Officer
from sanglap.foundation.text import format_date
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.handling.models import Disposal
from sanglap.journey.redress.right_paths import RightPath, right_paths
from sanglap.journey.replies.services.telling import Wording, tell_citizen
from sanglap.journey.replies.wording import Told, elsewhere, question, resolution, shortened

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.handling.events import CaseResolved, CitizenAsked
    from sanglap.journey.redress.events import SentElsewhere


def tell_resolution(events: Sequence[CaseResolved], now: datetime) -> None:
    """Queue what the citizen is told of each disposal, once."""
    for event in events:
        disposal = Disposal.objects.select_related("officer").get(district_id=event.district_id, id=event.disposal_id)
        tell_citizen(
            event.district_id,
            event.case_id,
            kind="resolution",
            token=f"disposal:{disposal.id}",
            wording=_words_of(disposal),
            officer=disposal.officer,
            now=now,
        )


def ask_for_information(events: Sequence[CitizenAsked], now: datetime) -> None:
    """Queue what the office asks each citizen, once."""
    lines = HistoryLine.objects.filter(
        district_id__one_of={event.district_id for event in events}, id__one_of=[e.line_id for e in events]
    )
    officers = _officers(lines)
    for line in lines:
        tell_citizen(
            line.district_id,
            line.case_id,
            kind="question",
            token=f"question:{line.id}",
            wording=_words_asked(line.words),
            officer=officers.get(line.officer_id),
            now=now,
        )


def tell_right_path(events: Sequence[SentElsewhere], now: datetime) -> None:
    """Queue the right path for each matter that is not for here, with where its form stands ready, once."""
    lines = HistoryLine.objects.filter(
        district_id__one_of={event.district_id for event in events}, id__one_of=[event.line_id for event in events]
    )
    officers, paths = _officers(lines), right_paths()
    for line in lines:
        path = paths.get(str(line.facts.get("path", "")))
        if path is not None:
            tell_citizen(
                line.district_id,
                line.case_id,
                kind="answer",
                token=f"path:{line.id}",
                wording=_words_of_path(path, line.words),
                officer=officers.get(line.officer_id),
                now=now,
            )


def _words_of_path(path: RightPath, why: str) -> Wording:
    def words(told: Told, language: str, room: int) -> str:
        named = path.path_en if language == "en" else path.path_bn
        frame = len(elsewhere(told, "", named, language))
        return elsewhere(told, shortened(why, room - frame), named, language)

    return words


def _officers(lines: Iterable[HistoryLine]) -> dict[UUID | None, Officer]:
    return dict(Officer.objects.in_bulk([line.officer_id for line in lines if line.officer_id]))


def _words_of(disposal: Disposal) -> Wording:
    def words(told: Told, language: str, room: int) -> str:
        done_on = format_date(disposal.done_on, language, told.zone)
        contact = disposal.contact
        frame = len(resolution(told, "", done_on, language, contact))
        return resolution(told, shortened(_account_of(disposal, language), room - frame), done_on, language, contact)

    return words


def _account_of(disposal: Disposal, language: str) -> str:
    """Return what was done; a refusal with its ground in law (R20)."""
    if not disposal.legal_ground:
        return disposal.what_was_done
    ground = f"Ground in law: {disposal.legal_ground}" if language == "en" else f"আইনি ভিত্তি: {disposal.legal_ground}"
    return f"{disposal.what_was_done}\n{ground}"


def _words_asked(asked: str) -> Wording:
    def words(told: Told, language: str, room: int) -> str:
        return question(told, shortened(asked, room - len(question(told, "", language))), language)

    return words
