"""What every answer says for safety, the names of the site, and who may open a WebSocket."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from channels.security.websocket import WebsocketDenier
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import validate_host
from django.utils.decorators import sync_and_async_middleware

HEADER = "Content-Security-Policy"
POLICY: dict[str, str] = {
    "default-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Swagger UI styles its elements by attribute; no page needs inline script.
DOCS_POLICY = {**POLICY, "style-src": "'self' 'unsafe-inline'"}

Respond = Callable[[HttpRequest], Any]


def policy_for(path: str) -> str:
    policy = DOCS_POLICY if path.startswith(("/api/docs", "/admin/")) else POLICY
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class ContentSecurityPolicy:
    """Middleware that keeps a policy which a view has set itself (report.html is one file)."""

    sync_capable = True
    async_capable = True

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.is_async = iscoroutinefunction(respond)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._later(request)
        return self._guarded(request, self.respond(request))

    async def _later(self, request: HttpRequest) -> HttpResponseBase:
        return self._guarded(request, await self.respond(request))

    def _guarded(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(HEADER, policy_for(request.path))
        return response


@sync_and_async_middleware
def known_host(respond: Respond) -> Respond:
    """Middleware that answers a site's wrong name in a sentence, where Django shows a trace."""
    if iscoroutinefunction(respond):

        async def later(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = wrong_name(request) or await respond(request)
            return answer

        return later
    return lambda request: wrong_name(request) or respond(request)


def wrong_name(request: HttpRequest) -> HttpResponse | None:
    try:
        request.get_host()
    except DisallowedHost:
        message = "This site does not go by this name; its owner can add it to ALLOWED_HOSTS."
    else:
        return None
    if request.path.startswith("/api/"):
        error = {"code": "unknown_host", "message": message, "fields": {}}
        return JsonResponse({"error": error}, status=400)
    return HttpResponse(message, status=400, content_type="text/plain; charset=utf-8")


def origin_allowed(origin: str | None, hosts: Iterable[str]) -> bool:
    """A browser always names its origin; a program without one proves itself by its ticket."""
    if origin is None:
        return True
    host = urlsplit(origin).hostname
    if not host:
        return False
    return validate_host(f"[{host}]" if ":" in host else host, hosts)


class OriginGuard:
    """Refuses the WebSocket handshakes that a page of another site asks for."""

    def __init__(self, application: Any, hosts: Iterable[str]) -> None:
        self.application = application
        self.hosts = list(hosts)

    async def __call__(self, scope: Mapping[str, Any], receive: Any, send: Any) -> Any:
        origins = [value for name, value in scope.get("headers", []) if name == b"origin"]
        origin = origins[0].decode("latin-1") if origins else None
        allowed = origin_allowed(origin, self.hosts)
        chosen = self.application if allowed else WebsocketDenier()
        return await chosen(scope, receive, send)
