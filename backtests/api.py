"""The JSON API: each call parses, asks `jobs` once, and gives what the contract says."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Header, Query, UploadedFile
from pydantic import TypeAdapter

from backtests import api_docs, event_stream, guide, history, jobs, schemas, snapshot, uploads
from backtests.authorisation import Leave, Session, Ticket, Token, viewer_of
from backtests.delivery import archive
from backtests.downloads import bundle, exports, report, reproduction
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue
from backtests.models import UNFINISHED, Job
from backtests.problems import PRICES, Api, problem

Json = dict[str, Any]

Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Seq = Annotated[int, Query(ge=0, le=1_000_000_000)]
LastEventId = Annotated[str, Header(alias="Last-Event-ID", max_length=20)]
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]

api = Api(
    title="Closing Bell",
    version="1",
    description="Type a trading idea in plain English, watch the agents test it, keep the result.",
    urls_namespace="api",
    docs=api_docs.docs,
    docs_url="/docs",
    openapi_url="/openapi.json",
    auth=[Token(), Session()],
)

# Jobs --------------------------------------------------------------------------------------------

Problems = {401: schemas.Problem, 404: schemas.Problem}
Refusals = {**Problems, 409: schemas.Problem, 422: schemas.Refusal, 429: schemas.Problem}
Refused = {**Refusals, 503: schemas.Problem}


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _described(request: HttpRequest, job: Job, status: int = 200) -> HttpResponse:
    return JsonResponse(snapshot.describe(job, _root(request)), status=status)


@api.post(
    "/jobs",
    response={201: schemas.Job, **Refused},
    tags=["jobs"],
    openapi_extra=api_docs.SUBMIT,
)
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
    """Own jobs, newest first; `symbol` is one of theirs, `q` a part of symbols or prompt."""
    page = history.page_for(viewer_of(request), status=status, symbol=symbol, q=q, after=after)
    told = snapshot.describe_all(page.jobs, _root(request))
    return JsonResponse({"jobs": told, "next": page.next})


@api.get("/jobs/{job_id}", response={200: schemas.Job, **Problems}, tags=["jobs"])
def get_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """The job as it stands now."""
    return _described(request, history.get(viewer_of(request), job_id))


@api.get("/jobs/{job_id}/result", response={200: Json, **Problems}, tags=["jobs"])
def get_result(request: HttpRequest, job_id: str) -> HttpResponse:
    """The result; there is one no later than the job says `complete`."""
    return JsonResponse(_result(history.get(viewer_of(request), job_id)))


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
    status = snapshot.status(job)
    result = snapshot.result(job)
    if result is not None:
        return result
    if status in UNFINISHED:
        raise NoResult("not_ready", "The run has not ended yet; its events tell how far it is.")
    raise NoResult("no_result", f"The run ended without a result: {status}.")


@api.get(
    "/jobs/{job_id}/events",
    response={200: schemas.Events, 204: None, **Refused},
    auth=[Ticket(), Token(), Session()],
    tags=["jobs"],
)
def get_events(
    request: HttpRequest,
    job_id: str,
    after: Seq = 0,
    epoch: Text = "",
    last_event_id: LastEventId = "",
) -> HttpResponseBase:
    """What the run has said after the event `after`.

    With `Accept: text/event-stream` as server-sent events, up to the end; they may be resumed with
    `Last-Event-ID`. `epoch` names the log that is known; 204 says that nothing will follow.
    """
    if not isinstance(request.auth, Leave):  # type: ignore[attr-defined]  # set by ninja
        job_id = str(history.get(viewer_of(request), job_id).pk)
    state = snapshot.stand(job_id)
    if state is None and not archive.expects(job_id):
        raise history.NotFound(str(history.NotFound.__doc__))
    if event_stream.CONTENT_TYPE not in request.headers.get("Accept", ""):
        return JsonResponse(snapshot.events(job_id, after, epoch))
    seen = int(last_event_id) if last_event_id.isdecimal() else after
    if state and state.saved and epoch in ("", state.epoch) and seen == state.last_seq:
        return HttpResponse(status=204)
    return event_stream.answer(job_id, {"after": str(seen), "epoch": epoch})


@api.post("/jobs/{job_id}/cancel", response={202: schemas.Job, **Refused}, tags=["jobs"])
def cancel_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask the run to stop at its next step; one that has ended stays as it is."""
    job = history.get(viewer_of(request), job_id)
    jobs.cancel(job)
    return _described(request, job, 202)


@api.post("/jobs/{job_id}/rerun", response={201: schemas.Job, **Refused}, tags=["jobs"])
def rerun_job(
    request: HttpRequest, job_id: str, idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Run the very same strategy again, as a new job."""
    viewer = viewer_of(request)
    again = jobs.rerun(viewer, history.get(viewer, job_id), idempotency_key)
    return _described(request, again, 201)


@api.post(
    "/jobs/{job_id}/refine",
    response={201: schemas.Job, **Refused},
    tags=["jobs"],
    openapi_extra=api_docs.REFINE,
)
def refine_job(
    request: HttpRequest,
    job_id: str,
    body: schemas.Refinement,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Change the strategy, as a new job; `reading.amended` says how.

    In `words` ("use a 3% stop") of the strategy as it was read, or as its run refined it; or by
    other `answers` to what `reading.answered` lists.
    """
    viewer = viewer_of(request)
    job = history.get(viewer, job_id)
    if body.answers:
        return _described(request, jobs.answer(viewer, job, body.answers, idempotency_key), 201)
    refined = body.base == "refined"
    again = jobs.refine(viewer, job, body.words, idempotency_key, refined=refined)
    return _described(request, again, 201)


# Downloads ---------------------------------------------------------------------------------------


@api.get("/jobs/{job_id}/trades.csv", response={200: str, **Problems}, tags=["downloads"])
def trades_csv(request: HttpRequest, job_id: str) -> HttpResponse:
    """The trades, one a line."""
    job = history.get(viewer_of(request), job_id)
    return _download(job, exports.trades_csv(_result(job)), "trades.csv", "text/csv")


@api.get("/jobs/{job_id}/equity.csv", response={200: str, **Problems}, tags=["downloads"])
def equity_csv(request: HttpRequest, job_id: str) -> HttpResponse:
    """The value of the account, bar by bar."""
    job = history.get(viewer_of(request), job_id)
    return _download(job, exports.equity_csv(_result(job)), "equity.csv", "text/csv")


@api.get("/jobs/{job_id}/sweep.csv", response={200: str, **Problems}, tags=["downloads"])
def sweep_csv(request: HttpRequest, job_id: str) -> HttpResponse:
    """Every variant of a sweep with its figures, one a line."""
    job = history.get(viewer_of(request), job_id)
    grid = _result(job).get("sweep")
    if grid is None:
        raise NoResult("no_sweep", "The strategy of this run has no ranges, so nothing was swept.")
    return _download(job, exports.sweep_csv(grid), "sweep.csv", "text/csv")


@api.get("/jobs/{job_id}/report.html", response={200: str, **Problems}, tags=["downloads"])
def report_html(request: HttpRequest, job_id: str) -> HttpResponse:
    """The whole result as one HTML file that needs nothing else."""
    job = history.get(viewer_of(request), job_id)
    return _download(job, report.report_html(job, _result(job)), "report.html", "text/html")


@api.get("/jobs/{job_id}/strategy.json", response={200: Json, **Problems}, tags=["downloads"])
def strategy_json(request: HttpRequest, job_id: str) -> HttpResponse:
    """The strategy that was tested: the best iteration's, else as it was read."""
    job = history.get(viewer_of(request), job_id)
    strategy: Json = (snapshot.result(job) or {}).get("strategy") or job.strategy or {}
    return _download(job, exports.strategy_json(strategy), "strategy.json", "application/json")


@api.get(
    "/jobs/{job_id}/strategy.py",
    response={200: str, **Problems, 409: schemas.Problem, 503: schemas.Problem},
    tags=["downloads"],
)
def strategy_py(request: HttpRequest, job_id: str) -> HttpResponse:
    """A script with its prices, which needs numpy and TA-Lib only and makes the same trades.

    409 where the prices of the run are not at hand any more.
    """
    viewer = viewer_of(request)
    job = history.get(viewer, job_id)
    script = reproduction.script_of(_result(job), job.prompt, viewer.key)
    return _download(job, script, "strategy.py", "text/x-python")


@api.get("/jobs/{job_id}/all.zip", response={200: bytes, **Problems}, tags=["downloads"])
def all_zip(request: HttpRequest, job_id: str) -> HttpResponse:
    """All of these downloads, the result as JSON and the events, in one file."""
    viewer = viewer_of(request)
    job = history.get(viewer, job_id)
    whole = bundle.bundle(job, _result(job), viewer.key)
    return _download(job, whole, "all.zip", "application/zip")


@api.exception_handler(reproduction.OtherPrices)
def other_prices(request: HttpRequest, error: reproduction.OtherPrices) -> HttpResponse:
    return problem(409, error.code, str(error))


def _download(job: Job, content: str | bytes, ending: str, content_type: str) -> HttpResponse:
    name = exports.filename(job.symbols.split(), str(job.pk), ending)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    kind = f"{content_type}; charset=utf-8" if isinstance(content, str) else content_type
    return HttpResponse(content, content_type=kind, headers=disposition)


# Strategies and symbols --------------------------------------------------------------------------


@api.post(
    "/strategy/read",
    response={200: schemas.Reading, **Refused},
    tags=["strategies"],
    openapi_extra=api_docs.READ,
)
def read_strategy(request: HttpRequest, body: schemas.AskedToRead) -> HttpResponse:
    """What is understood of the words, and what is not; nothing is started."""
    viewer = viewer_of(request)
    reading = jobs.read(viewer, body.prompt, body.answers, **body.options())
    told = reading.model_dump(mode="json")
    if body.guide:
        told["guide"] = guide.of(viewer, body.prompt, reading, body.answers, body.options())
    return JsonResponse(told)


@api.get("/strategy/schema", response={200: Json}, auth=None, tags=["strategies"])
def strategy_schema(request: HttpRequest) -> HttpResponse:
    """The JSON schema of a strategy, for anyone."""
    return JsonResponse(Strategy.model_json_schema())


@api.get("/symbols", response={200: schemas.Symbols}, tags=["strategies"])
def symbols(request: HttpRequest, q: Text = "") -> HttpResponse:
    """What can be tested, from which source, over which dates."""
    owner = viewer_of(request).key
    found = catalogue.search(q, owner) if q.strip() else catalogue.listing(owner)
    return JsonResponse({"symbols": [_plain(info) for info in found]})


@api.post(
    PRICES, response={200: schemas.Upload, 201: schemas.Upload, **Refusals}, tags=["strategies"]
)
def upload_prices(
    request: HttpRequest,
    symbol: Annotated[str, Form(examples=["ACME"])],
    file: File[UploadedFile],
    timeframe: Form[str] = "1d",
    preview: bool = False,
) -> HttpResponse:
    """Prices of one's own as CSV or Parquet, which no one else sees; `preview` only checks them."""
    data = file.read()
    done = uploads.receive(viewer_of(request), data, symbol, timeframe, preview=preview)
    return JsonResponse(done.plain(), status=201 if done.kept else 200)


def _plain(info: Any) -> Json:
    plain: Json = TypeAdapter(type(info)).dump_python(info, mode="json")
    return plain
