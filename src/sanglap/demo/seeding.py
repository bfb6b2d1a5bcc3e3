"""Some weeks of a living country, made through the product's own doors with the clock set to each past day."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import transaction

from sanglap.channels.events import OutboxFinished
from sanglap.channels.models import OutboxItem
from sanglap.channels.services import store_envelope
from sanglap.demo.connecting_pages import ACCOUNT, connect_app, connect_pages
from sanglap.demo.models import Delivery, PretendPage, PretendPost
from sanglap.demo.network.writing import write_comment, write_post
from sanglap.demo.officers import SIGN_INS, post_officers, working_officer
from sanglap.demo.writing import ANSWERS, DEEDS, NAMES, NO, POSTS, YES
from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation import clock
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.dispatch.models import Move
from sanglap.journey.handling.services import claim_case, climb, correct_case, mark_unconfirmed, resolve_case
from sanglap.journey.replies.services import UnableToReply, learn_fate, write_reply
from sanglap.oversight.accuracy.services import sum_up
from sanglap.stage.work import do_all_work, do_jobs

POSTS_A_DAY = 60
BUSY_DISTRICTS = ("BD3026", "BD1006", "BD3093", "BD4561", "BD2015")
STAGE = ("uno-BD30260072", "dc-BD3026")
SHARE_OF_STAGE, SHARE_OF_BUSY = 0.35, 0.85
SHARE_PUT_RIGHT = 0.06
ANSWERED_A_DAY, RESOLVED_A_DAY = 34, 24
SEED = 20_261_123

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a day needs: chance that repeats itself, and the pages people write on."""

    chance: random.Random
    pages: list[PretendPage]
    places: dict[str, str]


def seed_demo(*, days: int, now: datetime, progress: Progress) -> None:
    """Make pages, officers and ``days`` of history; does nothing when they are there already."""
    connect_app()
    if settings.DATA_FOLDER.joinpath("demo-sign-ins.json").exists() and PretendPost.objects.exists():
        return
    progress("Pages on the pretend network", 1, 1)
    connect_pages()
    post_officers(now=now - timedelta(days=days + 40))
    scene = _scene()
    for day in range(days, -1, -1):
        _live_through(scene, now - timedelta(days=day), now)
        progress("Past days", days - day + 1, days + 1)
    sum_up(now)
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    sign_ins = json.dumps([one.as_json() for one in SIGN_INS], ensure_ascii=False, indent=1)
    settings.DATA_FOLDER.joinpath("demo-sign-ins.json").write_text(sign_ins, encoding="utf-8")


def _scene() -> Scene:
    chance = random.Random(SEED)  # noqa: S311 – the same past every time
    offices = list(Office.objects.filter(type__in=["uno", "dc"], is_active=True).select_related("area").order_by("code"))
    busy = [one for one in offices if one.district_code in BUSY_DISTRICTS]
    chosen = busy + chance.sample([one for one in offices if one not in busy], 90)
    named = {office.code: office.area.name_bn for office in chosen}
    pages = list(PretendPage.objects.filter(office_code__in=named).order_by("remote_id"))
    return Scene(chance, pages, named)


def _live_through(scene: Scene, day: datetime, until: datetime) -> None:
    """One day: people write in the morning, offices answer in the afternoon, clocks move at night."""
    morning = min(_at(day, 9), until - timedelta(minutes=5))
    with clock.frozen(morning):
        for place in range(POSTS_A_DAY):
            _write(scene, morning + timedelta(seconds=place))
        _arrive(morning)
    afternoon = min(_at(day, 15), until - timedelta(minutes=1))
    with clock.frozen(afternoon):
        _answer_some(scene, afternoon)
        _resolve_some(scene, afternoon)
        do_jobs()
        _pretend_all_is_sent(afternoon)
        _hear_some(scene, afternoon)
    with clock.frozen(max(afternoon, min(_at(day, 18), until))):
        climb(clock.now())
        mark_unconfirmed(clock.now())
        do_jobs()


def _at(day: datetime, hour: int) -> datetime:
    return datetime.combine(day.date(), time(hour - 6), UTC)  # offices are six hours ahead of UTC


def _write(scene: Scene, now: datetime) -> None:
    page = _somewhere(scene)
    words = scene.chance.choice(POSTS).format(place=scene.places[page.office_code])
    write_post(page, author=scene.chance.choice(NAMES), message=words, now=now)


def _somewhere(scene: Scene) -> PretendPage:
    """Return a page: often where the demo's officers sit, mostly in busy districts, sometimes anywhere."""
    dice = scene.chance.random()
    if dice < SHARE_OF_STAGE:
        return scene.chance.choice([page for page in scene.pages if page.office_code in STAGE])
    busy = [page for page in scene.pages if any(code in page.office_code for code in BUSY_DISTRICTS)]
    return scene.chance.choice(busy if dice < SHARE_OF_BUSY else scene.pages)


def _arrive(now: datetime) -> None:
    """Hand the waiting webhooks over as if they had arrived at that moment; there is no web server yet."""
    with transaction.atomic():
        for delivery in Delivery.objects.filter(delivered_at=None).order_by("id"):
            store_envelope(
                account_key=ACCOUNT, kind="facebook", headers={"user-agent": "pretendbook"}, body=bytes(delivery.body), now=now
            )
        Delivery.objects.filter(delivered_at=None).update(delivered_at=now, attempts=1)
    do_all_work(now)
    _pretend_all_is_sent(now)


def _answer_some(scene: Scene, now: datetime) -> None:
    waiting = list(Case.objects.filter(state=CaseState.WITH_OFFICE, answered_at=None).order_by("received_at")[:400])
    for case in scene.chance.sample(waiting, min(ANSWERED_A_DAY, len(waiting))):
        with transaction.atomic():
            locked = lock_case(case.district_id, case.id)
            officer = working_officer(locked.office_id or "", now)
            claim_case(locked, officer=officer, now=now)
            _put_topic_right(scene, locked, officer, now)
            post = _first_post(locked)
            try:
                write_reply(
                    locked,
                    post,
                    mode=_mode(locked, post),
                    text=scene.chance.choice(ANSWERS),
                    officer=officer,
                    form_token=f"seed:{case.id}",
                    now=now,
                )
            except UnableToReply:
                continue


def _put_topic_right(scene: Scene, case: Case, officer: Officer, now: datetime) -> None:
    """Choose the topic where none was sure; now and then the officer knows better than the reading."""
    move = Move.objects.filter(district_id=case.district_id, case_id=case.id).order_by("at", "id").first()
    offered = [code for code, _share in (move.reason.get("topics", []) if move else [])]
    if case.topic_id and scene.chance.random() > SHARE_PUT_RIGHT:
        return
    wanted = next((code for code in offered if code != case.topic_id), None)
    topic = Topic.objects.filter(code=wanted, sensitivity__in=["P", "N"]).first() if wanted else None
    if topic:
        correct_case(case, topic=topic, area=None, officer=officer, now=now)


def _resolve_some(scene: Scene, now: datetime) -> None:
    in_hand = list(
        Case.objects.filter(state=CaseState.IN_HAND, answered_at__lt=now - timedelta(hours=20)).order_by("received_at")[:300]
    )
    for case in scene.chance.sample(in_hand, min(RESOLVED_A_DAY, len(in_hand))):
        what, proof = scene.chance.choice(DEEDS)
        with transaction.atomic():
            locked = lock_case(case.district_id, case.id)
            officer = working_officer(locked.office_id or "", now)
            shown = proof.format(number=scene.chance.randint(100, 9_999))  # a number used twice would be flagged, and rightly
            resolve_case(locked, officer=officer, what=what, on=now.date(), proof=shown, now=now)


def _hear_some(scene: Scene, now: datetime) -> None:
    """Some citizens say whether it is solved; most say nothing."""
    asked = Case.objects.filter(state=CaseState.RESOLVED, resolved_at__lt=now - timedelta(hours=20)).order_by("id")
    for case in scene.chance.sample(list(asked[:200]), min(8, asked.count())):
        post = PretendPost.objects.filter(id=int(_first_post(case).remote_id.rsplit("_", 1)[-1])).first()
        if post:
            words = scene.chance.choice(YES if scene.chance.random() < 0.7 else NO)  # noqa: PLR2004 – most are content
            write_comment(post, author=post.author, message=words, now=now)
    _arrive(now)


def _pretend_all_is_sent(now: datetime) -> None:
    """What was written in the past has arrived in the past: answers stand on the pretend pages, replies are sent."""
    items = list(OutboxItem.objects.filter(state=OutboxItem.WAITING).select_related("page"))
    for item in items:
        above = (
            PretendPost.objects.select_related("page", "root", "parent").filter(id=int(item.target_id.rsplit("_", 1)[-1])).first()
        )
        if item.mode != "public" or above is None:
            remote = hashlib.sha256(item.reference.encode()).hexdigest()[:20]
        else:
            root = above.root or above
            made = PretendPost.objects.create(
                page=above.page, root=root, parent=above if above.root_id else root, author_id=above.page_id, author=above.page.name,
                message=item.text, created_at=now,
            )  # fmt: skip
            remote = made.remote_id
        item.state, item.remote_id, item.finished_at = OutboxItem.SENT, remote, now
    OutboxItem.objects.bulk_update(items, ["state", "remote_id", "finished_at"])
    with transaction.atomic():
        learn_fate([OutboxFinished(item.district_id, item.id, item.reference, item.state) for item in items], now)


def _first_post(case: Case) -> Post:
    link = (
        CasePost.objects.filter(district_id=case.district_id, case_id=case.id).select_related("post__page").order_by("id").first()
    )
    if link is None:
        message = f"Case {case.number} has no post."
        raise LookupError(message)
    post: Post = link.post
    return post


def _mode(case: Case, post: Post) -> str:
    return "private_reply" if case.sensitivity == "XX" and post.kind != "message" else "public"
