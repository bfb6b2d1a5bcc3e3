"""Let the network misbehave, see what passes through it, and read what it pretends and what it does not."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from sanglap.demo.models import ApiCall, Delivery, Mood, PretendApp, PretendPage
from sanglap.demo.network.moods import SCOPES, SUBCODES, THROTTLES
from sanglap.demo.network.signing import make_user_token
from sanglap.demo.screens.forms import word
from sanglap.foundation import clock

SWITCHES = (
    ("is_throttled", _("too many calls: everything is refused for a while")),
    ("is_down", _("the network is down")),
    ("drops_answers", _("it does what it is asked and loses the answer")),
    ("is_slow", _("every answer takes three seconds")),
    ("is_blocked", _("the page is blocked from writing (error 368)")),
    ("gives_short_pages", _("lists come in short and empty pages")),
    ("doubles_webhooks", _("every webhook comes twice")),
    ("shuffles_webhooks", _("webhooks come in another order")),
    ("loses_webhooks", _("webhooks are lost")),
)
LATEST = 20
USUAL_PERCENT, FULL = 3, 100


@csrf_exempt
@require_http_methods(["GET", "POST"])
def moods(request: HttpRequest) -> HttpResponse:
    """Let the network misbehave, to see that nothing is lost."""
    mood, _made = Mood.objects.get_or_create(id=1)
    if request.method == "POST":
        _set(mood, request)
        return redirect("demo:moods")
    waiting = Delivery.objects.filter(delivered_at=None, given_up=False)
    told = {
        "switches": [(name, label, getattr(mood, name)) for name, label in SWITCHES],
        "mood": mood,
        "subcodes": SUBCODES,
        "throttles": THROTTLES,
        "scopes": SCOPES,
        "waiting": waiting.count(),
        "tried_in_vain": waiting.filter(attempts__gt=0).count(),
        "deliveries": Delivery.objects.order_by("-id").defer("body")[:LATEST],
        "calls": ApiCall.objects.order_by("-id")[:LATEST],
    }
    return render(request, "demo/moods.html", told)


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """What is pretended faithfully, what is not, and the keys to try it with."""
    app = PretendApp.objects.order_by("app_id").first()
    token = make_user_token(app, "administrator", clock.now() + timedelta(hours=1)) if app else ""
    return render(
        request, "demo/rules.html", {"app": app, "user_token": token, "page": PretendPage.objects.order_by("name").first()}
    )


def _set(mood: Mood, request: HttpRequest) -> None:
    """Take over the form; what cannot be chosen counts as not chosen."""
    for name, _label in SWITCHES:
        setattr(mood, name, name in request.POST)
    mood.dead_token = _one_of(word(request, "dead_token"), SUBCODES)
    mood.throttle_code = _one_of(word(request, "throttle_code"), THROTTLES) or 32
    missing = word(request, "missing_permission")
    mood.missing_permission = missing if missing in SCOPES else ""
    percent = _one_of(word(request, "call_percent"), tuple(range(FULL + 1)))
    mood.call_percent = USUAL_PERCENT if percent is None else percent
    named = word(request, "only_page")
    page = PretendPage.objects.filter(remote_id=named).first() or PretendPage.objects.filter(office_code=named).first()
    mood.only_page = page.remote_id if page else ""
    mood.save()


def _one_of(text: str, known: tuple[int, ...]) -> int | None:
    return next((one for one in known if str(one) == text), None)
