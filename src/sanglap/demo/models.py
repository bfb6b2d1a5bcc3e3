"""The pretend network's own memory. Nothing of the product reads these tables; they speak HTTP to each other."""

from __future__ import annotations

from typing import Any

from django.db import models

ALL_FIELDS = (
    "feed,mention,ratings,messages,messaging_postbacks,message_echoes,message_edits,message_reactions,"
    "message_deliveries,message_reads,standby,messaging_handovers"
)


def no_attachments() -> list[dict[str, Any]]:
    """Return what a message without attachments carries."""
    return []


class PretendApp(models.Model):
    """An app that may speak for pages and wants to be told what happens on them."""

    app_id = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=120)
    secret = models.CharField(max_length=120)
    callback_url = models.CharField(max_length=300, blank=True)  # empty: nobody listens
    verify_token = models.CharField(max_length=120, blank=True)
    fields = models.TextField(blank=True)  # what the app as a whole asked for, comma between
    needs_proof = models.BooleanField(default=False)  # "Require App Secret"
    may_answer_late = models.BooleanField(default=True)  # the feature "Human Agent" is approved


class PretendPage(models.Model):
    """A page of an office on the pretend network."""

    remote_id = models.CharField(primary_key=True, max_length=32)
    office_code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", db_default="")
    words = models.TextField(default="", db_default="")  # names and places, small letters: what people search by
    token = models.CharField(max_length=64, db_index=True)
    app = models.ForeignKey(PretendApp, null=True, on_delete=models.SET_NULL, related_name="+")  # whose token it is
    subscribed_fields = models.TextField(default=ALL_FIELDS, db_default=ALL_FIELDS)  # what the page tells that app

    class Meta:
        """Listed by name."""

        indexes = [models.Index(fields=["name", "remote_id"], name="pretend_page_by_name")]


class PretendPerson(models.Model):
    """Somebody as one page knows them: the same person has another id on every page."""

    id = models.CharField(primary_key=True, max_length=40)
    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    shows_profile = models.BooleanField(default=True)  # False: asking for the name fails


class PretendPicture(models.Model):
    """A picture somebody attached, made small."""

    content = models.BinaryField()  # JPEG
    made_at = models.DateTimeField()


class PretendPost(models.Model):
    """A post, a review, a comment or a reply. A post's ``root`` is empty."""

    POST, PHOTO, VIDEO, SHARE, RATING = "post", "photo", "video", "share", "rating"

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, default=POST, db_default=POST)
    recommendation = models.CharField(max_length=8, blank=True, default="", db_default="")  # of a review: POSITIVE, NEGATIVE
    root = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    author_id = models.CharField(max_length=40)
    author = models.CharField(max_length=200)
    by_app = models.CharField(max_length=32, blank=True, default="", db_default="")  # the app through which it was written
    message = models.TextField(blank=True)
    picture = models.CharField(max_length=300, blank=True)  # or the address of the video or the shared page
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    is_hidden = models.BooleanField(default=False)
    is_removed = models.BooleanField(default=False)

    class Meta:
        """Read as a timeline, and thread by thread."""

        indexes = [
            models.Index(fields=["page", "-id"], condition=models.Q(root=None), name="pretend_timeline"),
            models.Index(fields=["root", "id"], name="pretend_thread"),
        ]

    @property
    def remote_id(self) -> str:
        """Return the id as the network writes it: ``page_post``, ``post_comment``."""
        return f"{self.page_id}_{self.id}" if self.root_id is None else f"{self.root_id}_{self.id}"

    @property
    def is_from_page(self) -> bool:
        """Tell whether the page itself wrote it."""
        return self.author_id == self.page_id

    @property
    def is_comment(self) -> bool:
        """Tell whether it hangs under something."""
        return self.root_id is not None


class PretendEdit(models.Model):
    """Words as they stood before they were changed."""

    post = models.ForeignKey(PretendPost, on_delete=models.CASCADE, related_name="edits")
    message = models.TextField(blank=True)
    changed_at = models.DateTimeField()


class PretendReaction(models.Model):
    """Somebody's like, or anger."""

    post = models.ForeignKey(PretendPost, on_delete=models.CASCADE, related_name="reactions")
    person_id = models.CharField(max_length=40)
    person = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)

    class Meta:
        """One a person."""

        constraints = [models.UniqueConstraint(fields=["post", "person_id"], name="pretend_reaction_once")]


class PretendConversation(models.Model):
    """All that a page and a person said privately, and who at the office holds it at the moment."""

    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    person_id = models.CharField(max_length=40)
    person = models.CharField(max_length=200)
    updated_at = models.DateTimeField()
    owner = models.CharField(max_length=32, blank=True, default="")  # another app, e.g. the page's inbox; empty: the page's own app
    read_until = models.DateTimeField(null=True)  # how far the person has read

    class Meta:
        """The liveliest first."""

        constraints = [models.UniqueConstraint(fields=["page", "person_id"], name="pretend_conversation_once")]
        indexes = [models.Index(fields=["page", "-updated_at"], name="pretend_lively")]

    @property
    def remote_id(self) -> str:
        """Return the id as the network writes it."""
        return f"t_{self.page_id}_{self.person_id}"


class PretendMessage(models.Model):
    """One message of a private conversation between a page and a person."""

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    person_id = models.CharField(max_length=40)
    person = models.CharField(max_length=200)
    from_page = models.BooleanField(default=False)
    by_app = models.CharField(max_length=32, blank=True, default="", db_default="")
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=no_attachments, db_default=models.Value([], models.JSONField()))
    metadata = models.CharField(max_length=120, blank=True)
    answers = models.CharField(max_length=80, blank=True)  # the comment or post of a private reply
    reply_to = models.CharField(max_length=40, blank=True, default="", db_default="")
    edits = models.PositiveSmallIntegerField(default=0, db_default=0)
    is_deleted = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        """Read by conversation; private replies by what they answer."""

        indexes = [
            models.Index(fields=["page", "person_id", "id"], name="pretend_conversation"),
            models.Index(fields=["page", "answers"], condition=~models.Q(answers=""), name="pretend_private_reply"),
        ]

    @property
    def mid(self) -> str:
        """Return the id as the network writes it."""
        return f"m_{self.id}"


class Delivery(models.Model):
    """A webhook that must arrive: tried again with growing gaps until the other side says 200, for 36 hours."""

    id = models.BigAutoField(primary_key=True)
    app = models.ForeignKey(PretendApp, null=True, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=24, blank=True, default="", db_default="")
    body = models.BinaryField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(null=True)  # the last status; empty: no answer came
    delivered_at = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        """What is due is found at once."""

        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(delivered_at=None, given_up=False), name="pretend_delivery_due")
        ]


class Mood(models.Model):
    """How the network behaves at the moment; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    only_page = models.CharField(max_length=32, blank=True, default="", db_default="")  # empty: towards every page
    is_throttled = models.BooleanField(default=False)
    throttle_code = models.PositiveIntegerField(default=32, db_default=32)
    call_percent = models.PositiveSmallIntegerField(default=3, db_default=3)  # of the allowance, as the headers tell it
    dead_token = models.PositiveSmallIntegerField(null=True)  # the subcode of error 190: 458, 460, 463 …
    missing_permission = models.CharField(max_length=40, blank=True, default="", db_default="")
    is_blocked = models.BooleanField(default=False, db_default=False)  # error 368 on everything that is written
    is_down = models.BooleanField(default=False)
    drops_answers = models.BooleanField(default=False)  # does the work, then loses the answer
    is_slow = models.BooleanField(default=False)
    gives_short_pages = models.BooleanField(default=False, db_default=False)
    doubles_webhooks = models.BooleanField(default=False, db_default=False)
    shuffles_webhooks = models.BooleanField(default=False, db_default=False)
    loses_webhooks = models.BooleanField(default=False, db_default=False)


class ApiCall(models.Model):
    """One call of an app, without its token: to see what the product asks."""

    at = models.DateTimeField()
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200)
    page_id = models.CharField(max_length=32, blank=True)
    status = models.PositiveSmallIntegerField()
    code = models.PositiveIntegerField(default=0)  # the network's error code; 0: none
