"""Give every office of the loaded country a page under one account, for measuring. Prints nothing; run as a program."""

from __future__ import annotations

import sys

import django

django.setup()

from sanglap.channels.models import Account, Page  # noqa: E402 – Django must be ready first
from sanglap.channels.secrets import lock  # noqa: E402
from sanglap.directory.offices.models import Office, Posting  # noqa: E402
from sanglap.directory.people.models import Officer  # noqa: E402
from sanglap.foundation import clock  # noqa: E402
from sanglap.running.bench.prepare_names import BUSIEST, FIRST_PAGE, KEY, OFFICERS, PASSWORD, SECRET  # noqa: E402


def main() -> None:
    """Make account, pages and officers, unless they are there."""
    if not Account.objects.filter(key=KEY).exists():
        _make_pages()
    for name, code in {**OFFICERS, "busiest": BUSIEST}.items():
        _post_officer(f"bench-{name}", code)


def _make_pages() -> None:
    account = Account.objects.create(
        key=KEY, kind="facebook", name="Bench", app_secret=lock(SECRET), verify_token=lock(SECRET), api_root="http://127.0.0.1:9"
    )
    token = lock("token")
    Page.objects.bulk_create(
        [
            Page(
                account=account,
                kind="facebook",
                remote_id=str(FIRST_PAGE + place),
                office=office,
                district_id=office.district_code,
                name=office.name_en,
                token=token,
            )
            for place, office in enumerate(Office.objects.order_by("code"))
        ],
        batch_size=2_000,
    )


def _post_officer(name: str, code: str) -> None:
    office = Office.objects.filter(code=code).first()
    if office and not Officer.objects.filter(username=name).exists():
        officer = Officer.objects.create_user(name, PASSWORD, name_en=name, name_bn=name)
        Posting.objects.create(officer=officer, office=office, role=Posting.HEAD, started_on=clock.now().date())


if __name__ == "__main__":
    main()
    sys.exit(0)
