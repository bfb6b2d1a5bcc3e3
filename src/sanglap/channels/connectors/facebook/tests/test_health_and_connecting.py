from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.connectors.facebook import connecting
from sanglap.channels.connectors.facebook.permissions import FIELDS, PERMISSIONS
from sanglap.channels.connectors.facebook.tests.scripted_graph import SILENCE, ScriptedGraph
from sanglap.channels.contract import Account, UnableToRead

if TYPE_CHECKING:
    import httpx

    from sanglap.channels.connectors.facebook.channel import FacebookChannel
    from sanglap.channels.connectors.facebook.graph import Graph

ALL = [one.name for one in PERMISSIONS]
INSTALLED = {"data": [{"id": "900", "name": "Sanglap", "subscribed_fields": list(FIELDS)}]}


def token(**more: Any) -> dict[str, Any]:
    return {"data": {"app_id": "900", "type": "PAGE", "is_valid": True, "expires_at": 0, "scopes": ALL} | more}


class TestAPageInOrder:
    def test_is_well(self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime) -> None:
        network.answers("GET", "/debug_token", token())
        network.answers("GET", "/112/subscribed_apps", INSTALLED)
        health = channel.health(account, now)
        assert (health.ok, health.missing, health.expires_at) == (True, (), None)
        asked = network.asked[0].query
        assert (asked["input_token"], asked["access_token"]) == ("EAAtesttoken", "900|test_app_secret")

    def test_tells_when_its_token_or_its_data_access_ends(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        soon, later = (int((now + timedelta(days=days)).timestamp()) for days in (10, 60))
        network.answers("GET", "/debug_token", token(expires_at=later, data_access_expires_at=soon))
        network.answers("GET", "/112/subscribed_apps", INSTALLED)
        assert channel.health(account, now).expires_at == datetime.fromtimestamp(soon, UTC)

    def test_is_well_without_messenger_but_says_what_is_not_possible(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/debug_token", token(scopes=[name for name in ALL if name != "pages_messaging"]))
        fields = [field for field in FIELDS if field != "ratings"]
        network.answers("GET", "/112/subscribed_apps", {"data": [{"id": "900", "subscribed_fields": fields}]})
        health = channel.health(account, now)
        assert (health.ok, health.missing) == (True, ("pages_messaging", "field:ratings"))
        assert "no private message" in health.reason


class TestAPageOutOfOrder:
    @pytest.mark.parametrize("subcode", [458, 460, 463, 492])
    def test_with_a_dead_token(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, subcode: int
    ) -> None:
        network.answers("GET", "/debug_token", token(is_valid=False, error={"code": 190, "subcode": subcode}))
        health = channel.health(account, now)
        assert (health.ok, health.code) == (False, f"190/{subcode}")

    def test_with_a_token_past_its_day(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/debug_token", token(expires_at=int(now.timestamp()) - 1))
        assert channel.health(account, now).code == "190"

    def test_without_a_needed_permission(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/debug_token", token(scopes=["pages_manage_metadata"]))
        network.answers("GET", "/112/subscribed_apps", INSTALLED)
        health = channel.health(account, now)
        assert (health.ok, health.code) == (False, "permission")
        assert "what citizens write cannot be read" in health.reason

    def test_when_the_permission_is_for_another_page(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        elsewhere = [{"scope": "pages_manage_engagement", "target_ids": ["999"]}, {"scope": "pages_messaging"}, 5]
        network.answers("GET", "/debug_token", token(granular_scopes=elsewhere))
        network.answers("GET", "/112/subscribed_apps", INSTALLED)
        assert channel.health(account, now).missing == ("pages_manage_engagement",)

    @pytest.mark.parametrize("apps", [{"data": []}, {"data": [{"id": "901", "subscribed_fields": list(FIELDS)}]}, {}])
    def test_when_it_no_longer_sends_us_anything(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, apps: dict[str, Any]
    ) -> None:
        network.answers("GET", "/debug_token", token())
        network.answers("GET", "/112/subscribed_apps", apps)
        health = channel.health(account, now)
        assert (health.ok, health.code) == (False, "not_subscribed")

    def test_or_only_out_of_reach_which_says_nothing_about_it(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        away = replace(account, api_root="http://127.0.0.1:9")
        assert channel.health(away, now).code == "unreachable"
        network.answers("GET", "/debug_token", SILENCE)
        assert channel.health(account, now).code == "unreachable"

    @pytest.mark.parametrize("odd", [{}, {"data": 5}, {"data": {"is_valid": "yes"}}, {"data": {"is_valid": True, "scopes": {}}}])
    def test_or_told_of_in_odd_words(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, odd: dict[str, Any]
    ) -> None:
        network.answers("GET", "/debug_token", odd)
        network.answers("GET", "/112/subscribed_apps", INSTALLED)
        assert not channel.health(account, now).ok


class TestNasrinConnectsHerPage:
    def test_from_a_short_lived_token_to_a_page_that_speaks(
        self, account: Account, client: httpx.Client, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/oauth/access_token", {"access_token": "LONG"})
        listed = [{"id": "111", "name": "Ward 11", "access_token": "P11"}, {"id": "112", "name": "Ward 12", "access_token": "P12"}]
        network.answers("GET", "/me/accounts", {"data": [*listed, {"id": "113"}]})
        network.answers("GET", "/debug_token", token(scopes=ALL[:4]))
        network.answers("POST", "/112/subscribed_apps", {"success": True})
        network.answers("GET", "/112/subscribed_apps", {"data": [{"id": "900", "subscribed_fields": ["feed"]}]})
        connected = connecting.connect(replace(account, page_id="", token=""), client, "SHORT", "112", now)
        assert (connected.account.page_id, connected.account.token, connected.name) == ("112", "P12", "Ward 12")
        assert [one.name for one in connected.missing] == ["pages_messaging", "pages_show_list", "pages_manage_posts"]
        assert "messages" in connected.missing_fields
        (install,) = network.writes()
        assert install.form["subscribed_fields"].split(",") == list(FIELDS)
        assert install.form["access_token"] == "P12"

    def test_and_is_told_what_went_wrong(
        self, account: Account, client: httpx.Client, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("GET", "/oauth/access_token", 190, 463)
        with pytest.raises(UnableToRead, match="Connect the page again"):
            connecting.connect(account, client, "SHORT", "112", now)

    def test_and_cannot_connect_a_page_that_is_not_hers(
        self, account: Account, client: httpx.Client, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/oauth/access_token", {"access_token": "LONG"})
        network.answers("GET", "/me/accounts", {"data": []})
        with pytest.raises(UnableToRead, match="does not run that page"):
            connecting.connect(account, client, "SHORT", "112", now)

    def test_the_operator_tells_facebook_our_address_once(self, graph: Graph, network: ScriptedGraph) -> None:
        network.answers("POST", "/900/subscriptions", {"success": True})
        connecting.subscribe_app(graph, "https://sanglap.example/channels/facebook/ward-12/webhook")
        (said,) = network.writes()
        assert said.form["access_token"] == "900|test_app_secret"
        assert said.form["verify_token"] == "OURS"

    def test_a_page_that_does_not_agree_is_not_connected(self, graph: Graph, network: ScriptedGraph) -> None:
        network.answers("POST", "/112/subscribed_apps", {"success": False})
        with pytest.raises(UnableToRead, match="did not accept"):
            connecting.subscribe_page(graph)
