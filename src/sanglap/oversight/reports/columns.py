"""The official columns of the monthly report (R55), in their order, each with its meaning and source. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(slots=True)
class Month:
    """What is counted of some offices in one month: cases, and appeals that lay with them."""

    online: int = 0
    conventional: int = 0
    self_initiated: int = 0
    carried_over: int = 0
    sent_on: int = 0
    disposed: int = 0
    confirmed: int = 0
    on_first_date: int = 0
    on_moved_date: int = 0
    expired: int = 0
    extended: int = 0
    running: int = 0
    appeals_carried: int = 0
    appeals_filed: int = 0
    appeals_decided: int = 0
    appeals_expired: int = 0
    appeals_running: int = 0

    @property
    def total(self) -> int:
        """All cases of the month: carried over and received."""
        return self.carried_over + self.online + self.conventional + self.self_initiated

    @property
    def appeals_total(self) -> int:
        """All appeals of the month."""
        return self.appeals_carried + self.appeals_filed

    def add(self, other: Month) -> None:
        """Add the counts of other offices."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it means and where that is written. ``share`` shows it as a share of a hundred."""

    code: str
    title: str | Promise
    meaning: str | Promise
    source: str
    value: Callable[[Month], float | None]
    share: bool = False


GUIDELINE = "Grievance redress guideline 2015 (rev. 2018)"
SANGLAP = "Sanglap"


def share(part: int, whole: int) -> float | None:
    """Return a share between 0 and 1; None of nothing."""
    return part / whole if whole else None


def _plain(code: str, title: str | Promise, meaning: str | Promise, source: str = GUIDELINE) -> Column:
    return Column(code, title, meaning, source, lambda month: getattr(month, code))


COLUMNS: tuple[Column, ...] = (
    Column(
        "confirmed_rate", _("Confirmed by citizens"),
        _("Of the disposed cases, those the citizen calls solved. Silence does not count."),
        SANGLAP, lambda month: share(month.confirmed, month.disposed), share=True,
    ),
    _plain("online", _("Online"), _("Received by the form, written by the citizen."), f"{GUIDELINE}, 6.1"),
    _plain("conventional", _("Conventional"), _("Filed by a helper at a counter or digital centre."), f"{GUIDELINE}, 6.1 জ"),
    _plain("self_initiated", _("Self-initiated"), _("Taken up from social media, where people write."), f"{GUIDELINE}, 5.1.2 চ"),
    _plain("carried_over", _("Carried over"), _("Open when the month began.")),
    _plain("total", _("Total"), _("Received and carried over.")),
    _plain("sent_on", _("Sent on"), _("Forwarded in the month to an office outside of these."), f"{GUIDELINE}, 7.1 ক"),
    _plain("disposed", _("Disposed"), _("The office says in the month what it did, with proof."), f"{GUIDELINE}, 7.4"),
    _plain("expired", _("Expired"), _("The promised date passed without a result by the end of it."), f"{GUIDELINE}, 7.4.1 ক"),
    _plain("extended", _("Extended"), _("More time was taken in the month, once a case, with a public reason.")),
    _plain("running", _("Running"), _("Still open when the month ended.")),
    Column(
        "disposal_rate", _("Official rate"), _("Disposed cases of all cases of the month."),
        GUIDELINE, lambda month: share(month.disposed, month.total), share=True,
    ),
    Column(
        "first_date_rate", _("On the first date"),
        _("Of the disposed cases, those by the date that was promised first."),
        SANGLAP, lambda month: share(month.on_first_date, month.disposed), share=True,
    ),
    Column(
        "moved_date_rate", _("On the moved date"),
        _("Of the disposed cases, those by the date after extensions and pauses."),
        SANGLAP, lambda month: share(month.on_moved_date, month.disposed), share=True,
    ),
    _plain("appeals_total", _("Appeals"), _("Filed and carried over, with the office that decides."), f"{GUIDELINE}, 6.2"),
    _plain("appeals_decided", _("Decided"), _("Appeals decided in the month."), f"{GUIDELINE}, 7.2"),
    _plain("appeals_expired", _("Appeals expired"), _("Appeals whose date passed without a decision."), f"{GUIDELINE}, 7.4.1 খ"),
    _plain("appeals_running", _("Appeals running"), _("Appeals still open when the month ended.")),
)  # fmt: skip


def together(months: Iterable[Month]) -> Month:
    """Return the sum of some offices."""
    whole = Month()
    for month in months:
        whole.add(month)
    return whole
