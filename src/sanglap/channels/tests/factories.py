"""Pages and replies for the outbox's stories."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sanglap.channels.contract import ReplyMode
from sanglap.channels.models import Account, OutboxItem, Page
from sanglap.channels.secrets import lock
from sanglap.channels.services import look_up_uncertain, queue_items, send_due
from sanglap.directory.offices.models import Office
from sanglap.foundation.ids import new_id

SAVAR = "uno-BD30260072"
_numbers = count(1)


def page(remote_id: str = "112", *, account: str = "scripted", root: str = "http://127.0.0.1:9/graph") -> Page:
    """Return a page of the scripted network."""
    owner, _ = Account.objects.get_or_create(key=account, defaults={"kind": "scripted", "name": account, "api_root": root})
    office = Office.objects.get(code=SAVAR)
    return Page.objects.get_or_create(
        kind="scripted",
        remote_id=remote_id,
        defaults={
            "account": owner,
            "office": office,
            "district_id": office.district_code,
            "name": remote_id,
            "token": lock("EAAtest"),
        },
    )[0]


def queued(of: Page, *, now: datetime, text: str = "শুভেচ্ছা", **fields: object) -> OutboxItem:
    """Return a reply that waits in the outbox."""
    number = next(_numbers)
    values = {"reference": f"test:{number}", "mode": ReplyMode.PUBLIC, "target_id": f"{of.remote_id}_{number}", "due_at": now}
    item = OutboxItem(district_id=of.district_id, id=new_id(), page=of, text=text, **(values | fields))
    queue_items([item])
    return item


def state_of(item: OutboxItem) -> str:
    """Return where an item stands now."""
    item.refresh_from_db()
    return item.state


def send(now: datetime) -> int:
    """Do one turn of a sender, at this moment."""
    return send_due(now, read_clock=lambda: now)


def look_up(now: datetime) -> int:
    """Do one turn of looking up, at this moment."""
    return look_up_uncertain(now, read_clock=lambda: now)
