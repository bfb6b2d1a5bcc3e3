"""``connect_app``: keep a Facebook app's secrets and tell Facebook our webhook."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanglap.channels.accounts import plain_account
from sanglap.channels.contract import UnableToRead
from sanglap.channels.services.connecting import UnableToConnect, connect_app, webhook_address

SECRET = "SANGLAP_APP_SECRET"  # noqa: S105 – the name of a setting


class Command(BaseCommand):
    """Safe to run again: it renews what is kept."""

    help = "Keep a Facebook app's secrets and tell Facebook where our webhook is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the account's key and the app's id; the secret is asked, or read from SANGLAP_APP_SECRET."""
        parser.add_argument("key", help="a short name, part of the webhook's address: gov")
        parser.add_argument("--app-id", required=True)
        parser.add_argument("--name", default="Facebook")
        parser.add_argument("--only-keep", action="store_true", help="do not tell Facebook; do it by hand in its app dashboard")

    def handle(self, *_args: Any, key: str, app_id: str, name: str, only_keep: bool, **_options: Any) -> None:
        """Keep and tell."""
        secret = os.environ.get(SECRET) or getpass("App secret (not shown): ")
        if not secret.strip():
            raise CommandError("Without the app secret nothing can be verified.")
        try:
            account = connect_app(key, name=name, app_id=app_id, app_secret=secret.strip(), tells_network=not only_keep)
            if only_keep:
                token = plain_account(account).verify_token
                self.stdout.write(f"Enter in the app's webhooks: {webhook_address(key)}\nverify token: {token}")
            else:
                self.stdout.write(f"Facebook knows {webhook_address(key)} now.")
        except (UnableToConnect, UnableToRead) as trouble:
            raise CommandError(str(trouble)) from None
