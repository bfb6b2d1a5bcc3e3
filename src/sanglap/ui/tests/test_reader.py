"""What readers see: their digits, their names, their language, their light."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.utils.translation import get_language, override

from sanglap.foundation import clock
from sanglap.ui.context import reader
from sanglap.ui.middleware import ReaderLanguage

NOON = datetime(2026, 2, 15, 6, 0, tzinfo=UTC)  # 12:00 in Dhaka
OFFICE = SimpleNamespace(name_bn="সাভার উপজেলা", name_en="Savar upazila", motto_bn=None, motto_en="We answer")


def show(source: str, **values: object) -> str:
    """Return a piece of template as a reader sees it."""
    return str(engines["django"].from_string(source).render(values))


class TestRahimaReadsBangla:
    """Numbers, dates and names are hers."""

    def test_she_reads_numbers_in_her_digits(self) -> None:
        with override("bn"):
            assert show("{{ value|number }}", value=1234567) == "১২,৩৪,৫৬৭"
            assert show("{{ value|digits }}", value="999") == "৯৯৯"
            assert show("{{ value|percent }}", value=0.87) == "৮৭\N{NO-BREAK SPACE}%"

    def test_she_reads_when_it_happened(self) -> None:
        with override("bn"), clock.frozen(NOON + timedelta(hours=3)):
            assert show("{{ at|date }}", at=NOON) == "১৫ ফেব্রুয়ারি ২০২৬"
            assert show("{{ at|ago }}", at=NOON) == "৩ ঘণ্টা আগে"
            assert show("{{ span|duration }}", span=timedelta(days=2)) == "২ দিন"

    def test_her_tracking_number_stays_as_it_is_printed_everywhere(self) -> None:
        with override("bn"):
            assert show("{{ number|tracking }}", number="7K3M9QX2TB4") == "7K3M-9QX2-TB4"

    def test_she_reads_the_offices_bangla_name(self) -> None:
        with override("bn"):
            assert show('{% bilingual office "name" %}', office=OFFICE) == "সাভার উপজেলা"

    def test_a_missing_bangla_name_falls_back_to_english(self) -> None:
        with override("bn"):
            assert show('{% bilingual office "motto" %}', office=OFFICE) == "We answer"

    def test_nothing_known_is_shown_as_nothing(self) -> None:
        with override("bn"):
            assert show('{% bilingual nobody "name" %}{{ nothing|date }}{{ nothing|ago }}{{ nothing|date_iso }}') == ""
            assert show("{{ nothing|percent }}{{ nothing|number }}{{ nothing|duration }}") == "–––"


class TestAnEnglishReader:
    """The same pages in English."""

    def test_reads_western_digits_and_english_names(self) -> None:
        with override("en"):
            assert show("{{ value|number }}", value=1234567) == "12,34,567"
            assert show('{% bilingual office "name" %}', office=OFFICE) == "Savar upazila"

    def test_machines_read_moments_in_utc(self) -> None:
        assert show("{{ at|date_iso }}", at=NOON) == "2026-02-15T06:00:00+00:00"

    def test_names_are_escaped(self) -> None:
        with override("en"):
            assert show('{% bilingual office "name" %}', office=SimpleNamespace(name_en="<b>")) == "&lt;b&gt;"


class TestTheLanguageOfAPage:
    """In the address, else in the cookie, else the country's own."""

    @staticmethod
    def spoken(address: str, cookie: str = "") -> tuple[str | None, HttpResponse]:
        heard: list[str | None] = []

        def page(_request: object) -> HttpResponse:
            heard.append(get_language())
            return HttpResponse()

        request = RequestFactory().get(address)
        if cookie:
            request.COOKIES["language"] = cookie
        answer = ReaderLanguage(page)(request)
        return heard[0], answer

    def test_is_bangla_unless_somebody_chose(self) -> None:
        language, answer = self.spoken("/")
        assert (language, answer["Content-Language"]) == ("bn", "bn")
        assert not answer.cookies

    def test_is_what_the_reader_chose_before(self) -> None:
        assert self.spoken("/", cookie="en")[0] == "en"

    def test_the_address_wins_and_is_remembered(self) -> None:
        language, answer = self.spoken("/?lang=en", cookie="bn")
        assert (language, answer.cookies["language"].value) == ("en", "en")

    def test_a_language_nobody_speaks_here_is_passed_over(self) -> None:
        language, answer = self.spoken("/?lang=xx", cookie="yy")
        assert language == "bn"
        assert not answer.cookies

    def test_another_choice_is_not_undone_by_coming_back(self) -> None:
        request = RequestFactory().get("/offices/?lang=bn&q=savar")
        assert reader(request)["here"] == "/offices/?q=savar"


class TestAReaderChooses:
    """The two switches on every page work without JavaScript."""

    def test_a_language_and_comes_back_to_the_same_page(self) -> None:
        answer = Client().get("/reader/language/?to=en&next=/offices/%3Fq%3Dsavar")
        assert (answer.status_code, answer["Location"]) == (302, "/offices/?q=savar")
        assert answer.cookies["language"].value == "en"

    def test_dark_and_light_again(self) -> None:
        client = Client()
        assert client.get("/reader/theme/?to=dark&next=/").cookies["theme"].value == "dark"
        assert client.get("/reader/theme/?to=device&next=/").cookies["theme"].value == ""

    def test_is_never_led_to_a_stranger(self) -> None:
        for trap in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", ""):
            assert Client().get("/reader/theme/", {"to": "dark", "next": trap})["Location"] == "/"
