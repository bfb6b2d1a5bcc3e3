"""From where somebody asks, as far as this house can know it."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

SUBNET = 64  # bits: what one household or one telephone has of IPv6


def network_address(request: HttpRequest) -> str:
    """Return the address of the asking network; behind a proxy what that proxy saw, of IPv6 its subnet. "" when unknown."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or told
    try:
        address = ip_address(told)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, SUBNET), strict=False))
    return str(address)
