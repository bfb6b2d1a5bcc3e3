"""A receipt convinces without a server, and nothing that was changed convinces."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from sanglap.foundation.ledger.heads import SigningKey, UnableToReadKey, make_seed, read_head, read_public_key, read_signing_key
from sanglap.foundation.ledger.lines import commit_to, new_salt, open_line
from sanglap.foundation.ledger.receipts import Receipt, UnableToReadReceipt, UnableToVerify, read_receipt, verify_receipt
from sanglap.foundation.ledger.tree import SubtreesInMemory, hash_leaf, inclusion_path, root

AT = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)
KEY = SigningKey("sanglap.example/ledger", bytes(range(32)))
LINE = UUID("019b8777-0000-7000-8000-000000000001")


def line_of(kind: str = "opened", *, at: datetime = AT, commitment: bytes = b"\x07" * 32) -> bytes:
    return open_line(case="7K3M9QX2TB4", line=LINE, at=at, kind=kind, from_state="", to_state="received", commitment=commitment)


@pytest.fixture
def receipt() -> Receipt:
    lines = [line_of(), line_of("dispatched"), line_of("answered"), line_of("resolved"), line_of("confirmed")]
    tree = SubtreesInMemory([hash_leaf(line) for line in lines])
    head = KEY.sign(size=5, root=root(5, tree), at=AT + timedelta(hours=1))
    return Receipt(lines[2], 2, tuple(inclusion_path(2, 5, tree)), head)


class TestALine:
    def test_has_the_same_bytes_for_ever(self) -> None:
        assert line_of() == (
            b'{"form":1,"case":"7K3M9QX2TB4","line":"019b8777-0000-7000-8000-000000000001","at":"2026-01-04T04:00:00Z",'
            b'"kind":"opened","from":"","to":"received","private":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="}'
        )

    def test_does_not_care_in_which_zone_a_moment_was_told(self) -> None:
        assert line_of(at=AT.astimezone(timezone(timedelta(hours=6)))) == line_of()

    def test_holds_private_words_that_nobody_can_guess_without_the_salt(self) -> None:
        private = {"words": "রহিমা, ০১৭১২৩৪৫৬৭৮", "facts": {"b": 1, "a": [2]}}
        salt = new_salt()
        assert commit_to(salt, private) == commit_to(salt, {"facts": {"a": [2], "b": 1}, "words": "রহিমা, ০১৭১২৩৪৫৬৭৮"})
        assert commit_to(salt, private) != commit_to(new_salt(), private)
        assert commit_to(salt, private) != commit_to(salt, {**private, "words": "করিম"})

    def test_is_not_stopped_by_a_number_that_is_far_too_large(self) -> None:
        assert len(commit_to(new_salt(), {"facts": {"n": 10**30}})) == 32


class TestACitizenWithAReceipt:
    def test_proves_the_line_with_nothing_but_the_text_and_the_key(self, receipt: Receipt) -> None:
        proven = verify_receipt(read_receipt(str(receipt)), read_public_key(str(KEY.public)))
        assert (proven.case, proven.kind, proven.at) == ("7K3M9QX2TB4", "answered", AT)
        assert (proven.position, proven.size, proven.signed_at) == (2, 5, AT + timedelta(hours=1))

    def test_may_have_copied_it_with_other_line_ends_and_spaces(self, receipt: Receipt) -> None:
        copied = "\r\n" + str(receipt).replace("\n", "  \r\n") + "\r\n\r\n"
        assert verify_receipt(read_receipt(copied), KEY.public).kind == "answered"

    @pytest.mark.parametrize(
        ("was", "becomes"),
        [
            ("answered", "resolved"),
            ("2026-01-04T04:00:00Z", "2026-01-03T04:00:00Z"),
            ("position 2", "position 3"),
            ("7K3M", "7K3N"),
        ],
    )
    def test_is_told_when_one_word_was_changed(self, receipt: Receipt, was: str, becomes: str) -> None:
        with pytest.raises(UnableToVerify, match="not in the log"):
            verify_receipt(read_receipt(str(receipt).replace(was, becomes, 1)), KEY.public)

    @pytest.mark.parametrize(("was", "becomes"), [("\n5\n", "\n6\n"), ("time 2026", "time 2025"), ("T05:00", "T04:00")])
    def test_is_told_when_the_head_was_changed(self, receipt: Receipt, was: str, becomes: str) -> None:
        changed = str(receipt).replace(was, becomes, 1)
        assert changed != str(receipt)
        with pytest.raises(UnableToVerify, match="not signed"):
            verify_receipt(read_receipt(changed), KEY.public)

    def test_is_told_when_somebody_else_signed(self, receipt: Receipt) -> None:
        other = read_signing_key(KEY.name, make_seed())
        with pytest.raises(UnableToVerify, match="not signed"):
            verify_receipt(receipt, other.public)

    @pytest.mark.parametrize(
        "text",
        ["", "hello", "sanglap receipt 1", "sanglap receipt 1\n{}\nposition x\n\n", "sanglap receipt 1\n{}\nposition 1\nabc\n\nx"],
    )
    def test_is_told_when_it_is_no_receipt(self, text: str) -> None:
        with pytest.raises(UnableToReadReceipt):
            read_receipt(text)

    def test_is_told_when_a_part_is_missing(self, receipt: Receipt) -> None:
        lines = str(receipt).splitlines()
        for place in range(len(lines)):
            with pytest.raises((UnableToReadReceipt, UnableToVerify)):
                verify_receipt(read_receipt("\n".join(lines[:place] + lines[place + 1 :])), KEY.public)


class TestAKey:
    def test_is_written_as_others_write_theirs(self) -> None:
        # The example key of https://pkg.go.dev/golang.org/x/mod/sumdb/note: a foreign program made it.
        foreign = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        assert str(read_public_key(foreign)) == foreign

    @pytest.mark.parametrize(
        "text", ["", "a+b", "name+00000000+AQ==", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"]
    )
    def test_with_a_wrong_letter_is_refused(self, text: str) -> None:
        with pytest.raises(UnableToReadKey):
            read_public_key(text)

    @pytest.mark.parametrize(("name", "text"), [("a", "short"), ("a b", "A" * 43), ("", "A" * 43)])
    def test_that_is_none_is_refused(self, name: str, text: str) -> None:
        with pytest.raises(UnableToReadKey):
            read_signing_key(name, text)

    def test_signs_heads_that_read_as_they_were_written(self) -> None:
        head = KEY.sign(size=0, root=bytes(32), at=AT)
        assert read_head(head.note) == head
        assert KEY.public.signed(head)
