"""The application (ASGI): a request passes gate and limit, is answered by a controller, and leaves with its headers."""

import asyncio
import gc
import logging
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from threading import Timer
from traceback import extract_tb
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.contextvars import bound_contextvars

from briefbot.config import WebSettings
from briefbot.dialogue.troubles import Trouble
from briefbot.errors import DatabaseError
from briefbot.health.app import routes
from briefbot.health.metrics import Channel, QuestionOutcome
from briefbot.health.monitor import Monitor
from briefbot.logs import fresh_reference
from briefbot.rendering import page_phrases
from briefbot.web import answers
from briefbot.web.access import Gate, believed, hosts_of
from briefbot.web.answers import Answer
from briefbot.web.controllers import CONTROLLERS, Controller
from briefbot.web.kept import KeptPages
from briefbot.web.limits import VisitorLimit
from briefbot.web.views import templates
from briefbot.web.visits import Visit, fields_of, locale_of
from briefbot.wording.translation import ENGLISH_TAG

if TYPE_CHECKING:
    from briefbot.archive.archive import Archive

_log = logging.getLogger(__name__)

# Threads that answer. They share one interpreter: more would only make all of them late.
_THREADS = 2
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_A_YEAR = "public, max-age=31536000, immutable"
_FAILURES = {
    404: (page_phrases.NOT_FOUND, page_phrases.NOT_FOUND_TOLD),
    405: (page_phrases.WRONG_METHOD, page_phrases.WRONG_METHOD_TOLD),
    429: (page_phrases.TOO_MANY, page_phrases.TOO_MANY_TOLD),
    500: (page_phrases.FAILED, page_phrases.FAILED_TOLD),
    503: (page_phrases.UNAVAILABLE, page_phrases.UNAVAILABLE_TOLD),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a request decides its answer."""

    visit: Visit
    known: str


class Site:
    """The pages of one archive."""

    def __init__(
        self, archive: "Archive", settings: WebSettings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`clock` gives aware instants."""
        self._archive = archive
        self._settings = settings
        self._clock = clock
        hosts = hosts_of(settings.host, settings.url)
        self._gate = Gate(settings.token, settings.proxy_header, frozenset(settings.proxies), hosts)
        self._limit = VisitorLimit(settings.requests_per_minute)
        self._answering = ThreadPoolExecutor(_THREADS, "page")
        self._kept = KeptPages()
        self._loading: Timer | None = None
        self._monitor = Monitor(archive, clock)
        self._monitor.count()

    def application(self) -> Starlette:
        """What a server calls."""
        pages = [Route(path, self._page(name, made), name=name) for path, (name, made) in CONTROLLERS.items()]
        files = [
            Route("/style.css", self._file(templates.style(), answers.CSS)),
            Route("/icon.svg", self._file(templates.icon(), answers.SVG)),
            Route("/robots.txt", self._file(self._robots(), answers.PLAIN, "max-age=3600")),
        ]
        told = routes(self._monitor, guarded=True)
        application = Starlette(routes=[*pages, *files, *told], exception_handlers={HTTPException: self._refused})
        application.router.redirect_slashes = False  # what is no page is refused in our own words
        return application

    def load(self, after: float) -> None:
        """Load what questions need, so many seconds from now: before the first visitor asks one, and behind the first page."""
        self._loading = Timer(after, lambda: self._answering.submit(self._load))
        self._loading.start()

    def close(self) -> None:
        """End the threads that answer."""
        if self._loading:
            self._loading.cancel()
        self._answering.shutdown()
        self._monitor.close()

    # Requests

    def _page(self, name: str, made: Controller) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            begun = time.perf_counter()
            if refusal := self._kept_out(request):
                answer = refusal
            else:
                asked = _Asked(self._visit(request), request.headers.get("if-none-match", ""))
                loop = asyncio.get_running_loop()
                answer = await loop.run_in_executor(self._answering, self._answer, name, made, asked)
            seconds = time.perf_counter() - begun
            _log.info("%s %s %d %.0f ms", request.method, name, answer.status, 1000 * seconds)
            if answer.outcome is not None:
                self._monitor.metrics.question(Channel.WEB, answer.outcome, seconds)
            return self._response(answer)

        return endpoint

    def _file(self, content: bytes, media_type: str, caching: str = _A_YEAR) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if refusal := self._kept_out(request):
                return self._response(refusal)
            return self._response(Answer(content, media_type, headers={"Cache-Control": caching}))

        return endpoint

    async def _refused(self, request: Request, error: Exception) -> Response:
        """What is answered where there is no page, or where something is to be done to one."""
        if refusal := self._kept_out(request):
            return self._response(refusal)
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = {"Allow": "GET, HEAD"} if status == 405 else {}
        return self._response(_failure(status, self._visit(request), headers))

    def _kept_out(self, request: Request) -> Answer | None:
        """What is answered to whoever may not have a page, or not now."""
        headers, settings = request.headers, self._settings
        peer = request.client.host if request.client else ""
        if not self._gate.knows(headers.get("host", "")):
            return Answer("This is not the address of these pages; BRIEFBOT_WEB_URL names it.\n", answers.PLAIN, 421)
        wait = self._limit.wait(believed(peer, headers.get("x-forwarded-for", ""), settings.proxies))
        if wait:
            return _failure(429, self._visit(request), {"Retry-After": str(int(wait) + 1)})
        named = headers.get(settings.proxy_header, "") if settings.proxy_header else ""
        if self._gate.lets_in(peer, named, headers.get("authorization", "")):
            return None
        asking = {"WWW-Authenticate": 'Basic realm="Briefbot", charset="UTF-8"'} if settings.token else {}
        return Answer("These pages are private.\n", answers.PLAIN, 401 if settings.token else 403, asking)

    def _visit(self, request: Request) -> Visit:
        fields = fields_of(request.query_params.multi_items())
        chosen = next(iter(fields.get("lang", ())), None)
        locale = locale_of(chosen, request.headers.get("accept-language", ""))
        return Visit(
            archive=self._archive,
            path=quote(request.scope["path"], safe="/"),
            fields=fields,
            locale=locale,
            chosen=locale.language if chosen is not None else None,
            now=self._clock(),
            origin=self._settings.url or _origin(request),
            named=next(iter(fields_of(list(request.path_params.items())).get("id", fields.get("id", ()))), ""),
            is_private=self._settings.is_private,
            is_loading=self._loading is not None,
        )

    def _load(self) -> None:
        from briefbot.web.controllers import asking, start  # noqa: F401, PLC0415 (this is when)

        try:
            self._archive.view()
            start.examples_in(self._archive, ENGLISH_TAG)
        except DatabaseError as error:
            _log.warning("%s", error)
        self._loading = None
        gc.collect()
        gc.freeze()  # what is loaded by now stays: nobody's page waits while it is looked through

    # Answers

    def _answer(self, name: str, made: Controller, asked: _Asked) -> Answer:
        """The page, or that the visitor has it already; nothing is raised, and no failure is told with what was asked."""
        visit, reference = asked.visit, fresh_reference()
        try:
            tag = self._tag(visit)
            caching = {"ETag": tag, "Cache-Control": "private, no-cache" if visit.is_private else "no-cache"}
            caching["Vary"] = "Accept-Language, Authorization" if visit.is_private else "Accept-Language"
            if answers.is_known(tag, asked.known):
                return Answer(b"", answers.PLAIN, 304, caching)
            if kept := self._kept.get(tag):
                return kept
            answer = made(visit)
        except DatabaseError as error:
            _log.warning("%s: %s", name, error)
            self._monitor.metrics.trouble(Trouble.DATABASE)
            return _failure(503, visit, {"Retry-After": "5"})
        except Exception as error:  # noqa: BLE001 (whatever it is: the others are answered, and what was asked is in no log)
            places = (f"{PurePath(one.filename).name}:{one.lineno} {one.name}" for one in extract_tb(error.__traceback__))
            with bound_contextvars(request=reference):
                _log.error("%s failed: %s at %s", name, type(error).__name__, ", ".join(list(places)[-6:]))
            self._monitor.metrics.trouble(Trouble.ANSWERING)
            return _failure(500, visit, reference=reference, outcome=QuestionOutcome.FAILED if name == "question" else None)
        if answer.status != 200 or answer.headers is answers.UNKEPT:
            return answer
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        made_now = Answer(body, answer.media_type, headers={**caching, **answer.headers}, outcome=answer.outcome)
        self._kept.keep(tag, made_now)
        return made_now

    def _tag(self, visit: Visit) -> str:
        with self._archive.store.read() as work:
            token, links = work.state.now().token, work.links.highest()
        asked = [(name, *values) for name, values in sorted(visit.fields.items())]
        return answers.entity_tag(
            templates.version(), token, links, visit.path, asked, visit.locale.language, visit.today, visit.origin
        )

    def _response(self, answer: Answer) -> Response:
        headers = {**answers.SAFE, "Cache-Control": "no-store", **answer.headers}
        if (self._settings.url or "").startswith("https:"):
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if self._settings.is_private:
            headers["X-Robots-Tag"] = "noindex, nofollow"
        if answer.status == 304:
            return Response(status_code=304, headers=headers)
        return Response(answer.body, answer.status, headers, answer.media_type)

    def _robots(self) -> bytes:
        """What crawlers are asked: to leave private pages alone, and not to ask questions."""
        kept = "/" if self._settings.is_private else "/?"
        paths = (kept, "/compare", "/check", "/feed.atom", "/card.png")
        return "".join(["User-agent: *\n", *(f"Disallow: {path}\n" for path in paths)]).encode()


def _origin(request: Request) -> str:
    """Where the pages were reached, as the request says; what says it wrongly names no place."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


def _failure(
    status: int,
    visit: Visit,
    headers: dict[str, str] | None = None,
    reference: str = "",
    outcome: QuestionOutcome | None = None,
) -> Answer:
    title, told = _FAILURES.get(status, _FAILURES[500])
    named = visit.locale.say(page_phrases.REFERENCE, reference=reference) if reference else ""
    page = templates.page("failure", visit, title=title, told=told, reference=named)
    return Answer(page, status=status, headers=headers or {}, outcome=outcome)
