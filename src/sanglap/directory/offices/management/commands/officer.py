"""``officer``: let somebody sign in, and post them to an office."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.offices.services import post_officer
from sanglap.directory.people.models import Officer
from sanglap.foundation import clock

PASSWORD = "SANGLAP_PASSWORD"  # noqa: S105 – the name of a setting


class Command(BaseCommand):
    """Safe to run again: an officer who is there keeps the password and gets one more posting."""

    help = "Create an officer (or take one who is there) and post them to an office."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take names, office and role; the password is asked, or read from SANGLAP_PASSWORD."""
        parser.add_argument("username")
        parser.add_argument("--office", required=True, help="the office's code: uno-BD30260072")
        parser.add_argument("--role", required=True, choices=Posting.ROLES)
        parser.add_argument("--name-en", default="")
        parser.add_argument("--name-bn", default="")

    def handle(self, *_args: Any, username: str, office: str, role: str, name_en: str, name_bn: str, **_options: Any) -> None:
        """Create and post, or neither."""
        place = Office.objects.filter(code=office, is_active=True).first()
        if place is None:
            message = f"There is no office {office}."
            raise CommandError(message)
        now = clock.now()
        with transaction.atomic():
            officer = Officer.objects.filter(username=username).first()
            if officer is None:
                password = os.environ.get(PASSWORD) or getpass("First password (not shown): ")
                self._refuse_weak(password)
                names = {"name_en": name_en or username, "name_bn": name_bn or name_en or username}
                officer = Officer.objects.create_user(username, password, joined_at=now, **names)
            post_officer(officer, place, role, now=now)
        self.stdout.write(f"{officer.name_en} is {role} of {place.name_en}. The second factor is set up at the first sign-in.")

    def _refuse_weak(self, password: str) -> None:
        try:
            validate_password(password)
        except ValidationError as trouble:
            raise CommandError(" ".join(trouble.messages)) from None
