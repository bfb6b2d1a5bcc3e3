"""A receipt: one line of the log, its path to a signed head, and the head. Whoever holds it needs no server to check it.

sanglap receipt 1
{"form":1,"case":"7K3M9QX2TB4", …}        the line, exactly the bytes that were hashed
position 12
<hash in base64>                          the inclusion path, from the leaf up, one a line
                                          an empty line
<the signed head>                         as in sanglap.foundation.ledger.heads
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from sanglap.foundation.ledger.heads import Head, PublicKey, UnableToReadHead, read_head
from sanglap.foundation.ledger.tree import HASH_LENGTH, hash_leaf, proves_inclusion

TITLE = "sanglap receipt 1"
POSITION = "position "
LONGEST_TEXT = 20_000
LONGEST_PATH = 64
LONGEST_NUMBER = 18


class UnableToReadReceipt(ValueError):
    """The text is no receipt; the message says what is wrong."""


class UnableToVerify(ValueError):
    """The receipt proves nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a citizen keeps."""

    line: bytes
    position: int
    path: tuple[bytes, ...]
    head: Head

    def __str__(self) -> str:
        """Return the receipt as text."""
        path = "".join(f"{b64encode(one).decode()}\n" for one in self.path)
        return f"{TITLE}\n{self.line.decode()}\n{POSITION}{self.position}\n{path}\n{self.head.note}"


@dataclass(frozen=True, slots=True)
class Proven:
    """What a receipt proves: at ``signed_at`` the log held this line, and can never again be without it unnoticed."""

    case: str
    kind: str
    at: datetime
    position: int
    size: int
    signed_at: datetime
    signed_by: str


def read_receipt(text: str) -> Receipt:
    """Return a receipt from its text, however it was copied. Raises :class:`UnableToReadReceipt`."""
    if len(text) > LONGEST_TEXT:
        message = "This is far too long for a receipt."
        raise UnableToReadReceipt(message)
    proof, _, note = "\n".join(line.strip() for line in text.strip().splitlines()).partition("\n\n")
    lines = proof.split("\n")
    if lines[0] != TITLE or len(lines) < 3:  # noqa: PLR2004 – title, line, position
        message = f"A receipt begins with the line “{TITLE}”, followed by the line it proves."
        raise UnableToReadReceipt(message)
    number = lines[2].removeprefix(POSITION)
    if lines[2] == number or not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        message = f"The third line must say “{POSITION}” and a number."
        raise UnableToReadReceipt(message)
    try:
        head = read_head(note)
    except UnableToReadHead as trouble:
        raise UnableToReadReceipt(str(trouble)) from None
    return Receipt(lines[1].encode(), int(number), _path(lines[3:]), head)


def verify_receipt(receipt: Receipt, key: PublicKey) -> Proven:
    """Return what the receipt proves to whoever trusts this key. Raises :class:`UnableToVerify`."""
    if not key.signed(receipt.head):
        message = f"The head was not signed with the key {key.name}+{key.id.hex()}."
        raise UnableToVerify(message)
    if not proves_inclusion(hash_leaf(receipt.line), receipt.position, receipt.head.size, receipt.path, receipt.head.root):
        message = "The line is not in the log that the head was signed for: line, path or position were changed."
        raise UnableToVerify(message)
    return _proven(receipt)


def _path(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > LONGEST_PATH:
        message = "No log is so large that its path has this many lines."
        raise UnableToReadReceipt(message)
    path = []
    for line in lines:
        try:
            path.append(b64decode(line, validate=True))
        except (binascii.Error, ValueError):
            path.append(b"")
        if len(path[-1]) != HASH_LENGTH:
            message = f"“{line[:60]}” is no hash: a line of the path is incomplete."
            raise UnableToReadReceipt(message)
    return tuple(path)


def _proven(receipt: Receipt) -> Proven:
    try:
        said: Any = orjson.loads(receipt.line)
        at = datetime.fromisoformat(said["at"])
        case, kind = str(said["case"]), str(said["kind"])
    except (ValueError, KeyError, TypeError):
        message = "The line stands in the log, but it is of no form that this program knows."
        raise UnableToVerify(message) from None
    head = receipt.head
    return Proven(case, kind, at, receipt.position, head.size, head.at, f"{head.origin}+{head.signer.hex()}")
