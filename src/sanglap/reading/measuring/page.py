"""The measurements as a page of the reference, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sanglap.reading.measuring.posts import Row, TopicRow, Trust
from sanglap.reading.measuring.safety import FoundRow

HEADING = """# How well posts are read

Made by `./sanglap evaluate`; do not edit. The posts measured here were written by another hand than the posts learnt from and
are never learnt from. In brackets: the 95 % interval, from drawing the posts 500 times again. "Majority" is what always
giving the commonest answer would score. Figures below their floor are **bold**: they are the weak places.

Not blind: the words of danger, personal data and conduct were mended after their failures on these same posts had been read,
and some designs of the model were chosen on them. Before that, danger was found with a recall of .80 and .71 at a precision
of .77 and .66 on two sets, and of .65 at .86 on 704 lines that were written later to learn from. With what was then learnt
from the other lines, .84 of them were found at .87 (four parts, each read by a model of the other three). Of the drafts, .62
of the verdicts were right: on new posts expect something between.

The second hand's file was written before the last thousand lines to learn from, by the same person in another voice, and its
texts were not looked at since: of its 73 dangers .84 were found at a precision of .81 before those lines, and by what is in
the table below after them. The thresholds were chosen on lines and posts read by models of the other files: there .90 of the
dangers were found, at a precision of .83 among as many harmless lines that sound alarming, and 5 to 6 of 100 ordinary posts
were called dangerous, about half of them rightly.

Of places, too, failures were read; and most of these posts were written on the page of the very place they name, which the
finder is told: the rows "page not told" are of the text alone. There, too, failures were read: districts .874 and upazilas
.784 before; what was mended then are kinds of failures, and on new posts expect something between.

Posts of the same incident: one half of the posts that were written for measuring became what pairs are learnt from, the other
half is measured here; what is looked at in a pair was chosen with all of them before one's eyes. Counted in pairs, posts read
one after the other with their hours told.
"""


def page_of(sections: Iterable[tuple[str, str]]) -> str:
    """Return the page of titled sections."""
    return HEADING + "".join(f"\n## {title}\n\n{body}\n" for title, body in sections)


def table_of_rows(rows: Sequence[Row]) -> str:
    """Return measured rows as a table."""
    return table(
        ("What", "Posts", "n", "Measured", "Majority", "Floor", "Goal"),
        (
            (
                row.what,
                row.where,
                str(row.found.cases),
                _marked(row.found.value, row.floor) + f" ({row.found.low:.3f}–{row.found.high:.3f})",
                "" if row.majority is None else f"{row.majority:.3f}",
                f"{row.floor:.2f}",
                f"{row.goal:.2f}",
            )
            for row in rows
        ),
    )


def table_of_topics(rows: Sequence[TopicRow]) -> str:
    """Return the topics as a table, the weakest first."""
    return table(
        ("Topic", "n", "Recall", "Precision", "Among three", "Taken for"),
        (
            (row.code, str(row.posts), f"{row.recall:.2f}", f"{row.precision:.2f}", f"{row.in_three:.2f}", row.taken_for)
            for row in sorted(rows, key=lambda one: (one.recall + one.precision, one.code))
        ),
    )


def table_of_trust(rows: Sequence[Trust]) -> str:
    """Return calibration and coverage as a table."""
    return table(
        ("First answer", "Calibration error", "Posts answered at 95 % precision", "From probability"),
        ((row.what, f"{row.error:.3f}", f"{row.covered:.0%}", f"{row.threshold:.2f}") for row in rows),
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join(lines)


def _marked(value: float, floor: float) -> str:
    return f"{value:.3f}" if value >= floor else f"**{value:.3f}**"


def table_of_found(rows: Sequence[FoundRow]) -> str:
    """Return recall and precision as a table."""
    return table(
        ("What", "There", "Told", "Recall", "Precision", "Floors"),
        (
            (
                row.what,
                str(row.found.there),
                str(row.found.told),
                _marked(row.found.recall, row.recall_floor or 0.0),
                _marked(row.found.precision, row.precision_floor or 0.0),
                f"{row.recall_floor:.2f} / {row.precision_floor:.2f}" if row.recall_floor and row.precision_floor else "",
            )
            for row in rows
        ),
    )
