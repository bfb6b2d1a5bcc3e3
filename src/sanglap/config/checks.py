"""What must be true before Sanglap may start. ``./sanglap check`` runs it; ``setup``, ``serve`` and ``work`` insist on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Advice
from django.db import connections
from django.http.request import validate_host

from sanglap.foundation.ledger.heads import UnableToReadKey, read_signing_key

SHORTEST_KEY = 40
OLDEST_SERVER = 150_000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

HOW_TO_CREATE = "createdb sanglap --encoding UTF8 --locale C.UTF-8 --template template0"
QUESTION = """
SELECT pg_encoding_to_char(encoding), datlocprovider::text, datctype, current_setting('server_version_num')::int
  FROM pg_database WHERE datname = current_database()
"""


def check_settings(app_configs: Sequence[Any] | None, **_more: Any) -> list[CheckMessage]:
    """Look at the settings that only production needs; the demo and the tests bring their own."""
    del app_configs
    if settings.DEMO or settings.DEBUG:
        return []
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        found.append(
            Error(
                f"SANGLAP_SECRET_KEY is missing or shorter than {SHORTEST_KEY} letters.",
                hint="Make one:  python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
                id="sanglap.E001",
            )
        )
    found += _check_ledger()
    address = urlsplit(settings.PUBLIC_ADDRESS)
    host = address.hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        found.append(
            Error(
                f"SANGLAP_PUBLIC_ADDRESS names {host or 'no host'}, which SANGLAP_HOSTS does not allow: nobody could open a page.",
                hint=f"Set SANGLAP_HOSTS={host},127.0.0.1",
                id="sanglap.E002",
            )
        )
    if address.scheme != "https" and host not in LOOPBACK:
        found.append(
            Advice(
                "SANGLAP_PUBLIC_ADDRESS does not begin with https://: passwords and names would travel in the open.",
                hint="Put a server with a certificate in front; see docs/how-to/deploy.md.",
                id="sanglap.W001",
            )
        )
    return found


def _check_ledger() -> list[CheckMessage]:
    """The log is worth nothing unsigned, and nothing with a key that changes."""
    if not settings.LEDGER_KEY:
        hint = "Make one:  python3 -c 'import secrets; print(secrets.token_urlsafe(32))'  – the same on every machine."
        return [Advice("SANGLAP_LEDGER_KEY is missing: the log of all steps is not signed.", hint=hint, id="sanglap.W002")]
    try:
        read_signing_key(settings.LEDGER_NAME, settings.LEDGER_KEY)
    except UnableToReadKey as trouble:
        return [Error(f"SANGLAP_LEDGER_KEY or SANGLAP_LEDGER_NAME cannot be used: {trouble}", id="sanglap.E005")]
    return []


def check_database(databases: Sequence[str] | None, **_more: Any) -> list[CheckMessage]:
    """Refuse a database in which Bangla words could not be found again, or an old server."""
    found: list[CheckMessage] = []
    for name in databases or ():
        with connections[name].cursor() as cursor:
            cursor.execute(QUESTION)
            encoding, provider, ctype, version = cursor.fetchone()
        if version < OLDEST_SERVER:
            found.append(Error("PostgreSQL 15 or newer is needed.", hint=f"This server is {version // 10_000}.", id="sanglap.E003"))
        if encoding != "UTF8" or (provider == "c" and ctype in {"C", "POSIX"}):
            found.append(
                Error(
                    f"The database speaks {encoding} with LC_CTYPE {ctype}: a search for Bangla words would silently find nothing.",
                    hint=f"Create it anew:  {HOW_TO_CREATE}",
                    id="sanglap.E004",
                )
            )
    return found
