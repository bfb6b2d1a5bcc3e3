"""The engineer looks whether the house stands, and reads what it did."""

from __future__ import annotations

import json
import logging
from typing import Any, Self

import pytest
import structlog
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from sanglap.config.checks import check_database, check_settings
from sanglap.config.logs import HIDDEN, keep_private
from sanglap.config.middleware import RequestsInTheLog


class TestHealth:
    @pytest.mark.django_db
    def test_it_says_that_the_house_stands(self, client: Client) -> None:
        answer = client.get("/health")
        assert answer.status_code == 200
        assert answer.json()["database"] == "ok"

    @pytest.mark.django_db
    def test_a_database_that_is_away_is_told_to_the_load_balancer(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def away(*_given: Any) -> None:
            raise OperationalError("the server at 10.0.0.7 is gone")

        monkeypatch.setattr(connection, "cursor", away)
        monkeypatch.setattr(connection, "close", lambda: None)
        answer = client.get("/health")
        assert answer.status_code == 503
        assert answer.json()["database"] == "away"
        assert b"10.0.0.7" not in answer.content

    @pytest.mark.django_db
    def test_any_host_may_ask(self, client: Client) -> None:
        assert client.get("/health", headers={"host": "10.1.2.3"}).status_code == 200


@pytest.mark.django_db
class TestFigures:
    def test_this_machine_may_read_them(self, client: Client) -> None:
        answer = client.get("/metrics")
        assert b"sanglap_waiting" in answer.content

    def test_other_machines_need_the_token(self, client: Client, settings: Settings) -> None:
        assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
        settings.METRICS_TOKEN = "a long token"
        assert client.get("/metrics").status_code == 403
        assert client.get("/metrics", headers={"authorization": "Bearer a long token"}).status_code == 200

    def test_no_number_of_a_case_becomes_a_label(self, client: Client) -> None:
        client.get("/c/KJ7M-42PX-9/")
        assert b"KJ7M" not in client.get("/metrics").content


@pytest.mark.django_db
class TestWebhooks:
    def test_they_bring_no_session_and_need_no_form(self) -> None:
        answer = Client(enforce_csrf_checks=True).post("/channels/facebook/unknown/webhook", b"{}", content_type="application/json")
        assert answer.status_code == 404
        assert not answer.cookies

    def test_an_address_nobody_serves_is_not_found(self, client: Client) -> None:
        assert client.get("/channels/nothing/here").status_code == 404


class TestALogLine:
    def test_names_words_and_tokens_stay_out(self) -> None:
        line = keep_private(
            None,
            "info",
            {
                "event": "GET https://graph.example/me?access_token=EAAB7&x=1 failed: password=hunter2, appsecret_proof=ab12",
                "name": "Rahima Khatun",
                "phone": "01711-000000",
                "address": "postgresql://sanglap:hunter2@10.0.0.7/sanglap",
                "exception": "IntegrityError: null value\nDETAIL:  Failing row contains (7, Rahima Khatun).\nHINT: none",
                "case": 7,
            },
        )
        text = json.dumps(line)
        assert not [word for word in ("EAAB7", "hunter2", "ab12", "Rahima", "01711") if word in text]
        assert line["case"] == 7
        assert line["name"] == HIDDEN
        assert "HINT: none" in str(line["exception"])

    def test_all_lines_of_a_request_carry_its_id(self) -> None:
        seen: list[object] = []

        def answer(_request: HttpRequest) -> HttpResponse:
            seen.append(structlog.contextvars.get_contextvars()["request_id"])
            return HttpResponse("ok")

        house = RequestsInTheLog(answer)
        given = house(RequestFactory().get("/", headers={"x-request-id": "proxy-0001"}))
        made = house(RequestFactory().get("/", headers={"x-request-id": "x\r\nSet-Cookie: evil"}))
        assert given["X-Request-ID"] == seen[0] == "proxy-0001"
        assert made["X-Request-ID"] == seen[1]
        assert len(made["X-Request-ID"]) == 32

    def test_our_own_failures_are_told_by_route_not_by_path(self, caplog: pytest.LogCaptureFixture) -> None:
        house = RequestsInTheLog(lambda _request: HttpResponse("sorry", status=500))
        with caplog.at_level(logging.WARNING):
            house(RequestFactory().get("/c/KJ7M-42PX-9/"))
        assert "slow_or_failed_request" in caplog.text
        assert "KJ7M" not in caplog.text


class TestAStartOnSand:
    def test_production_needs_a_key_and_a_host_that_is_ours(self, settings: Settings) -> None:
        settings.DEMO, settings.DEBUG, settings.SECRET_KEY = False, False, "short"
        settings.LEDGER_KEY = "A" * 43
        settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = "http://sanglap.example", ["127.0.0.1"]
        assert [one.id for one in check_settings(None)] == ["sanglap.E001", "sanglap.E002", "sanglap.W001"]
        settings.SECRET_KEY, settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = (
            "k" * 50,
            "https://sanglap.example",
            ["sanglap.example"],
        )
        assert check_settings(None) == []

    @pytest.mark.django_db
    def test_the_database_of_the_tests_knows_bangla(self) -> None:
        assert check_database(["default"]) == []

    @pytest.mark.parametrize(
        ("facts", "found"),
        [
            (("UTF8", "c", "C", 180_000), ["sanglap.E004"]),
            (("SQL_ASCII", "c", "C.UTF-8", 180_000), ["sanglap.E004"]),
            (("UTF8", "i", "C", 180_000), []),
            (("UTF8", "c", "C.UTF-8", 140_010), ["sanglap.E003"]),
        ],
    )
    @pytest.mark.django_db
    def test_a_database_in_which_bangla_is_lost_is_refused(
        self, facts: tuple[object, ...], found: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = connection.cursor

        class Pretending:
            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_trouble: object) -> None:
                real().close()

            def execute(self, _question: str) -> None: ...

            def fetchone(self) -> tuple[object, ...]:
                return facts

        monkeypatch.setattr(connection, "cursor", Pretending)
        assert [one.id for one in check_database(["default"])] == found
