"""Heads of tables that sort: a link to the largest first, and at the second click the smallest."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from backtests.sorting import OLDEST

register = template.Library()


@register.simple_tag(takes_context=True)
def sorting_head(context: Any, name: str, label: str) -> SafeString:
    """The head of a column of numbers."""
    return _head(context, label, down=f"-{name}", up=name, kind="num")


@register.simple_tag(takes_context=True)
def time_head(context: Any, label: str) -> SafeString:
    """The head of the times, which are sorted where nothing else is said."""
    return _head(context, label, down="", up=OLDEST, kind="when")


def _head(context: Any, label: str, *, down: str, up: str, kind: str) -> SafeString:
    """The rest of the address stays, but for the page."""
    now = context["wanted"]["sort"]
    asked = context["request"].GET.copy()
    for name in ("after", "before", "sort"):
        asked.pop(name, None)
    if wish := up if now == down else down:
        asked["sort"] = wish
    order = {down: "descending", up: "ascending"}.get(now, "none")
    head = '<th scope="col" class="{}" aria-sort="{}"><a href="?{}">{}</a></th>'
    return format_html(head, kind, order, asked.urlencode(), label)
