"""An operator connects an app and an office's page; what is missing is said, secrets are never stored in the clear."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import httpx
import pytest
from django.core.management import CommandError, call_command

from sanglap.channels.accounts import account_for_page, plain_account
from sanglap.channels.connectors.facebook.permissions import FIELDS, PERMISSIONS
from sanglap.channels.connectors.facebook.tests.scripted_graph import ScriptedGraph
from sanglap.channels.models import Account, Page
from sanglap.channels.services import connecting

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"
ALL = [one.name for one in PERMISSIONS]


@pytest.fixture
def network(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedGraph]:
    graph, client = ScriptedGraph(), httpx.Client()
    monkeypatch.setattr(connecting, "shared_client", lambda: client)
    settings.GRAPH_ADDRESS = graph.root  # type: ignore[attr-defined]
    monkeypatch.setenv("SANGLAP_APP_SECRET", "app-secret-of-ours")
    monkeypatch.setenv("SANGLAP_USER_TOKEN", "EAAshort")
    yield graph
    client.close()
    graph.close()


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def facebook_agrees(network: ScriptedGraph, scopes: list[str] | None = None) -> None:
    network.answers("GET", "/oauth/access_token", {"access_token": "EAAlong"})
    network.answers("GET", "/me/accounts", {"data": [{"id": "112", "name": "UNO Savar", "access_token": "EAApage"}]})
    token = {"app_id": "900", "type": "PAGE", "is_valid": True, "expires_at": 0, "scopes": ALL if scopes is None else scopes}
    network.answers("GET", "/debug_token", {"data": token})
    network.answers("POST", "/112/subscribed_apps", {"success": True})
    network.answers("GET", "/112/subscribed_apps", {"data": [{"id": "900", "subscribed_fields": list(FIELDS)}]})


def connect_app(network: ScriptedGraph) -> None:
    network.answers("POST", "/900/subscriptions", {"success": True})
    say("connect_app", "gov", "--app-id", "900")


class TestAnApp:
    def test_is_kept_and_facebook_is_told_our_webhook(self, network: ScriptedGraph) -> None:
        connect_app(network)
        assert network.writes()[0].form["callback_url"].endswith("/channels/facebook/gov/webhook")
        account = Account.objects.get(key="gov")
        assert b"app-secret-of-ours" not in bytes(account.app_secret)

    def test_that_facebook_refuses_is_told_why(self, network: ScriptedGraph) -> None:
        network.fails("POST", "/900/subscriptions", 190)
        with pytest.raises(CommandError):
            say("connect_app", "gov", "--app-id", "900")
        assert not Account.objects.filter(key="gov").exists()

    def test_with_a_mistyped_secret_goes_on_with_the_one_that_worked(
        self, network: ScriptedGraph, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        network.answers("POST", "/900/subscriptions", {"success": True})
        network.fails("POST", "/900/subscriptions", 190)
        say("connect_app", "gov", "--app-id", "900")
        monkeypatch.setenv("SANGLAP_APP_SECRET", "mistyped")
        with pytest.raises(CommandError):
            say("connect_app", "gov", "--app-id", "900")
        assert plain_account(Account.objects.get(key="gov")).app_secret == "app-secret-of-ours"

    def test_never_takes_the_key_of_another_kind(self, network: ScriptedGraph) -> None:
        Account.objects.create(key="webform", kind="webform", name="x")
        with pytest.raises(CommandError, match="webform"):
            say("connect_app", "webform", "--app-id", "900")


class TestAPage:
    def test_answers_for_its_office_with_its_own_key(self, network: ScriptedGraph) -> None:
        connect_app(network)
        facebook_agrees(network)
        assert "UNO Savar answers for" in say("connect_page", "gov", "--office", SAVAR, "--page-id", "112")
        page = Page.objects.select_related("account").get(remote_id="112")
        assert (page.office_id, page.status) == (SAVAR, Page.LIVE)
        assert account_for_page(page).token == "EAApage"
        assert b"EAApage" not in bytes(page.token)

    def test_connected_again_is_one_page_with_a_new_key(self, network: ScriptedGraph) -> None:
        connect_app(network)
        for _ in range(2):
            facebook_agrees(network)
            say("connect_page", "gov", "--office", SAVAR, "--page-id", "112")
        assert Page.objects.filter(remote_id="112").count() == 1

    def test_with_a_missing_permission_says_what_is_not_possible(
        self, network: ScriptedGraph, capsys: pytest.CaptureFixture[str]
    ) -> None:
        connect_app(network)
        facebook_agrees(network, scopes=[name for name in ALL if name != "pages_messaging"])
        with pytest.raises(SystemExit):
            call_command("connect_page", "gov", "--office", SAVAR, "--page-id", "112")
        assert "missing – pages_messaging" in capsys.readouterr().out

    def test_of_one_office_is_not_taken_by_another(self, network: ScriptedGraph) -> None:
        connect_app(network)
        facebook_agrees(network)
        say("connect_page", "gov", "--office", SAVAR, "--page-id", "112")
        with pytest.raises(CommandError, match=SAVAR):
            say("connect_page", "gov", "--office", SOCIAL, "--page-id", "112")
        assert Page.objects.get(remote_id="112").office_id == SAVAR

    @pytest.mark.parametrize("wrong", [("nobody", SAVAR), ("gov", "uno-NOWHERE")])
    def test_needs_an_account_and_an_office_that_exist(self, network: ScriptedGraph, wrong: tuple[str, str]) -> None:
        connect_app(network)
        with pytest.raises(CommandError, match="There is no"):
            say("connect_page", wrong[0], "--office", wrong[1], "--page-id", "112")
