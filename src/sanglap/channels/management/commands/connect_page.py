"""``connect_page``: connect an office's Facebook page."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanglap.channels.contract import UnableToRead
from sanglap.channels.models import Account
from sanglap.channels.services.connecting import UnableToConnect, connect_office_page
from sanglap.directory.offices.models import Office
from sanglap.foundation import clock

TOKEN = "SANGLAP_USER_TOKEN"  # noqa: S105 – the name of a setting


class Command(BaseCommand):
    """Safe to run again: it renews the page's key."""

    help = "Connect an office's Facebook page; ends with 1 when something is missing on it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the account, the office and the page; the token is asked, or read from SANGLAP_USER_TOKEN."""
        parser.add_argument("key", help="the account of connect-app")
        parser.add_argument("--office", required=True, help="the office's code: uno-BD30260072")
        parser.add_argument("--page-id", required=True, help="the page's number on Facebook")

    def handle(self, *_args: Any, key: str, office: str, page_id: str, **_options: Any) -> None:
        """Connect and say what is missing."""
        account = Account.objects.filter(key=key, kind="facebook").first()
        owner = Office.objects.filter(code=office, is_active=True).first()
        if account is None or owner is None:
            message = f"There is no account {key}." if account is None else f"There is no office {office}."
            raise CommandError(message)
        token = os.environ.get(TOKEN) or getpass("Access token of somebody who runs the page (not shown): ")
        try:
            done = connect_office_page(account, owner, user_token=token.strip(), page_id=page_id, now=clock.now())
        except (UnableToConnect, UnableToRead) as trouble:
            raise CommandError(str(trouble)) from None
        until = f", its key ends on {done.expires_at:%Y-%m-%d}" if done.expires_at else ""
        self.stdout.write(f"{done.page.name} answers for {owner.name_en} now{until}.")
        for one in done.missing:
            self.stdout.write(f"  missing – {one}")
        if done.missing:
            raise SystemExit(1)
