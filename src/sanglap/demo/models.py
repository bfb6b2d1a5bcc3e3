"""The pretend network's own memory. Nothing of the product reads these tables; they speak HTTP to each other."""

from __future__ import annotations

from django.db import models


class PretendPage(models.Model):
    """A page of an office on the pretend network."""

    remote_id = models.CharField(primary_key=True, max_length=32)
    office_code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    token = models.CharField(max_length=64)

    class Meta:
        """Listed by name."""

        indexes = [models.Index(fields=["name", "remote_id"], name="pretend_page_by_name")]


class PretendPost(models.Model):
    """A post, a comment or a reply. A post's ``root`` is itself."""

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    root = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    author_id = models.CharField(max_length=40)
    author = models.CharField(max_length=200)
    message = models.TextField(blank=True)
    picture = models.CharField(max_length=300, blank=True)
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


class PretendMessage(models.Model):
    """One message of a private conversation between a page and a person."""

    id = models.BigAutoField(primary_key=True)
    page = models.ForeignKey(PretendPage, on_delete=models.CASCADE, related_name="+")
    person_id = models.CharField(max_length=40)
    person = models.CharField(max_length=200)
    from_page = models.BooleanField(default=False)
    text = models.TextField()
    metadata = models.CharField(max_length=120, blank=True)
    answers = models.CharField(max_length=80, blank=True)  # the comment or post of a private reply
    created_at = models.DateTimeField()

    class Meta:
        """Read by conversation."""

        indexes = [models.Index(fields=["page", "person_id", "id"], name="pretend_conversation")]

    @property
    def mid(self) -> str:
        """Return the id as the network writes it."""
        return f"m_{self.id}"


class Delivery(models.Model):
    """A webhook that must arrive: tried again with growing gaps until the other side says 200, for 36 hours."""

    id = models.BigAutoField(primary_key=True)
    body = models.BinaryField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
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
    is_throttled = models.BooleanField(default=False)
    dead_token = models.PositiveSmallIntegerField(null=True)  # the subcode of error 190: 458, 460, 463 …
    is_down = models.BooleanField(default=False)
    drops_answers = models.BooleanField(default=False)  # does the work, then loses the answer
    is_slow = models.BooleanField(default=False)
