"""Which answers go packed: texts. Events that are told one by one are no text that can wait."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/html", "text/css", "text/csv", "text/javascript", "application/json", "image/svg")
PARTIAL = 206  # its ranges count bytes of what is not packed


def worth_packing(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith(TEXTS) and response.status_code != PARTIAL


class Compression(GZipMiddleware):
    """Django's, which hides how long a page with a token is (BREACH); all else passes by."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = await self.get_response(request)  # type: ignore[misc]
        if not worth_packing(response):
            return response
        pack = sync_to_async(self.process_response, thread_sensitive=True)
        return await pack(request, response)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not worth_packing(response):
            return response
        if response.streaming:
            # A packed file would have a weak tag, which whitenoise does not know; it knows dates.
            del response.headers["ETag"]
        return super().process_response(request, response)
