"""What offices wrote about a citizen who had their data erased: masked once and for all, or gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sanglap.channels.contract import ReplyMode
from sanglap.journey.dispatch.models import Move
from sanglap.journey.handling.models import CitizenWord, Deadline, Disposal, Opinion, Pause
from sanglap.journey.incidents.models import Likeness
from sanglap.journey.privacy.models import Retaliation, Unmasking
from sanglap.journey.redress.models import Appeal, Inquiry, Instruction
from sanglap.journey.replies.models import Reply
from sanglap.oversight.honesty.models import CallBack, Flag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sanglap.journey.cases.models import Case

Keep = Callable[[str], str]  # what is left of a text

OF_OFFICES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Disposal, ("what_was_done", "proof", "legal_ground")),
    (Opinion, ("question", "answer")),
    (Move, ("words",)),
    (Instruction, ("words", "account")),
    (Inquiry, ("words", "office_statement", "report")),
    (Appeal, ("decision_words",)),
    (Unmasking, ("reason", "words")),
    (Retaliation, ("outcome",)),
    (Flag, ("words",)),
)
OF_THE_CITIZEN: tuple[tuple[Any, str], ...] = (
    (Inquiry, "citizen_statement"),
    (Appeal, "words"),
    (CitizenWord, "words"),
    (Retaliation, "words"),
    (CallBack, "words"),
)
READ_IN_THE_WORDS = "words"  # so end the names of what a move's reason quotes of the post


def mask_texts_of_offices(case: Case, keep: Keep) -> None:
    """Let every text of a locked case that an office wrote keep what ``keep`` leaves of it, and the citizen's nothing."""
    here = {"district_id": case.district_id, "case_id": case.id}
    for model, column in OF_THE_CITIZEN:
        model.objects.filter(**here).update(**{column: ""})
    for model, columns in OF_OFFICES:
        _rewrite(model.objects.filter(**here), columns, keep)
    clocks = Deadline.objects.filter(**here).values("id")
    _rewrite(Pause.objects.filter(district_id=case.district_id, deadline_id__in=clocks), ("words",), keep)
    _forget_replies(case, keep)
    for move in Move.objects.filter(**here):
        move.reason = {name: value for name, value in move.reason.items() if not name.endswith(READ_IN_THE_WORDS)}
        move.save(update_fields=["reason"])
    same = Q(district_id=case.district_id, case_id=case.id) | Q(other_district_id=case.district_id, other_id=case.id)
    Likeness.objects.filter(same).update(reasons=[])


def _forget_replies(case: Case, keep: Keep) -> None:
    replies = Reply.objects.filter(district_id=case.district_id, case_id=case.id)
    replies.exclude(mode=ReplyMode.PUBLIC).update(text="", trouble="")
    _rewrite(replies.filter(mode=ReplyMode.PUBLIC), ("text",), keep)


def _rewrite(rows: QuerySet[Any], columns: Sequence[str], keep: Keep) -> None:
    for row in rows:
        before = [getattr(row, column) for column in columns]
        for column, text in zip(columns, before, strict=True):
            setattr(row, column, keep(text)[: row._meta.get_field(column).max_length])
        if before != [getattr(row, column) for column in columns]:
            row.save(update_fields=list(columns))
