"""What people see of the pretend network: pages, timelines, private conversations – every screen marked as pretend."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from sanglap.demo.models import Mood, PretendMessage, PretendPage, PretendPost
from sanglap.demo.network.delivering import deliver_soon
from sanglap.demo.network.writing import person_id, write_comment, write_message, write_post
from sanglap.foundation import clock

PAGES_SHOWN, POSTS_SHOWN = 60, 30
LONGEST = 100_000
SUBCODES = (458, 460, 463)


@require_GET
def pages(request: HttpRequest) -> HttpResponse:
    """Every office's page, found by its name or code."""
    words = request.GET.get("q", "").strip()[:80]
    found = PretendPage.objects.order_by("name", "remote_id")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(office_code__icontains=words))
    first = PretendPage.objects.filter(office_code__in=("dc-BD3026", "uno-BD30260072", "upazila-social-services-BD30260072"))
    return render(request, "demo/pages.html", {"pages": found[:PAGES_SHOWN], "first": [] if words else first, "words": words})


@csrf_exempt  # a fixed door: a plain form POST from anywhere publishes
@require_http_methods(["GET", "POST"])
def timeline(request: HttpRequest, page: str) -> HttpResponse:
    """A page's timeline: people read and write, answers stand beneath."""
    here, now = _page(page), clock.now()
    if request.method == "POST":
        author, message = request.POST.get("author", "").strip()[:200] or _("A citizen"), request.POST.get("message", "")[:LONGEST]
        above = _post_of(here, request.POST.get("reply_to", ""))
        if message.strip():
            if above:
                write_comment(above, author=author, message=message, now=now)
            else:
                write_post(here, author=author, message=message, now=now)
            deliver_soon()
        return redirect("demo:timeline", page=page)
    posts = list(PretendPost.objects.filter(page=here, root=None, is_removed=False).order_by("-id")[:POSTS_SHOWN])
    below = PretendPost.objects.filter(root__in=[post.id for post in posts], is_removed=False).order_by("id")
    threads = [(post, [one for one in below if one.root_id == post.id]) for post in posts]
    template = "demo/threads.html" if request.GET.get("part") else "demo/timeline.html"
    return render(request, template, {"page": here, "threads": threads, "author": request.GET.get("author", "")})


@csrf_exempt
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, page: str) -> HttpResponse:
    """A private conversation with a page."""
    here, person = _page(page), (request.POST.get("author") or request.GET.get("person", "")).strip()[:200]
    if request.method == "POST" and person and request.POST.get("message", "").strip():
        write_message(here, person=person, text=request.POST["message"][:LONGEST], now=clock.now())
        deliver_soon()
        response = redirect("demo:conversation", page=page)
        response["Location"] += f"?person={person}"
        return response
    said = PretendMessage.objects.filter(page=here, person_id=person_id(here, person)).order_by("id") if person else []
    return render(request, "demo/conversation.html", {"page": here, "person": person, "messages_said": said})


@csrf_exempt
@require_http_methods(["GET", "POST"])
def moods(request: HttpRequest) -> HttpResponse:
    """Let the network misbehave, to see that nothing is lost."""
    mood, _made = Mood.objects.get_or_create(id=1)
    if request.method == "POST":
        for name in ("is_throttled", "is_down", "drops_answers", "is_slow"):
            setattr(mood, name, name in request.POST)
        chosen = request.POST.get("dead_token", "")
        mood.dead_token = int(chosen) if chosen in {str(one) for one in SUBCODES} else None
        mood.save(update_fields=["is_throttled", "is_down", "drops_answers", "is_slow", "dead_token"])
        return redirect("demo:moods")
    return render(request, "demo/moods.html", {"mood": mood, "subcodes": SUBCODES})


def _page(name: str) -> PretendPage:
    found = PretendPage.objects.filter(Q(remote_id=name) | Q(office_code=name)).first()
    if found is None:
        raise Http404
    return found


def _post_of(page: PretendPage, remote_id: str) -> PretendPost | None:
    last = remote_id.rsplit("_", 1)[-1]
    return (
        PretendPost.objects.select_related("page", "root", "parent").filter(page=page, id=int(last)).first()
        if last.isdigit()
        else None
    )
