"""Pages and their timelines: people read and write, the office's answers stand beneath."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanglap.demo.graph.nodes import number_in
from sanglap.demo.models import PretendPage, PretendPicture, PretendPost
from sanglap.demo.network.postman import deliver_soon
from sanglap.demo.network.telling import tell_mention
from sanglap.demo.network.writing import (
    BY_HAND,
    REACTIONS,
    change_post,
    person_id,
    react,
    remove_post,
    write_comment,
    write_post,
    write_review,
)
from sanglap.demo.screens.forms import LONGEST_WORDS, clean, page_named, picture_address, word
from sanglap.foundation import clock

PAGES_SHOWN, POSTS_SHOWN, COMMENTS_SHOWN = 60, 30, 600
MOST_WORDS, LONGEST_SEARCH = 6, 80
GOOD_TO_BEGIN_WITH = ("dc-BD3026", "uno-BD30260072", "upazila-social-services-BD30260072")


@require_GET
def pages(request: HttpRequest) -> HttpResponse:
    """Every office's page, found by its office or its place in either language."""
    words = clean(request.GET.get("q", ""))[:LONGEST_SEARCH]
    found = PretendPage.objects.order_by("name", "remote_id")
    for one in words.casefold().split()[:MOST_WORDS]:
        found = found.filter(words__contains=one)
    name, _bar, last = clean(request.GET.get("after", "")).rpartition("|")
    if last:
        found = found.filter(Q(name__gt=name) | Q(name=name, remote_id__gt=last))
    shown = list(found[: PAGES_SHOWN + 1])
    end = shown[PAGES_SHOWN - 1] if len(shown) > PAGES_SHOWN else None
    is_first = not words and not last
    told = {
        "pages": shown[:PAGES_SHOWN],
        "first": PretendPage.objects.filter(office_code__in=GOOD_TO_BEGIN_WITH) if is_first else [],
        "words": words,
        "following": f"{end.name}|{end.remote_id}" if end else "",
    }
    return render(request, "demo/pages.html", told)


@csrf_exempt  # a fixed door: a plain form POST from anywhere publishes
@require_http_methods(["GET", "POST"])
def timeline(request: HttpRequest, page: str) -> HttpResponse:
    """A page's timeline."""
    here = page_named(page)
    if request.method == "POST":
        with transaction.atomic():
            _write(request, here)
        deliver_soon()
        return redirect("demo:timeline", page=page)
    template = "demo/threads.html" if request.GET.get("part") else "demo/timeline.html"
    return render(request, template, {"page": here, "author": request.GET.get("author", ""), **_threads(request, here)})


@csrf_exempt
@require_POST
def change(request: HttpRequest, page: str, post: int) -> HttpResponse:
    """Change, remove or react to what stands there. This network believes everybody's name: it is a pretence."""
    here, now = page_named(page), clock.now()
    rows = PretendPost.objects.select_related("page__app", "root", "parent")
    found = get_object_or_404(rows, page=here, id=post, is_removed=False)
    wanted, words = word(request, "do"), word(request, "message", LONGEST_WORDS)
    with transaction.atomic():
        if wanted == "edit" and words:
            change_post(found, words, now)
        elif wanted == "remove":
            remove_post(found, now)
        elif wanted in REACTIONS:
            react(found, author=word(request, "author") or _("A citizen"), kind=wanted, now=now)
    deliver_soon()
    return redirect("demo:timeline", page=page)


@require_GET
def picture(request: HttpRequest, picture: int) -> HttpResponse:
    """A picture somebody attached."""
    del request
    kept = get_object_or_404(PretendPicture, id=picture)
    answer = HttpResponse(bytes(kept.content), content_type="image/jpeg")
    answer["Cache-Control"] = "public, max-age=86400, immutable"
    return answer


def _write(request: HttpRequest, here: PretendPage) -> None:
    """Publish what was typed: a post, a comment, a review, or the office's name somewhere else."""
    now, wanted = clock.now(), word(request, "do")
    above = _post_of(here, word(request, "reply_to"))
    author, message = word(request, "author") or _("A citizen"), word(request, "message", LONGEST_WORDS)
    image, by_office = picture_address(request), bool(word(request, "as_office"))
    if not (message or image):
        return
    if above:
        name = here.name if by_office else author
        write_comment(above, author=name, message=message, now=now, as_page=by_office, picture=image)
    elif wanted in {"recommend", "advise-against"}:
        write_review(here, author=author, message=message, recommends=wanted == "recommend", now=now)
    elif wanted == "mention":
        tell_mention(here, f"{person_id(here, author)}_{int(now.timestamp())}", f"@{here.name} {message}", now)
    else:
        write_post(here, author=author, message=message, now=now, picture=image, as_app=BY_HAND if by_office else "")


def _threads(request: HttpRequest, here: PretendPage) -> dict[str, Any]:
    """Return posts, the newest first, with everything beneath them, in two queries."""
    rows = PretendPost.objects.filter(page=here, root=None, is_removed=False).order_by("-id")
    chosen, older_than = number_in(request.GET.get("post", "")), number_in(request.GET.get("older", ""))
    if chosen is not None:
        rows = rows.filter(id=chosen)
    if older_than is not None:
        rows = rows.filter(id__lt=older_than)
    posts = list(rows[: POSTS_SHOWN + 1])
    shown = posts[:POSTS_SHOWN]
    below = list(PretendPost.objects.filter(root__in=[one.id for one in shown], is_removed=False).order_by("-id")[:COMMENTS_SHOWN])
    threads = [(post, sorted((one for one in below if one.root_id == post.id), key=_place)) for post in shown]
    return {"threads": threads, "older": shown[-1].id if len(posts) > POSTS_SHOWN else None, "chosen": chosen}


def _place(comment: PretendPost) -> tuple[int, int]:
    """Order replies beneath the comment that they answer."""
    above = comment.parent_id
    return (comment.id if above is None or above == comment.root_id else above, comment.id)


def _post_of(page: PretendPage, remote_id: str) -> PretendPost | None:
    """Return what is answered; nothing when no answer is meant. Raises Http404 for what is not there."""
    if not remote_id:
        return None
    number = number_in(remote_id)
    rows = PretendPost.objects.select_related("page__app", "root", "parent").filter(page=page, is_removed=False)
    found = rows.filter(id=number).first() if number is not None else None
    if found is None:
        raise Http404
    return found
