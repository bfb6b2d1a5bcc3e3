"""From fragments to the catalogue."""

from __future__ import annotations

import gettext
import io

import pytest
from django.template import engines

from sanglap.foundation.translations import build_translations, problems_of
from sanglap.foundation.translations.building import compile_catalogue
from sanglap.foundation.translations.fragments import Message, UnableToRead, read_fragment
from sanglap.foundation.translations.sentences import sentences_in_code, sentences_in_template

FRAGMENT = """
# A room's own words.
msgid "Reply"
msgstr "উত্তর দিন"

msgctxt "verb"
msgid "Reply"
msgstr "জবাব"

#, python-format
msgid "%(count)s case"
msgid_plural "%(count)s cases"
msgstr[0] "%(count)sটি বিষয়"
msgstr[1] "%(count)sটি বিষয়সমূহ"

msgid ""
"Two lines\\n"
"and a \\"quote\\""
msgstr ""
"দুই লাইন\\n"
"ও \\"উদ্ধৃতি\\""

#, fuzzy
msgid "Unsure"
msgstr "অনিশ্চিত"

msgid "Not yet"
msgstr ""
"""


@pytest.fixture
def locale(tmp_path):
    """Return the locale folder of a small package."""
    (tmp_path / "locale" / "fragments").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    return tmp_path / "locale"


def write(locale, name, text):
    (locale / "fragments" / name).write_text(text, encoding="utf-8")


class TestBuilding:
    def test_the_standard_library_reads_the_catalogue(self, locale):
        write(locale, "desk.po", FRAGMENT)
        assert build_translations(locale) == 4
        with (locale / "bn" / "LC_MESSAGES" / "django.mo").open("rb") as file:
            bangla = gettext.GNUTranslations(file)
        assert bangla.gettext("Reply") == "উত্তর দিন"
        assert bangla.pgettext("verb", "Reply") == "জবাব"
        assert bangla.gettext('Two lines\nand a "quote"') == 'দুই লাইন\nও "উদ্ধৃতি"'
        for count, end in ((0, "বিষয়"), (1, "বিষয়"), (2, "বিষয়সমূহ")):
            assert bangla.ngettext("%(count)s case", "%(count)s cases", count) == f"%(count)sটি {end}"
        assert bangla.gettext("Unsure") == "Unsure"
        assert bangla.gettext("Not yet") == "Not yet"

    def test_the_merged_file_reads_as_the_fragments_did(self, locale):
        write(locale, "desk.po", FRAGMENT)
        build_translations(locale)
        merged = list(read_fragment(locale / "bn" / "LC_MESSAGES" / "django.po"))
        before = list(read_fragment(locale / "fragments" / "desk.po"))
        assert {(one.key, one.plural, one.forms) for one in merged} == {(one.key, one.plural, one.forms) for one in before}

    def test_no_fragments_make_an_empty_catalogue(self, locale):
        assert build_translations(locale) == 0
        assert gettext.GNUTranslations(io.BytesIO(compile_catalogue([]))).gettext("Reply") == "Reply"

    def test_of_two_translations_the_first_files_is_taken(self, locale):
        write(locale, "a.po", 'msgid "Reply"\nmsgstr "উত্তর"\n')
        write(locale, "b.po", 'msgid "Reply"\nmsgstr "জবাব"\n')
        build_translations(locale)
        (merged,) = read_fragment(locale / "bn" / "LC_MESSAGES" / "django.po")
        assert merged.forms == ("উত্তর",)

    @pytest.mark.parametrize("line", ["msgid Reply", 'msgid "Reply', '"lost"', 'msg "x"'])
    def test_an_unreadable_line_is_named(self, locale, line):
        write(locale, "desk.po", f"{line}\n")
        with pytest.raises(UnableToRead, match=r"desk\.po:1"):
            build_translations(locale)
        assert "desk.po:1" in problems_of(locale)[0]


class TestChecking:
    def test_nothing_is_wrong_when_every_sentence_has_its_bangla(self, locale):
        write(locale, "desk.po", FRAGMENT)
        (locale.parent / "views.py").write_text('from django.utils.translation import gettext as _\n_("Reply")\n')
        assert problems_of(locale) == []

    def test_two_rooms_that_disagree_are_named(self, locale):
        write(locale, "a.po", 'msgid "Reply"\nmsgstr "উত্তর"\n')
        write(locale, "b.po", 'msgid "Reply"\nmsgstr "জবাব"\n')
        write(locale, "c.po", 'msgid "Reply"\nmsgstr "উত্তর"\n')
        (problem,) = problems_of(locale)
        assert problem.startswith("b.po:1")
        assert "a.po:1" in problem

    def test_a_lost_or_invented_placeholder_is_named(self, locale):
        write(locale, "a.po", 'msgid "by %(who)s"\nmsgstr "দ্বারা"\n\nmsgid "Hello {name}"\nmsgstr "হ্যালো {nam}"\n')
        assert len(problems_of(locale)) == 2

    def test_a_plural_with_one_form_is_named(self, locale):
        write(locale, "a.po", 'msgid "a case"\nmsgid_plural "cases"\nmsgstr[0] "বিষয়"\n')
        assert "2 form(s)" in problems_of(locale)[0]

    def test_sentences_without_bangla_are_named_with_their_place(self, locale):
        write(locale, "desk.po", FRAGMENT)
        (locale.parent / "templates" / "page.html").write_text('<p>\n{% translate "Reply" %}{% translate "Forgotten" %}')
        (locale.parent / "views.py").write_text('gettext("Not yet")\nngettext("Reply", "Replies", 2)\n')
        problems = problems_of(locale)
        assert len(problems) == 3
        assert problems[0] == "templates/page.html:2: no Bangla for 'Forgotten'"
        assert problems[1] == "views.py:1: no Bangla for 'Not yet'"
        assert problems[2] == "views.py:2: no Bangla for 'Reply' and its plural"

    def test_tests_and_migrations_are_left_out(self, locale):
        (locale.parent / "tests").mkdir()
        (locale.parent / "tests" / "test_x.py").write_text('gettext("Not for people")')
        assert problems_of(locale) == []


class TestFindingSentences:
    def test_in_code_under_any_name(self):
        code = """
from django.utils.translation import gettext_lazy as _, pgettext as in_context, npgettext_lazy
from django.utils import translation
_("one" " sentence")
translation.gettext("two")
in_context("verb", "three")
npgettext_lazy("noun", "four", "fours", 4)
_(variable)
gettext(f"{variable}")
other("five")
"""
        found = [(one.context, one.singular, one.plural) for one in sentences_in_code(code, "x.py")]
        assert found == [("", "one sentence", ""), ("", "two", ""), ("verb", "three", ""), ("noun", "four", "fours")]

    def test_in_templates_but_not_in_comments(self):
        text = """{# {% translate "silent" %} #}{% comment %}{% translate "silent too" %}{% endcomment %}
{% translate 'It\\'s' %} {% trans "Save" context "verb" as save %} {% include "x.html" with title=_("Title") %}
{% blocktranslate count n=cases|length %}{{ n }} case{% plural %}{{ n }} cases{% endblocktranslate %}"""
        found = {(one.context, one.singular, one.plural) for one in sentences_in_template(text, "x.html")}
        assert found == {("", "It's", ""), ("verb", "Save", ""), ("", "Title", ""), ("", "%(n)s case", "%(n)s cases")}

    @pytest.mark.parametrize(
        "block",
        [
            "{% blocktranslate %}Hello {{ name }}!{% endblocktranslate %}",
            "{% blocktranslate trimmed with who=name %}\n   100 %\n   of {{ who }}\n  {% endblocktranslate %}",
            "{% blocktranslate trimmed %}{{ name }}\n\n is here {% endblocktranslate %}",
            "{% blocktrans %} as it is\n {{ name }}{% endblocktrans %}",
        ],
    )
    def test_a_block_is_looked_up_as_django_does(self, block):
        (node,) = engines["django"].from_string("{% load i18n %}" + block).template.nodelist[1:]
        (used,) = sentences_in_template(block, "x.html")
        assert used.singular == node.render_token_list(node.singular)[0]

    def test_a_percent_sign_is_looked_up_doubled_as_django_does(self, monkeypatch):
        asked = []
        monkeypatch.setattr("django.template.base.gettext_lazy", lambda text: asked.append(text) or text)
        source = '{% translate "100% done" %}'
        engines["django"].from_string("{% load i18n %}" + source).render()
        (used,) = sentences_in_template(source, "x.html")
        assert asked == [used.singular]

    def test_a_message_is_found_by_context_and_sentence(self):
        assert Message("verb", "Reply", "", ("জবাব",), "a.po:1").key == ("verb", "Reply")
