"""Inline mode: answering what people are typing, at once and at their pace.

What is typed is worthless after seconds, and comes letter by letter. So it is not written down, waits in no chat's queue, and
of several queries of one person only the newest is answered; one that has waited for too long is not answered at all.
"""

import asyncio
import logging
import time
from functools import partial
from typing import Any

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from briefbot.errors import DatabaseError
from briefbot.health.metrics import Channel, QuestionOutcome
from briefbot.health.monitor import Monitor
from briefbot.telegram.controllers.inline import Inline, Page, Typed
from briefbot.telegram.payloads import legible
from briefbot.telegram.transport.workers import Workers
from briefbot.telegram.views.inline import Choice

_log = logging.getLogger(__name__)
_now = time.monotonic

_PACE = 0.3  # seconds between two queries of one person that are answered
_STALE = 5.0  # seconds after which nobody looks for an answer any more: they have typed on, or given up
# Threads that answer, beside those for chats. More would only take from these.
_THREADS = 2
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_KINDS = (Update.INLINE_QUERY, Update.CHOSEN_INLINE_RESULT)


class InlineMode:
    """Answers inline queries as they come, and has chosen results counted."""

    def __init__(self, bot: ExtBot[None], inline: Inline, monitor: Monitor | None = None) -> None:
        """The `monitor` counts what comes of queries."""
        self._bot = bot
        self._monitor = monitor
        self._inline = inline
        self._workers = Workers(_THREADS, "inline", newest_first=True)
        self._newest: dict[int, tuple[float, InlineQuery]] = {}  # by person, with when it came
        self._people: dict[int, asyncio.Task[None]] = {}

    async def take(self, payload: dict[str, Any]) -> bool:
        """Have an update answered or counted, where it is one of inline mode; whether it is.

        DatabaseError where it could not be counted; other errors where it cannot be read.
        """
        if not any(kind in payload for kind in _KINDS):
            return False
        update = Update.de_json(legible(payload), self._bot)
        if update.inline_query is not None:
            _check(update.inline_query.query, update.inline_query.offset)
            self._hear(update.inline_query)
        elif update.chosen_inline_result is not None:
            _check(update.chosen_inline_result.result_id)
            await self._count(update.update_id, update.chosen_inline_result.result_id)
        return True

    async def _count(self, update_id: int, result_id: str) -> None:
        try:
            await asyncio.to_thread(self._inline.chosen, update_id, result_id)
        except DatabaseError:
            raise
        except Exception:  # noqa: BLE001 (a fault of ours must not end the polling)
            _log.exception("A chosen quotation could not be counted.")

    async def end(self) -> None:
        """Answer no more."""
        tasks = list(self._people.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._workers.shutdown()

    def _hear(self, query: InlineQuery) -> None:
        person = query.from_user.id
        self._newest[person] = _now(), query
        if person not in self._people:
            self._people[person] = asyncio.create_task(self._serve(person), name=f"inline {person}")

    async def _serve(self, person: int) -> None:
        """Answer a person's newest query, and at their pace those that come meanwhile."""
        try:
            while person in self._newest:
                begun = time.monotonic()
                await self._answer(person)
                await asyncio.sleep(begun + _PACE - time.monotonic())
        finally:
            self._newest.pop(person, None)
            del self._people[person]

    async def _answer(self, person: int) -> None:
        begun = _now()
        try:
            answered = await self._workers.run(person, partial(self._work, person))
            if answered is not None:
                await self._send(*answered)
                self._counted(QuestionOutcome.ANSWERED if answered[1].choices else QuestionOutcome.REFUSED, begun)
        except TelegramError as error:  # too late, or unreachable: the next letter brings another query
            _log.info("An inline query was not answered: %s", error.message)
        except Exception:  # noqa: BLE001 (a fault of ours must not end what answers others)
            _log.exception("An inline query could not be answered.")
            self._counted(QuestionOutcome.FAILED, begun)

    def _counted(self, outcome: QuestionOutcome, begun: float) -> None:
        if self._monitor is not None:
            self._monitor.metrics.question(Channel.INLINE, outcome, _now() - begun)

    def _work(self, person: int) -> tuple[str, Page] | None:
        """The number and the answer of a person's newest query; None where it has waited for too long."""
        heard_at, query = self._newest.pop(person)  # not before there is time for it: a newer one may have come
        return (query.id, self._inline.answer(_typed(query))) if _now() - heard_at <= _STALE else None

    async def _send(self, query_id: str, page: Page) -> None:
        button = InlineQueryResultsButton(page.button[0], start_parameter=page.button[1]) if page.button else None
        await self._bot.answer_inline_query(
            query_id,
            [_article(choice) for choice in page.choices],
            cache_time=page.seconds,
            is_personal=True,  # dates and sentences are in the person's language, and not everybody may ask
            next_offset=page.next_offset,
            button=button,
        )


def _check(*words: object) -> None:
    if not all(isinstance(one, str) for one in words):
        raise TypeError("an inline query without words")


def _typed(query: InlineQuery) -> Typed:
    return Typed(query.from_user.id, query.query, query.from_user.language_code, query.offset)


def _article(choice: Choice) -> InlineQueryResultArticle:
    content = InputTextMessageContent(choice.html, ParseMode.HTML, link_preview_options=_NO_PREVIEW)
    return InlineQueryResultArticle(choice.id, choice.title, content, description=choice.description)
