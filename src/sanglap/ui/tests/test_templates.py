"""Every page keeps the promises of the design: light, strict, in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.utils.translation import override

ROOM = Path(__file__).resolve().parent.parent
SOURCE = ROOM.parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
STATES = ["received", "with_office", "in_hand", "needs_information", "resolved", "confirmed", "unconfirmed", "reopened"]
CITIZENS_STYLE = 8_192  # bytes, compressed
SCRIPTS = 16_384  # bytes, all together, as written


def folder_of_templates(template: Path) -> Path:
    """Return the folder of the room's templates in which this one lies."""
    return next(folder for folder in template.parents if folder.name == "templates")


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

    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
    def test_is_helped_on_when_something_is_wrong(self, name: str) -> None:
        with override("en"):
            page = render_to_string(f"{name}.html")
        assert "To the first page" in page
        assert '<html lang="en"' in page

    def test_can_skip_to_the_content_by_key(self) -> None:
        page = render_to_string("ui/citizen.html")
        assert page.index('href="#content"') < page.index("<header")
        assert 'id="content"' in page

    def test_hears_what_is_wrong_with_a_field(self) -> None:
        class Form(forms.Form):
            place = forms.CharField(help_text="Upazila")

        page = render_to_string("ui/components/fields.html", {"form": Form({"place": ""})})
        named = re.search(r'aria-describedby="([^"]+)"', page)
        assert named
        assert [f'id="{one}"' in page for one in named[1].split()] == [True, True]


class TestTheStyleguide:
    """For people who build screens."""

    def test_shows_the_whole_design_on_one_page(self) -> None:
        with override_settings(DEMO=True):
            answer = Client().get("/reader/styleguide/?lang=en")
        assert answer.status_code == 200
        for sign in (
            b'<html lang="en"',
            b'class="pill',
            b'class="map',
            b'class="chart"',
            b'class="field field-wrong"',
            b"bubble-note",
        ):
            assert sign in answer.content

    def test_is_not_there_in_production(self) -> None:
        with override_settings(DEMO=False, DEBUG=False):
            assert Client().get("/reader/styleguide/").status_code == 404


class TestDrawings:
    def test_are_there_for_every_icon_that_a_page_names(self) -> None:
        drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOM / "static/ui/icons.svg").read_text(encoding="utf-8")))
        pages = [template.read_text(encoding="utf-8") for template in SOURCE.rglob("templates/**/*.html")]
        named = {name for page in pages for name in re.findall(r'{% icon "([\w-]+)"', page)}
        assert named
        assert not named - drawn


class TestRooms:
    def test_take_pieces_of_pages_only_from_themselves_and_from_here(self) -> None:
        """A piece of another room's page would change without its builders knowing."""
        strangers = [
            f"{template.relative_to(SOURCE)} takes {name}"
            for template in SOURCE.rglob("templates/**/*.html")
            for name in re.findall(r'{% (?:include|extends) "([^"]+)"', template.read_text(encoding="utf-8"))
            if not name.startswith("ui/") and not (folder_of_templates(template) / name).exists()
        ]
        assert not strangers


@pytest.mark.django_db
class TestKamalSignsIn:
    def test_in_the_same_design(self) -> None:
        page = Client().get("/account/login/?lang=en").content.decode()
        assert "For officers." in page
        assert '<label for="id_password">' in page
        assert 'autocomplete="current-password"' in page

    @pytest.mark.parametrize("door", ["password/reset/", "signup/", "inactive/"])
    def test_and_a_closed_door_says_in_bangla_who_helps(self, door: str) -> None:
        page = Client().get(f"/account/{door}").content.decode()
        assert "তালিকা" in page
        assert 'class="citizen account"' in page
        assert not re.search(r"<form(?![^>]*search)", page)

    def test_wrong_passwords_slow_down_and_say_so_in_bangla(self) -> None:
        assert "কিছুক্ষণ পরে" in self.after_wrong_passwords(6).content.decode()

    def test_ten_wrong_passwords_lock_the_name_and_say_so_kindly(self) -> None:
        with override_settings(ACCOUNT_RATE_LIMITS=False):
            answer = self.after_wrong_passwords(11)
        assert answer.status_code == 429
        assert "পনেরো মিনিট" in answer.content.decode()

    @staticmethod
    def after_wrong_passwords(count: int) -> HttpResponse:
        """Return the answer to the last of so many attempts. Nobody before counts."""
        cache.clear()
        client = Client()
        answers = [client.post("/account/login/", {"login": "kamal", "password": "wrong"}) for _attempt in range(count)]
        cache.clear()
        return answers[-1]
