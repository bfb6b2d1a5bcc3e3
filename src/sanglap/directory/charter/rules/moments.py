"""Moments as whole microseconds since 1970: counting in integers is exact and quick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def to_microseconds(moment: datetime) -> int:
    """Return a moment as microseconds since 1970 in UTC. A moment without a time zone is a TypeError."""
    return (moment - EPOCH) // MICROSECOND


def to_moment(microseconds: int) -> datetime:
    """Return the moment in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)
