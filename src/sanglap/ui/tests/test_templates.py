"""Every page keeps the promises of the design: light, strict, in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

ROOM = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
STATES = ["received", "with_office", "in_hand", "needs_information", "resolved", "confirmed", "unconfirmed", "reopened"]
CITIZENS_STYLE = 8_192  # bytes, compressed
SCRIPTS = 16_384  # bytes, all together, as written


class TestAFarmersPhone:
    def test_loads_little_style(self) -> None:
        assert len(gzip.compress((ROOM / "static/ui/base.css").read_bytes())) <= CITIZENS_STYLE

    def test_loads_no_script_on_a_citizens_page(self) -> None:
        assert "<script" not in render_to_string("ui/citizen.html")

    def test_officers_scripts_are_small_too(self) -> None:
        assert sum(script.stat().st_size for script in (ROOM / "static/ui").glob("*.js")) <= SCRIPTS


class TestAStrictBrowser:
    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOM / "templates")))
    def test_finds_nothing_inline(self, template: Path) -> None:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)


class TestAPerson:
    @pytest.mark.parametrize("state", STATES)
    def test_reads_every_state_in_words(self, state: str) -> None:
        with override("bn"):
            bangla = render_to_string("ui/components/state.html", {"state": state}).strip()
        with override("en"):
            english = render_to_string("ui/components/state.html", {"state": state}).strip()
        assert re.search(r"[ঀ-৿]", bangla)
        assert not re.search(r"[ঀ-৿]", english)
        assert len(re.findall("<span", english)) == 1

    def test_is_told_in_words_that_it_is_late(self) -> None:
        with override("en"):
            assert "Late" in render_to_string("ui/components/state.html", {"state": "in_hand", "overdue": True})
            assert "Late" not in render_to_string("ui/components/state.html", {"state": "in_hand", "overdue": False})

    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
    def test_is_helped_on_when_something_is_wrong(self, name: str) -> None:
        with override("en"):
            page = render_to_string(f"{name}.html")
        assert "To the first page" in page
        assert '<html lang="en"' in page

    def test_can_skip_to_the_content_by_key(self) -> None:
        page = render_to_string("ui/citizen.html")
        assert page.index('href="#content"') < page.index("<header")
        assert 'id="content"' in page

    def test_sees_the_whole_design_on_one_page(self) -> None:
        answer = Client().get("/reader/styleguide/?lang=en")
        assert answer.status_code == 200
        assert b"Design language" in answer.content
        assert b'<html lang="en"' in answer.content


class TestKamalSignsIn:
    @pytest.mark.django_db
    def test_in_the_same_design(self) -> None:
        page = Client().get("/account/login/?lang=en").content.decode()
        assert "For officers." in page
        assert '<label for="id_password">' in page
        assert 'autocomplete="current-password"' in page
