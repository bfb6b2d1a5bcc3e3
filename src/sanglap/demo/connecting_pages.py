"""The one place where the demo touches the product's tables: every office gets a page on the pretend network."""

from __future__ import annotations

from django.conf import settings

from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import lock
from sanglap.demo.models import PretendPage
from sanglap.directory.offices.models import Office

ACCOUNT = "demo"
APP_ID = "4711000001"
APP_SECRET = "pretend-app-secret"  # noqa: S105 – a pretend network's pretend secret
VERIFY_TOKEN = "pretend-verify-token"  # noqa: S105
FIRST_PAGE = 100_000_001
ROWS_AT_ONCE = 2_000


def callback_address() -> str:
    """Return where the product hears this network."""
    return f"{settings.PUBLIC_ADDRESS}/channels/facebook/{ACCOUNT}/webhook"


def connect_pages() -> int:
    """Give every office a page and the product its account; return how many pages there are now. Safe to run again."""
    Account.objects.update_or_create(
        key=ACCOUNT,
        defaults={
            "kind": "facebook",
            "name": "Pretendbook",
            "app_id": APP_ID,
            "app_secret": lock(APP_SECRET),
            "verify_token": lock(VERIFY_TOKEN),
            "api_root": settings.GRAPH_ADDRESS,
        },
    )
    known = set(PretendPage.objects.values_list("office_code", flat=True))
    offices = [office for office in Office.objects.filter(is_active=True).order_by("code") if office.code not in known]
    first = FIRST_PAGE + len(known)
    named = [(str(first + place), office) for place, office in enumerate(offices)]
    PretendPage.objects.bulk_create(
        [
            PretendPage(remote_id=remote, office_code=office.code, name=office.name_bn, token=token_of(remote))
            for remote, office in named
        ],
        batch_size=ROWS_AT_ONCE,
    )
    Page.objects.bulk_create(
        [
            Page(
                account_id=ACCOUNT,
                kind="facebook",
                remote_id=remote,
                office=office,
                district_id=office.district_code,
                name=office.name_bn,
                address=f"{settings.PUBLIC_ADDRESS}/demo/facebook/{remote}/",
                token=lock(token_of(remote)),
            )
            for remote, office in named
        ],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    return len(known) + len(offices)


def token_of(remote_id: str) -> str:
    """Return the token with which one speaks as a page here."""
    return f"EAApretend{remote_id}"
