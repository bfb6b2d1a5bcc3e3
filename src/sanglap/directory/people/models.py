"""Officers, who sign in, and citizens, who never need to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from sanglap.foundation.districts import DistrictModel
from sanglap.foundation.ids import new_id


class OfficerManager(BaseUserManager["Officer"]):
    """Makes officers; their rights come from their postings, never from here."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Officer:
        """Create an officer who can sign in."""
        officer = self.model(username=username, **fields)
        officer.set_password(password)
        officer.save()
        return officer


class Officer(AbstractBaseUser):
    """A person who works for an office. What they may do is decided by :class:`~sanglap.directory.offices.models.Posting`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name_en", "name_bn"]

    def __str__(self) -> str:
        """Return the English name."""
        return self.name_en


class Citizen(DistrictModel):
    """Somebody as one network knows them. Two networks' identities are never merged by themselves.

    ``identity`` is ``<network>:<page>:<the network's id>``, since networks give page-scoped ids.
    """

    identity = models.CharField(max_length=160)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    first_seen_at = models.DateTimeField()

    class Meta:
        """One row per identity."""

        constraints = [models.UniqueConstraint(fields=["district_id", "identity"], name="citizen_once")]
