"""The look of the site: light, dark, or as the system has it; a cookie keeps what was chosen."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()
COOKIE = "theme"
# When the style sheet with the dark colours holds; print is always light.
MEDIA = {
    "system": "screen and (prefers-color-scheme: dark)",
    "light": "not all",
    "dark": "screen",
}
LOOKS = (
    ("system", "As the system", "M2 3h12v8H2zM6 14h4M8 11v3"),
    (
        "light",
        "Light",
        "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.3 12.3l.7.7"
        "M13 3l-.7.7M3.7 12.3l-.7.7",
    ),
    ("dark", "Dark", "M13 9.5A5.5 5.5 0 0 1 6.5 3A5.5 5.5 0 1 0 13 9.5z"),
)


@register.filter
def theme(request: Any) -> str:
    """The look that this visitor chose; an error page may not know the request."""
    chosen = request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in MEDIA else "system"


@register.filter
def dark_media(request: Any) -> str:
    return MEDIA[theme(request)]


@register.filter
def looks(request: Any) -> tuple[tuple[str, str, str], ...]:
    """Name, label and icon of every look."""
    return LOOKS
