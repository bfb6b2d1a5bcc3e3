"""The first officers are let in by the engineer who installs Sanglap."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sanglap.directory.offices.models import Posting
from sanglap.directory.people.models import Officer

pytestmark = pytest.mark.django_db
SAVAR, DHAKA = "uno-BD30260072", "dc-BD3026"
GOOD = "কঠিন-পাসওয়ার্ড-৭৭-river"


def let_in(username: str, office: str = SAVAR, role: str = "head") -> str:
    out = StringIO()
    call_command("officer", username, "--office", office, "--role", role, "--name-en", "Farhana", stdout=out)
    return out.getvalue()


class TestAnOfficer:
    def test_is_created_and_posted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SANGLAP_PASSWORD", GOOD)
        assert "Farhana is head" in let_in("farhana")
        officer = Officer.objects.get(username="farhana")
        assert officer.check_password(GOOD)
        assert Posting.objects.get(officer=officer).office_id == SAVAR

    def test_who_is_there_keeps_the_password_and_gets_one_more_posting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SANGLAP_PASSWORD", GOOD)
        let_in("farhana")
        monkeypatch.setenv("SANGLAP_PASSWORD", "another-one-that-is-ignored-9")
        for _ in range(2):
            let_in("farhana", DHAKA, "deputy")
        assert Officer.objects.get(username="farhana").check_password(GOOD)
        assert Posting.objects.filter(officer__username="farhana").count() == 2

    def test_with_a_weak_password_or_at_no_office_is_not_created(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SANGLAP_PASSWORD", "12345")
        with pytest.raises(CommandError):
            let_in("farhana")
        with pytest.raises(CommandError, match="no office"):
            let_in("farhana", "uno-NOWHERE")
        assert not Officer.objects.filter(username="farhana").exists()
