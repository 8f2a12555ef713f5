"""How the API tells problems: always `{"error": {"code", "message", "fields"}}`, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import redis
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.response import HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from backtests import history, jobs, uploads
from backtests.delivery.log import LogError

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]
Tell = Callable[[HttpRequest, Any], HttpResponse]

LARGEST_BODY = 256 * 1024
PRICES = "/prices"  # the only call that takes a file
MOST_PROBLEMS = 100
RETRY_AFTER = "5"
HOW_TO_SAY_IT = "Send the header `Authorization: Bearer TOKEN`, or log in."


def problem(
    status: int, code: str, message: str, fields: Mapping[str, str] | None = None, **more: Any
) -> JsonResponse:
    error = {"code": code, "message": message, "fields": dict(fields or {}), **more}
    return JsonResponse({"error": error}, status=status)


class Api(NinjaAPI):
    """An API that speaks JSON to the end: for unknown addresses and wrong methods too."""

    def __init__(self, **described: Any) -> None:
        super().__init__(**described)
        for kind, tell in TOLD.items():
            self.add_exception_handler(kind, tell)

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                upload = f"/{pattern.pattern}" == PRICES
                pattern.callback = _in_json(pattern.callback, upload=upload)
        return [*patterns, re_path("", _in_json(_unknown_address))]


def _in_json(view: View, *, upload: bool = False) -> View:
    """Refuse what is too large before it is read, and turn plain refusals into JSON."""

    @wraps(view, updated=())
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if upload and _stated_size(request) > uploads.LARGEST_REQUEST:
            return problem(413, "too_large", str(uploads.too_large()))
        if not upload and _too_large(request):
            return problem(413, "too_large", f"Send at most {LARGEST_BODY // 1024} kB.")
        try:
            answer = _got(view, request, *args, **kwargs)
        except Http404:
            answer = _unknown_address(request)
        return _wrong_method(answer) if isinstance(answer, HttpResponseNotAllowed) else answer

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # `Session` checks it
    return guarded


def _got(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """HEAD is answered as GET is; the server leaves out the body."""
    asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def _stated_size(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or ""
    return int(stated) if stated.isdecimal() else 0


def _too_large(request: HttpRequest) -> bool:
    if _stated_size(request) > LARGEST_BODY:
        return True
    try:
        return len(request.body) > LARGEST_BODY
    except RequestDataTooBig:
        return True


def _wrong_method(answer: HttpResponseNotAllowed) -> HttpResponse:
    allowed = answer.headers["Allow"]
    told = problem(405, "method_not_allowed", f"This address takes {allowed}.")
    told.headers["Allow"] = allowed
    return told


def _unknown_address(request: HttpRequest) -> HttpResponse:
    return problem(404, "not_found", "There is no such address; /api/docs lists them all.")


def _bad_request(request: HttpRequest, error: jobs.BadRequest) -> HttpResponse:
    return problem(422, error.code, error.message, error.fields)


def _needs_answers(request: HttpRequest, error: jobs.NeedsAnswers) -> HttpResponse:
    reading = error.reading.model_dump(mode="json")
    told = {"code": error.code, "message": str(error), "fields": {}}
    body = {"error": told, "questions": reading["questions"], "reading": reading}
    return JsonResponse(body, status=422)


def _no_data(request: HttpRequest, error: jobs.NoData) -> HttpResponse:
    fields = {"symbols": error.message}
    return problem(422, "no_data", error.message, fields, symbol=error.symbol, offers=error.offers)


def _bad_prices(request: HttpRequest, error: uploads.BadPrices) -> HttpResponse:
    lines = error.problems[:MOST_PROBLEMS]
    return problem(422, "bad_prices", str(error), {"file": str(error)}, problems=lines)


def _not_found(request: HttpRequest, error: history.NotFound) -> HttpResponse:
    return problem(404, "not_found", str(error))


def _conflict(request: HttpRequest, error: jobs.Conflict) -> HttpResponse:
    return problem(409, "idempotency_conflict", str(error))


def _over_quota(request: HttpRequest, error: jobs.OverQuota) -> HttpResponse:
    return _later(429, "over_quota", str(error))


def _unavailable(request: HttpRequest, error: jobs.Unavailable) -> HttpResponse:
    return _later(503, "unavailable", str(error))


def _server_away(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s: %r", request.method, request.path, error)
    return _later(503, "unavailable", "A part of the site does not answer. Try again in a moment.")


def _later(status: int, code: str, message: str) -> HttpResponse:
    told = problem(status, code, message)
    told.headers["Retry-After"] = RETRY_AFTER
    return told


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {_where(item["loc"]): _why(item) for item in error.errors}
    message = " ".join(f"{where}: {why}." for where, why in fields.items())
    return problem(422, "invalid", message, fields)


def _where(loc: tuple[Any, ...]) -> str:
    """The name of a field: without where ninja found it, and without its name for the body."""
    names = [str(part) for part in loc]
    inner = names[2:] if names[0] == "body" else names[1:]
    return ".".join(inner) or names[0]


def _why(item: dict[str, Any]) -> str:
    if item["type"] == "extra_forbidden":
        return "there is no such field"
    return str(item["msg"]).removeprefix("Value error, ")


def _who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    nobody = str(error) == str(AuthenticationError())
    told = problem(401, "not_authenticated", HOW_TO_SAY_IT if nobody else str(error))
    told.headers["WWW-Authenticate"] = "Bearer"
    return told


def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:
        return problem(400, "malformed", "The body is not valid JSON.")
    return problem(error.status_code, "forbidden", str(error))


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, "internal", "Something went wrong on our side; it has been noted.")


TOLD: dict[type[Exception], Tell] = {
    jobs.BadRequest: _bad_request,
    jobs.NeedsAnswers: _needs_answers,
    jobs.NoData: _no_data,
    uploads.BadPrices: _bad_prices,
    history.NotFound: _not_found,
    jobs.Conflict: _conflict,
    jobs.OverQuota: _over_quota,
    jobs.Unavailable: _unavailable,
    DatabaseError: _server_away,
    redis.RedisError: _server_away,
    LogError: _server_away,
    ValidationError: _invalid,
    AuthenticationError: _who_are_you,
    HttpError: _refused,
    Exception: _unexpected,
}
