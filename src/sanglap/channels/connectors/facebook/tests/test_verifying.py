from __future__ import annotations

import base64
import hashlib
import hmac
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sanglap.channels.connectors.facebook.verifying import appsecret_proof, read_signed_request
from sanglap.channels.contract import Account, Malformed
from sanglap.channels.signing import signature_of

if TYPE_CHECKING:
    from sanglap.channels.connectors.facebook.channel import FacebookChannel

VECTOR = (Path(__file__).parent.parent / "payloads" / "signed_vector.json").read_bytes()
SIGNATURE = "sha256=1e01fa49984b778d6146d4711bd3753e02cb4fa6f28a65d0bed48737f47bbcbe"
SIGNED_PAYLOAD = "eyJ1c2VyX2lkIjoiMjE4NDcxIiwiYWxnb3JpdGhtIjoiSE1BQy1TSEEyNTYiLCJpc3N1ZWRfYXQiOjE3OTAwMDAwMDB9"
SIGNED_REQUEST = f"bRDyT7fNtzFELr7JkgCyP1tum9sMVJpUMSCYjlKyrYA.{SIGNED_PAYLOAD}"


def header(value: str) -> dict[str, str]:
    return {"x-hub-signature-256": value}


class TestABodyFromFacebook:
    def test_is_kept_when_its_signature_fits_the_raw_bytes(self, channel: FacebookChannel, account: Account) -> None:
        answer = channel.verify(account, header(SIGNATURE), VECTOR)
        assert (answer.status, answer.body, answer.keep) == (200, "EVENT_RECEIVED", True)
        assert signature_of(VECTOR, "test_app_secret") == SIGNATURE

    def test_is_refused_when_it_was_written_anew(self, channel: FacebookChannel, account: Account) -> None:
        written_anew = json.dumps(json.loads(VECTOR), ensure_ascii=False).encode()
        assert channel.verify(account, header(SIGNATURE), written_anew).status == 403

    @pytest.mark.parametrize(
        "value",
        [
            "",
            SIGNATURE.removeprefix("sha256="),
            "sha256=",
            SIGNATURE[:-1],
            SIGNATURE + "0",
            SIGNATURE.upper(),
            "sha256=" + SIGNATURE.removeprefix("sha256=").upper(),
            "sha256=" + "০" * 64,
            "sha256=" + "\udcff" * 64,
            SIGNATURE.replace("1e", "2e"),
        ],
        ids=range(10),
    )
    def test_is_refused_with_a_wrong_signature(self, channel: FacebookChannel, account: Account, value: str) -> None:
        answer = channel.verify(account, header(value), VECTOR)
        assert (answer.status, answer.keep) == (403, False)
        assert answer.reason

    def test_is_refused_with_the_old_signature_alone(self, channel: FacebookChannel, account: Account) -> None:
        old = "sha1=" + hmac.new(b"test_app_secret", VECTOR, hashlib.sha1).hexdigest()
        assert channel.verify(account, {"x-hub-signature": old}, VECTOR).status == 403
        assert channel.verify(account, header(old), VECTOR).status == 403

    def test_is_refused_while_the_account_has_no_secret(self, channel: FacebookChannel) -> None:
        assert channel.verify(Account(key="new", page_id="112"), header(signature_of(VECTOR, "")), VECTOR).status == 403


class TestTheHandshake:
    def test_repeats_the_challenge_exactly(self, channel: FacebookChannel, account: Account) -> None:
        query = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "OURS"}
        answer = channel.handshake(account, query)
        assert (answer.status, answer.body) == (200, "1158201444")

    @pytest.mark.parametrize(
        "change", [{"hub.verify_token": "THEIRS"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": "\udc00"}], ids=range(3)
    )
    def test_is_refused_otherwise(self, channel: FacebookChannel, account: Account, change: dict[str, str]) -> None:
        query = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": "OURS"} | change
        assert channel.handshake(account, query).status == 403
        assert channel.handshake(account, {}).status == 403

    def test_is_refused_while_we_have_no_token(self, channel: FacebookChannel) -> None:
        query = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": ""}
        assert channel.handshake(Account(key="new", page_id="112"), query).status == 403


class TestOurOwnProofs:
    def test_the_proof_of_the_secret(self) -> None:
        proof = "2f6c99f265a9e1644d725e8f9c96e439fcbf40a73357d1d98ba8b98fbfe445e4"
        assert appsecret_proof("EAAtesttoken", "test_app_secret") == proof

    def test_a_person_who_leaves_is_believed_with_a_signature(self, account: Account) -> None:
        assert read_signed_request(account, SIGNED_REQUEST)["user_id"] == "218471"

    @pytest.mark.parametrize(
        "request_text",
        ["", ".", "x.y", SIGNED_REQUEST[1:], SIGNED_REQUEST + "A", "ক.খ", SIGNED_PAYLOAD, SIGNED_REQUEST.replace(".", "..")],
        ids=range(8),
    )
    def test_and_not_without(self, account: Account, request_text: str) -> None:
        with pytest.raises(Malformed):
            read_signed_request(account, request_text)

    def test_another_algorithm_is_not_believed(self, account: Account) -> None:
        payload = base64.urlsafe_b64encode(b'{"algorithm":"none"}').rstrip(b"=")
        signature = base64.urlsafe_b64encode(hmac.digest(b"test_app_secret", payload, "sha256")).rstrip(b"=")
        with pytest.raises(Malformed):
            read_signed_request(account, f"{signature.decode()}.{payload.decode()}")


class TestTheConnectors:
    def test_know_nothing_of_django(self) -> None:
        modules = "facebook.channel, sanglap.channels.connectors.facebook.connecting, sanglap.channels.connectors.webform.channel"
        program = (
            f"import sys, sanglap.channels.connectors.{modules}\n"
            "print([name for name in sys.modules if name.split('.')[0] in {'django', 'psycopg'}])"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert run.stdout.strip() == "[]"
