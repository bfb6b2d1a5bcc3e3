"""Signed tree heads: size and root of the log at a moment, with an Ed25519 signature (RFC 8032).

They are written as the public formats https://c2sp.org/tlog-checkpoint and https://c2sp.org/signed-note have it, so that
tools and witnesses of others can read them: three lines and our line with the time, an empty line, the signature.
A key is told to the world as ``name+id+key``, the id being the first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key).
"""

from __future__ import annotations

import binascii
import secrets
from base64 import b64decode, b64encode, urlsafe_b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sanglap.foundation.ledger.tree import HASH_LENGTH

ED25519 = b"\x01"
ID_LENGTH, SIGNATURE_LENGTH = 4, 64
LINES_OF_A_HEAD = 6
TIME = "time "
DASH = "— "
LONGEST_SIZE = 18


class UnableToReadHead(ValueError):
    """The text is no signed head; the message says what is wrong."""


class UnableToReadKey(ValueError):
    """The text is no key; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed, and the signature with it."""

    origin: str
    size: int
    root: bytes
    at: datetime
    signer: bytes  # the first bytes of the key's hash
    signature: bytes
    note: str

    @property
    def signed_bytes(self) -> bytes:
        """Return what the signature is over."""
        return _body(self.origin, self.size, self.root, self.at)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that heads are checked with."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Return the four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:ID_LENGTH]

    def __str__(self) -> str:
        """Return the key as it is published."""
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.key).decode()}"

    def signed(self, head: Head) -> bool:
        """Tell whether this key signed the head."""
        if head.origin != self.name or head.signer != self.id:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(head.signature, head.signed_bytes)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret half. It never enters the database."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """Return the half that everybody may know."""
        return PublicKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, *, size: int, root: bytes, at: datetime) -> Head:
        """Return a signed head. The moment is cut to the second."""
        at = at.astimezone(UTC).replace(microsecond=0)
        body = _body(self.name, size, root, at)
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(body)
        signer = self.public.id
        note = f"{body.decode()}\n{DASH}{self.name} {b64encode(signer + signature).decode()}\n"
        return Head(self.name, size, root, at, signer, signature, note)


def make_seed() -> str:
    """Return a new secret key as text."""
    return secrets.token_urlsafe(32)


def read_signing_key(name: str, text: str) -> SigningKey:
    """Return the key that :func:`make_seed` made. Raises :class:`UnableToReadKey`."""
    try:
        seed = urlsafe_b64decode(text.strip() + "=")
    except (binascii.Error, ValueError):
        seed = b""
    if len(seed) != HASH_LENGTH:
        message = "The log's signing key must be 32 bytes in base64url: 43 letters."
        raise UnableToReadKey(message)
    if not name or "+" in name or any(character.isspace() for character in name):
        message = "The log's name must be one word without a plus sign."
        raise UnableToReadKey(message)
    return SigningKey(name, seed)


def read_public_key(text: str) -> PublicKey:
    """Return a published key: ``name+id+key``. Raises :class:`UnableToReadKey`."""
    parts = text.strip().split("+", 2)  # the key's own base64 may contain a plus sign
    if len(parts) != 3:  # noqa: PLR2004 – name, id, key
        message = "A key looks like name+id+key; this has not three parts."
        raise UnableToReadKey(message)
    name, identity, written = parts
    plain = _decoded(written)
    if plain is None or plain[:1] != ED25519 or len(plain) != 1 + HASH_LENGTH:
        message = "This is no Ed25519 key: after the second plus sign 33 bytes in base64 are expected."
        raise UnableToReadKey(message)
    key = PublicKey(name, plain[1:])
    if key.id.hex() != identity:
        message = "The key does not fit its own id: a letter is wrong or missing."
        raise UnableToReadKey(message)
    return key


def read_head(note: str) -> Head:
    """Return a head from its text. It says nothing yet about who signed. Raises :class:`UnableToReadHead`."""
    lines = [line.rstrip() for line in note.strip().splitlines()]
    if len(lines) != LINES_OF_A_HEAD:
        message = "A signed head has four lines, an empty one and the signature."
        raise UnableToReadHead(message)
    origin, size, root, time, empty, signature = lines
    if empty or not time.startswith(TIME) or not signature.startswith(f"{DASH}{origin} "):
        message = "The lines of the signed head are not where they should be."
        raise UnableToReadHead(message)
    hashed, signed = _decoded(root), _decoded(signature.rsplit(" ", 1)[1])
    if not (size.isascii() and size.isdigit() and len(size) <= LONGEST_SIZE):
        message = "The size of the log is no number."
        raise UnableToReadHead(message)
    if hashed is None or len(hashed) != HASH_LENGTH or signed is None or len(signed) != ID_LENGTH + SIGNATURE_LENGTH:
        message = "Root or signature of the head is incomplete."
        raise UnableToReadHead(message)
    try:
        at = datetime.fromisoformat(time.removeprefix(TIME))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        message = "The time of the head is no time."
        raise UnableToReadHead(message)
    return Head(origin, int(size), hashed, at.astimezone(UTC), signed[:ID_LENGTH], signed[ID_LENGTH:], "\n".join(lines) + "\n")


def _body(origin: str, size: int, root: bytes, at: datetime) -> bytes:
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n{TIME}{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n".encode()


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
