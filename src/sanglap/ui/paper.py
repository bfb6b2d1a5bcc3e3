"""What leaves on paper: slips and reports as PDF, with Bangla letters joined as they should be.

The fonts are bundled, so that a slip looks the same on a server without any. One :class:`Paper` is one document; it knows
words, tables and QR codes and nothing of cases.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import segno
from fpdf import FPDF
from fpdf.fonts import FontFace

if TYPE_CHECKING:
    from datetime import datetime

FONTS = Path(__file__).resolve().parent / "fonts"
BANGLA, LATIN = "bangla", "latin"
MARGIN = 16.0  # millimetres
SIZE, SMALL, LARGE = 10.5, 8.5, 16.0  # points
LINE = 1.55  # of the letters' height: Bangla letters reach further up and down than Latin ones
MILLIMETRES = 0.3528  # in a point

Format = Literal["a4", "a5"]
MILLIMETRES_OF: dict[Format, tuple[float, float]] = {"a4": (210, 297), "a5": (148, 210)}


class Paper:
    """A document that grows from top to bottom."""

    def __init__(self, title: str, *, language: str, made_at: datetime, size: Format = "a4", wide: bool = False) -> None:
        """Begin a document; ``made_at`` stands in the file, so that the same facts make the same bytes."""
        pdf = FPDF(orientation="landscape" if wide else "portrait", format=MILLIMETRES_OF[size])
        pdf.set_margin(MARGIN)
        pdf.set_auto_page_break(auto=True, margin=MARGIN)
        for name, file in ((BANGLA, "NotoSansBengali"), (LATIN, "NotoSans-Latin")):
            pdf.add_font(name, "", FONTS / f"{file}-Regular.ttf")
            pdf.add_font(name, "B", FONTS / f"{file}-Bold.ttf")
        pdf.set_fallback_fonts([LATIN, BANGLA], exact_match=False)
        pdf.set_text_shaping(use_shaping_engine=True)
        pdf.set_title(title)
        pdf.set_lang(language)
        pdf.set_creator("Sanglap")
        pdf.set_creation_date(made_at)
        pdf.add_page()
        self._pdf, self._family = pdf, BANGLA if language == "bn" else LATIN

    def heading(self, words: str) -> None:
        """Write a heading."""
        self._write(words, size=LARGE, style="B")
        self._pdf.ln(2)

    def subheading(self, words: str) -> None:
        """Write a heading inside the document."""
        self._pdf.ln(2)
        self._write(words, size=SIZE + 1.5, style="B")

    def words(self, words: str) -> None:
        """Write a paragraph."""
        self._write(words, size=SIZE)
        self._pdf.ln(1)

    def hint(self, words: str) -> None:
        """Write a paragraph in small letters."""
        self._write(words, size=SMALL)
        self._pdf.ln(1)

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Write names with their values, one a line."""
        for name, value in facts:
            self._write(f"{name}: ", size=SIZE, style="B", ends_line=False)
            self._write(value, size=SIZE)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int] = ()) -> None:
        """Write a table whose head is repeated on every page; ``widths`` are shares of the line."""
        self._pdf.set_font(self._family, size=SMALL)
        style = FontFace(emphasis="BOLD", fill_color=(238, 241, 239))
        height = SMALL * MILLIMETRES * LINE
        with self._pdf.table(headings_style=style, line_height=height, padding=1, col_widths=tuple(widths) or None) as table:
            for row in (head, *rows):
                table.row(row)
        self._pdf.ln(2)

    def qr_code(self, text: str, *, side: float = 34.0) -> None:
        """Draw a QR code; ``side`` is in millimetres."""
        picture = io.BytesIO()
        segno.make(text, error="m").save(picture, kind="png", scale=8, border=2)
        self._pdf.image(picture, w=side, h=side, alt_text=text)
        self._pdf.ln(1)

    def as_bytes(self) -> bytes:
        """Return the finished document."""
        return bytes(self._pdf.output())

    def _write(self, words: str, *, size: float, style: Literal["", "B"] = "", ends_line: bool = True) -> None:
        self._pdf.set_font(self._family, style, size)
        height = size * MILLIMETRES * LINE
        if ends_line:
            self._pdf.multi_cell(0, height, words, new_x="LMARGIN", new_y="NEXT", align="L")
        else:
            self._pdf.cell(None, height, words)
