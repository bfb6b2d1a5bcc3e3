"""Paper: Bangla and English on one page, the same facts the same bytes, long tables on many pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sanglap.ui.paper import Format, Paper

NOW = datetime(2026, 1, 4, 4, tzinfo=UTC)


def paper(language: str = "bn", size: Format = "a4") -> Paper:
    return Paper("রসিদ", language=language, made_at=NOW, size=size)


class TestPaper:
    @pytest.mark.parametrize("language", ["bn", "en"])
    @pytest.mark.parametrize("size", ["a4", "a5"])
    def test_holds_both_writings_a_code_and_a_table(self, language: str, size: Format) -> None:
        one = paper(language, size)
        one.heading("অভিযোগের রসিদ – Receipt")
        one.subheading("ক্ষুদ্র ঋণ")
        one.facts([("নম্বর", "7K3M-9QX2-TB4")])
        one.words("আপনার কথা পেয়েছি।")
        one.hint("https://example.org/")
        one.table(["অফিস", "Total"], [["সাভার", "১২"]], widths=(3, 1))
        one.qr_code("https://example.org/c/7K3M9QX2TB4/")
        assert one.as_bytes().startswith(b"%PDF")

    def test_of_the_same_facts_is_the_same(self) -> None:
        papers = [paper(), paper()]
        for one in papers:
            one.words("আপনার কথা পেয়েছি।")
        assert papers[0].as_bytes() == papers[1].as_bytes()

    def test_goes_on_to_another_page(self) -> None:
        short, long = paper(), paper()
        short.table(["ক"], [["১"]])
        long.table(["ক"], [["১"]] * 200)
        assert long.as_bytes().count(b"/Type /Page\n") > short.as_bytes().count(b"/Type /Page\n")
