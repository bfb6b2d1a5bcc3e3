"""The one place where the demo touches the product's tables: every office gets a page on the pretend network."""

from __future__ import annotations

from django.conf import settings

from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import lock
from sanglap.demo.models import ALL_FIELDS, PretendApp, PretendPage
from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area, AreaName

ACCOUNT = "demo"
APP_ID = "4711000001"
APP_SECRET = "pretend-app-secret"  # noqa: S105 – a pretend network's pretend secret
VERIFY_TOKEN = "pretend-verify-token"  # noqa: S105
FIRST_PAGE = 100_000_001
ROWS_AT_ONCE = 2_000


def callback_address() -> str:
    """Return where the product hears this network."""
    return f"{settings.PUBLIC_ADDRESS}/channels/facebook/{ACCOUNT}/webhook"


def connect_app() -> PretendApp:
    """Make the product's app known on both sides, at the address where it is served today. Safe to run again."""
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
    app, _made = PretendApp.objects.update_or_create(
        app_id=APP_ID,
        defaults={
            "name": "Sanglap",
            "secret": APP_SECRET,
            "callback_url": callback_address(),
            "verify_token": VERIFY_TOKEN,
            "fields": ALL_FIELDS,
        },
    )
    PretendPage.objects.filter(app=None).update(app=app)
    _describe_older_pages()
    return app


def connect_pages() -> int:
    """Give every office a page and the product its account; return how many pages there are now. Safe to run again."""
    app = connect_app()
    known = set(PretendPage.objects.values_list("office_code", flat=True))
    offices = [office for office in Office.objects.filter(is_active=True).order_by("code") if office.code not in known]
    words = words_of(offices)
    first = FIRST_PAGE + len(known)
    named = [(str(first + place), office) for place, office in enumerate(offices)]
    PretendPage.objects.bulk_create(
        [
            PretendPage(
                remote_id=remote,
                office_code=office.code,
                name=office.name_bn,
                name_en=office.name_en,
                words=words[office.code],
                token=token_of(remote),
                app=app,
            )
            for remote, office in named
        ],
        batch_size=ROWS_AT_ONCE,
    )
    Page.objects.bulk_create([_page_of(remote, office) for remote, office in named], batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return len(known) + len(offices)


def words_of(offices: list[Office]) -> dict[str, str]:
    """Return by what words people find each office: its names, and its place in every spelling, up to the division."""
    names: dict[str, set[str]] = {}
    paths: dict[str, str] = {}
    for code, path, name_bn, name_en in Area.objects.values_list("code", "path", "name_bn", "name_en"):
        names[code], paths[code] = {name_bn, name_en}, path
    for code, name in AreaName.objects.values_list("area_id", "name"):
        names[code].add(name)
    found = {}
    for office in offices:
        areas = paths[office.area_id].strip("/").split("/")
        places = sorted({name for code in areas[1:] for name in names.get(code, ())})
        found[office.code] = " ".join([office.code, office.name_bn, office.name_en, *places]).casefold()
    return found


def token_of(remote_id: str) -> str:
    """Return the token with which one speaks as a page here."""
    return f"EAApretend{remote_id}"


def _page_of(remote: str, office: Office) -> Page:
    return Page(
        account_id=ACCOUNT,
        kind="facebook",
        remote_id=remote,
        office=office,
        district_id=office.district_code,
        name=office.name_bn,
        address=f"{settings.PUBLIC_ADDRESS}/demo/facebook/{remote}/",
        token=lock(token_of(remote)),
    )


def _describe_older_pages() -> None:
    """Give pages made by an earlier version the words by which they are found."""
    older = {page.office_code: page for page in PretendPage.objects.filter(words="")}
    if not older:
        return
    offices = list(Office.objects.filter(code__in=older))
    words = words_of(offices)
    for office in offices:
        older[office.code].name_en, older[office.code].words = office.name_en, words[office.code]
    PretendPage.objects.bulk_update([older[office.code] for office in offices], ["name_en", "words"], batch_size=ROWS_AT_ONCE)
