"""The JSON API: each call parses, asks `jobs` once, and gives what the contract says.

Every answer that is not the one asked for is `{"error": {"code", "message", "fields"}}`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import redis
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.response import HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, re_path
from ninja import Header, NinjaAPI, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie
from ninja.utils import check_csrf
from pydantic import TypeAdapter

from backtests import exports, jobs, schemas
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue
from backtests.models import UNFINISHED, ApiToken, Job
from backtests.viewers import GUEST_KEY, Viewer

logger = logging.getLogger(__name__)
Json = dict[str, Any]
View = Callable[..., HttpResponseBase]

Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Seq = Annotated[int, Query(ge=0, le=1_000_000_000)]
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]

LARGEST_BODY = 256 * 1024
RETRY_AFTER = "5"

# Who asks ----------------------------------------------------------------------------------------


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        digest = ApiToken.digest_of(token)
        found = ApiToken.objects.filter(digest=digest, user__is_active=True).first()
        if found is None:
            raise AuthenticationError(message="This token is not valid (any more).")
        return Viewer(user_id=found.user_id)


class Session(APIKeyCookie):
    """The session of a page: a user who is logged in, or a guest whom a page has welcomed."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        viewer = _viewer_of_session(request)
        if viewer and check_csrf(request):
            raise HttpError(403, "The CSRF token is missing or old: load the page again.")
        return viewer


def _viewer_of_session(request: HttpRequest) -> Viewer | None:
    if request.user.is_authenticated:
        return Viewer(user_id=request.user.pk)
    guest = request.session.get(GUEST_KEY) if settings.GUEST_ACCESS else None
    return Viewer(guest=guest) if guest else None


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]  # set by ninja
    return viewer


# How problems are told ---------------------------------------------------------------------------


def problem(
    status: int, code: str, message: str, fields: Mapping[str, str] | None = None, **more: Any
) -> JsonResponse:
    error = {"code": code, "message": message, "fields": dict(fields or {}), **more}
    return JsonResponse({"error": error}, status=status)


class Api(NinjaAPI):
    """An API that speaks JSON to the end: for unknown addresses and wrong methods too."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = in_json(pattern.callback)
        return [*patterns, re_path("", in_json(_unknown_address))]


def in_json(view: View) -> View:
    """Refuse what is too large before it is read, and turn plain refusals into JSON."""

    @wraps(view, updated=())
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _too_large(request):
            return problem(413, "too_large", f"Send at most {LARGEST_BODY // 1024} kB.")
        try:
            answer = view(request, *args, **kwargs)
        except Http404:
            answer = _unknown_address(request)
        return _wrong_method(answer) if isinstance(answer, HttpResponseNotAllowed) else answer

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # `Session` checks it
    return guarded


def _too_large(request: HttpRequest) -> bool:
    stated = request.META.get("CONTENT_LENGTH") or ""
    if stated.isdecimal() and int(stated) > LARGEST_BODY:
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


api = Api(
    title="Closing Bell",
    version="1",
    description="Type a trading idea in plain English, watch the agents test it, keep the result.",
    urls_namespace="api",
    docs_url="/docs",
    openapi_url="/openapi.json",
    auth=[Token(), Session()],
)


@api.exception_handler(jobs.BadRequest)
def bad_request(request: HttpRequest, error: jobs.BadRequest) -> HttpResponse:
    return problem(422, error.code, error.message, error.fields)


@api.exception_handler(jobs.NeedsAnswers)
def needs_answers(request: HttpRequest, error: jobs.NeedsAnswers) -> HttpResponse:
    reading = error.reading.model_dump(mode="json")
    told = {"code": error.code, "message": str(error), "fields": {}}
    body = {"error": told, "questions": reading["questions"], "reading": reading}
    return JsonResponse(body, status=422)


@api.exception_handler(jobs.NoData)
def no_data(request: HttpRequest, error: jobs.NoData) -> HttpResponse:
    fields = {"symbols": error.message}
    return problem(422, "no_data", error.message, fields, symbol=error.symbol, offers=error.offers)


@api.exception_handler(jobs.NotFound)
def not_found(request: HttpRequest, error: jobs.NotFound) -> HttpResponse:
    return problem(404, "not_found", str(error))


@api.exception_handler(jobs.Conflict)
def conflict(request: HttpRequest, error: jobs.Conflict) -> HttpResponse:
    return problem(409, "idempotency_conflict", str(error))


@api.exception_handler(jobs.OverQuota)
def over_quota(request: HttpRequest, error: jobs.OverQuota) -> HttpResponse:
    return _later(429, "over_quota", str(error))


@api.exception_handler(jobs.Unavailable)
def unavailable(request: HttpRequest, error: jobs.Unavailable) -> HttpResponse:
    return _later(503, "unavailable", str(error))


@api.exception_handler(DatabaseError)
@api.exception_handler(redis.RedisError)
def server_away(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s: %r", request.method, request.path, error)
    return _later(503, "unavailable", "A part of the site does not answer. Try again in a moment.")


def _later(status: int, code: str, message: str) -> HttpResponse:
    told = problem(status, code, message)
    told.headers["Retry-After"] = RETRY_AFTER
    return told


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {_where(item["loc"]): _why(item) for item in error.errors}
    message = " ".join(f"{where}: {why}." for where, why in fields.items())
    return problem(422, "invalid", message, fields)


def _where(loc: tuple[Any, ...]) -> str:
    """The name of a field: without where ninja found it, and without its name for the body."""
    names = [str(part) for part in loc]
    inner = names[2:] if names[0] == "body" else names[1:]
    return ".".join(inner) or names[0]


def _why(item: Json) -> str:
    if item["type"] == "extra_forbidden":
        return "there is no such field"
    return str(item["msg"]).removeprefix("Value error, ")


@api.exception_handler(AuthenticationError)
def who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    message = "Send the header `Authorization: Bearer TOKEN`, or log in."
    told = problem(401, "not_authenticated", message)
    told.headers["WWW-Authenticate"] = "Bearer"
    return told


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:
        return problem(400, "malformed", "The body is not valid JSON.")
    return problem(error.status_code, "forbidden", str(error))


@api.exception_handler(Exception)
def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, "internal", "Something went wrong on our side; it has been noted.")


# Jobs --------------------------------------------------------------------------------------------

Problems = {401: schemas.Problem, 404: schemas.Problem}
Refusals = {**Problems, 409: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}
Refused = {**Refusals, 503: schemas.Problem}


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _described(request: HttpRequest, job: Job, status: int = 200) -> HttpResponse:
    return JsonResponse(jobs.describe(job, _root(request)), status=status)


@api.post("/jobs", response={201: schemas.Job, **Refused}, tags=["jobs"])
def submit(
    request: HttpRequest,
    body: schemas.JobRequest,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Start a run of a prompt or a strategy; 422 with questions where something is missing."""
    job = jobs.submit(
        viewer_of(request),
        body.prompt,
        body.strategy,
        answers=body.answers,
        idempotency_key=idempotency_key,
        **body.options(),
    )
    return _described(request, job, 201)


@api.get("/jobs", response={200: schemas.JobPage, **Problems}, tags=["jobs"])
def list_jobs(
    request: HttpRequest, status: str = "", symbol: Text = "", q: Text = "", after: str = ""
) -> HttpResponse:
    """Own jobs, newest first; `symbol` and `q` look into symbols and prompts."""
    page = jobs.page_for(viewer_of(request), status=status, symbol=symbol, q=q, after=after)
    told = jobs.describe_all(page.jobs, _root(request))
    return JsonResponse({"jobs": told, "next": page.next})


@api.get("/jobs/{job_id}", response={200: schemas.Job, **Problems}, tags=["jobs"])
def get_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """The job as it stands now."""
    return _described(request, jobs.get(viewer_of(request), job_id))


@api.get("/jobs/{job_id}/result", response={200: Json, **Problems}, tags=["jobs"])
def get_result(request: HttpRequest, job_id: str) -> HttpResponse:
    """The result; there is one no later than the job says `complete`."""
    return JsonResponse(_result(jobs.get(viewer_of(request), job_id)))


class NoResult(Exception):
    """There is no result to give; `code` says whether there will be one."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@api.exception_handler(NoResult)
def no_result(request: HttpRequest, error: NoResult) -> HttpResponse:
    return problem(404, error.code, str(error))


def _result(job: Job) -> Json:
    """The status is asked first: a run that ends in between is then found to have its result."""
    status = jobs.current_status(job)
    result = jobs.result(job)
    if result is not None:
        return result
    if status in UNFINISHED:
        raise NoResult("not_ready", "The run has not ended yet; its events tell how far it is.")
    raise NoResult("no_result", f"The run ended without a result: {status}.")


@api.get("/jobs/{job_id}/events", response={200: schemas.Events, **Problems}, tags=["jobs"])
def get_events(request: HttpRequest, job_id: str, after: Seq = 0) -> HttpResponse:
    """What the run has said after the event `after`."""
    return JsonResponse(jobs.events(jobs.get(viewer_of(request), job_id), after))


@api.post("/jobs/{job_id}/cancel", response={202: schemas.Job, **Refused}, tags=["jobs"])
def cancel_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask the run to stop at its next step; one that has ended stays as it is."""
    job = jobs.get(viewer_of(request), job_id)
    jobs.cancel(job)
    return _described(request, job, 202)


@api.post("/jobs/{job_id}/rerun", response={201: schemas.Job, **Refused}, tags=["jobs"])
def rerun_job(
    request: HttpRequest, job_id: str, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Run the very same strategy again, as a new job."""
    viewer = viewer_of(request)
    again = jobs.rerun(viewer, jobs.get(viewer, job_id), idempotency_key)
    return _described(request, again, 201)


# Downloads ---------------------------------------------------------------------------------------


@api.get("/jobs/{job_id}/trades.csv", response={200: str, **Problems}, tags=["downloads"])
def trades_csv(request: HttpRequest, job_id: str) -> HttpResponse:
    """The trades, one a line."""
    job = jobs.get(viewer_of(request), job_id)
    return _download(job, exports.trades_csv(_result(job)), "trades.csv", "text/csv")


@api.get("/jobs/{job_id}/equity.csv", response={200: str, **Problems}, tags=["downloads"])
def equity_csv(request: HttpRequest, job_id: str) -> HttpResponse:
    """The value of the account, bar by bar."""
    job = jobs.get(viewer_of(request), job_id)
    return _download(job, exports.equity_csv(_result(job)), "equity.csv", "text/csv")


@api.get("/jobs/{job_id}/strategy.json", response={200: Json, **Problems}, tags=["downloads"])
def strategy_json(request: HttpRequest, job_id: str) -> HttpResponse:
    """The strategy that was tested: the best iteration's, else as it was read."""
    job = jobs.get(viewer_of(request), job_id)
    strategy: Json = (jobs.result(job) or {}).get("strategy") or job.strategy or {}
    return _download(job, exports.strategy_json(strategy), "strategy.json", "application/json")


def _download(job: Job, text: str, ending: str, content_type: str) -> HttpResponse:
    name = exports.filename(job.symbols.split(), str(job.pk), ending)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{content_type}; charset=utf-8", headers=disposition)


# Strategies and symbols --------------------------------------------------------------------------


@api.post("/strategy/read", response={200: Json, **Refused}, tags=["strategies"])
def read_strategy(request: HttpRequest, body: schemas.Asked) -> HttpResponse:
    """What is understood of the words, and what is not; nothing is started."""
    reading = jobs.read(body.prompt, body.answers, **body.options())
    return JsonResponse(reading.model_dump(mode="json"))


@api.get("/strategy/schema", response={200: Json}, tags=["strategies"])
def strategy_schema(request: HttpRequest) -> HttpResponse:
    """The JSON schema of a strategy."""
    return JsonResponse(Strategy.model_json_schema())


@api.get("/symbols", response={200: schemas.Symbols}, tags=["strategies"])
def symbols(request: HttpRequest, q: Text = "") -> HttpResponse:
    """What can be tested, from which source, over which dates."""
    found = catalogue.search(q) if q.strip() else catalogue.listing()
    return JsonResponse({"symbols": [_plain(info) for info in found]})


def _plain(info: Any) -> Json:
    plain: Json = TypeAdapter(type(info)).dump_python(info, mode="json")
    return plain
