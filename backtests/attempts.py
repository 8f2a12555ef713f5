"""How often somebody may try to log in, sign up or make tokens, from one place and by one name.

Redis counts, for all web processes together; while it is away nobody is turned away. Whoever floods
a name from one place fills that place's own limit long before the name's. The name's own spares the
places from which it has logged in lately, so that nobody is locked out by strangers.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

import redis
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from backtests.delivery.connection import sync_redis

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]
Action = Literal["log in", "sign up", "make a token"]
PLACE, NAME = "place", "name"
KNOWN_SECONDS = 30 * 24 * 3600
NETWORK_BITS = 64  # a home has so large a part of IPv6
# This machine, or a proxy on it that does not say for whom: one for all cannot be limited alone.
HERE = ("127.0.0.1", "::/64")


@dataclass(frozen=True)
class Limit:
    """At most so many tries in so many seconds, by all who share these traits."""

    of: tuple[str, ...]
    most: int
    seconds: int


LIMITS: dict[Action, tuple[Limit, ...]] = {
    "log in": (
        Limit((PLACE, NAME), 10, 600),
        Limit((PLACE,), 100, 600),
        Limit((NAME,), 300, 3600),
    ),
    "sign up": (Limit((PLACE,), 30, 3600),),
    "make a token": (Limit((NAME,), 30, 3600), Limit((PLACE,), 100, 3600)),
}


class TooMany(Exception):
    """Wait so many seconds before the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Please wait {waiting(seconds)}, then try again.")
        self.seconds = seconds


def limited(action: Action) -> Callable[[View], View]:
    """Answer what is sent too often with 429, and how long to wait."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            who = {PLACE: place_of(request), NAME: _meant(request, action)}
            try:
                _quietly(lambda: count(action, who))
            except TooMany as refusal:
                return _refused(request, action, refusal)
            answer = view(request, *args, **kwargs)
            if action == "log in" and who[NAME] == _plain(request.user.get_username()):
                _quietly(lambda: remember(who))
            return answer

        return guarded

    return guard


def count(action: Action, who: dict[str, str]) -> None:
    """One more try; the narrowest limit is asked first, and what it refuses fills no other."""
    for limit in LIMITS[action]:
        if limit.of == (NAME,) and sync_redis().exists(_key("known", who, (PLACE, NAME))):
            continue
        if limit.of == (PLACE,) and who[PLACE] in ("", *HERE):
            continue
        tries, left = _counted(_key(action, who, limit.of), limit.seconds)
        if tries > limit.most:
            raise TooMany(left)


def remember(who: dict[str, str]) -> None:
    """Who has logged in starts anew, and is known at this place."""
    with sync_redis().pipeline(transaction=False) as pipe:
        pipe.delete(_key("log in", who, (PLACE, NAME)))
        pipe.set(_key("known", who, (PLACE, NAME)), 1, ex=KNOWN_SECONDS)
        pipe.execute()


def place_of(request: HttpRequest) -> str:
    """The address of the visitor; a proxy's word for it counts where its word for TLS does."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    if settings.SECURE_PROXY_SSL_HEADER:
        said = str(request.META.get("HTTP_X_FORWARDED_FOR") or "")
        address = said.rpartition(",")[2].strip() or address  # the last is the proxy's own
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        mapped = known.ipv4_mapped
        return str(mapped or ipaddress.ip_network((known, NETWORK_BITS), strict=False))
    return str(known)


def waiting(seconds: int) -> str:
    amount, unit = (seconds, "second") if seconds < 60 else (math.ceil(seconds / 60), "minute")
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def _meant(request: HttpRequest, action: Action) -> str:
    """The account that is tried, or that acts."""
    tried = request.POST.get("username", "") if action == "log in" else None
    return _plain(request.user.get_username() if tried is None else tried)


def _plain(name: str) -> str:
    """A name, however it was written."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _counted(key: str, seconds: int) -> tuple[int, int]:
    """How many tries there were since the first, and how many seconds until they are forgotten."""
    with sync_redis().pipeline() as pipe:
        pipe.set(key, 0, ex=seconds, nx=True)
        pipe.incr(key)
        pipe.pttl(key)
        _, tries, left = pipe.execute()
    return tries, max(1, math.ceil(left / 1000))


def _key(action: str, who: dict[str, str], of: tuple[str, ...]) -> str:
    """No name stands in it, for people type their password there too."""
    said = "\n".join([action, *(f"{trait} {who[trait]}" for trait in of)])
    return f"cb:attempts:{salted_hmac('attempts', said, algorithm='sha256').hexdigest()[:32]}"


def _quietly(do: Callable[[], None]) -> None:
    try:
        do()
    except redis.RedisError as error:
        logger.warning("attempts are not counted, for Redis does not answer: %r", error)


def _refused(request: HttpRequest, action: Action, refusal: TooMany) -> HttpResponseBase:
    answer = render(request, "429.html", {"action": action, "refusal": refusal}, status=429)
    answer.headers["Retry-After"] = str(refusal.seconds)
    return answer
