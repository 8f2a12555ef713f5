"""Heads of tables that sort: a link to the largest first, and at the second click the smallest."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
ORDERS = {"-": "descending", "": "ascending"}


@register.simple_tag(takes_context=True)
def sorting_head(context: Any, name: str, label: str) -> SafeString:
    """The head of a column of numbers; the rest of the address stays, but for the page."""
    asked = context["request"].GET.copy()
    now = asked.get("sort", "")
    asked.pop("after", None)
    asked["sort"] = name if now == f"-{name}" else f"-{name}"
    order = ORDERS[now.removesuffix(name)] if now in (name, f"-{name}") else "none"
    link = f"?{asked.urlencode()}"
    head = '<th scope="col" class="num" aria-sort="{}"><a href="{}">{}</a></th>'
    return format_html(head, order, link, label)
