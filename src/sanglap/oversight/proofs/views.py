"""Pages and files for whoever wants to check. They ask for no sign-in and say no name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from sanglap.foundation.ledger.heads import read_head
from sanglap.journey.ledger.selectors import UnableToProve, consistency_between, newest_heads
from sanglap.oversight.proofs.selectors import CaseReceipt, case_receipt

if TYPE_CHECKING:
    from django.http import HttpRequest

HEADS_SHOWN, HEADS_FED = 24, 24 * 14
LONGEST_NUMBER = 18


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """What the log is, its key, its newest signed heads, and how to check."""
    shown = newest_heads(HEADS_SHOWN)
    return render(request, "proofs/ledger.html", {"heads": shown, "key": shown[0].key if shown else ""})


@require_GET
@cache_control(public=True, max_age=60)
def heads(request: HttpRequest) -> JsonResponse:
    """The heads of two weeks as JSON, newest first; whoever keeps this file can prove later what was signed."""
    del request
    return JsonResponse({"heads": [_as_json(one.note, one.key) for one in newest_heads(HEADS_FED)]})


@require_GET
@cache_control(public=True, max_age=60)
def feed(request: HttpRequest) -> HttpResponse:
    """The heads as an Atom feed, so that many readers keep copies."""
    del request
    home = settings.PUBLIC_ADDRESS + reverse("proofs:ledger")
    entries = Atom1Feed(
        title=_("Signed heads of the log"), link=home, description="", feed_url=settings.PUBLIC_ADDRESS + reverse("proofs:feed")
    )
    for one in newest_heads(HEADS_SHOWN):
        entries.add_item(
            title=f"{one.size}",
            link=home,
            description=one.note,
            unique_id=f"{home}#{one.at:%Y%m%dT%H%M%SZ}",
            pubdate=one.at,
            updateddate=one.at,
        )
    return HttpResponse(entries.writeString("utf-8"), content_type=entries.content_type)


@require_GET
@cache_control(public=True, max_age=60)
def consistency(request: HttpRequest) -> JsonResponse:
    """The proof that the log of ``to`` lines begins with its first ``from`` lines (RFC 6962, 2.1.2), hashes in hexadecimal."""
    first, second = (_whole(request.GET.get(name, "")) for name in ("from", "to"))
    newest = next(iter(newest_heads(1)), None)
    if newest is None or not 0 < first <= second <= newest.size:
        raise Http404
    try:
        proof = consistency_between(first, second)
    except IndexError:
        return JsonResponse({"error": _BROKEN}, status=409)
    return JsonResponse({"from": first, "to": second, "proof": [one.hex() for one in proof]})


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """A page that verifies a receipt in the reader's own browser. Nothing that is typed here is sent to anybody."""
    newest = next(iter(newest_heads(1)), None)
    return render(request, "proofs/verify.html", {"key": newest.key if newest else ""})


@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of a public step of a case, as text and as a QR code."""
    try:
        found = _found(request, number)
    except UnableToProve:
        return render(request, "proofs/broken.html", {"number": number}, status=409)
    return render(request, "proofs/receipt.html", {"receipt": found})


@require_GET
def receipt_text(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a file to keep; 404 while it waits for the next head."""
    try:
        found = _found(request, number)
    except UnableToProve:
        return HttpResponse(_BROKEN, status=409, content_type="text/plain; charset=utf-8")
    if not found.text:
        raise Http404
    name = f"sanglap-{found.number}-{found.chosen.kind}.txt"
    return HttpResponse(
        found.text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


_BROKEN = "The log does not fit what was written. Please tell us."


def _found(request: HttpRequest, number: str) -> CaseReceipt:
    found = case_receipt(number, request.GET.get("step", "")[:36])
    if found is None:
        raise Http404
    return found


def _as_json(note: str, key: str) -> dict[str, Any]:
    head = read_head(note)
    return {"at": head.at.isoformat(), "size": head.size, "root": head.root.hex(), "key": key, "note": note}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
