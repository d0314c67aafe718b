"""Serving one update after the other: one transaction each.

It holds that the update is handled, what is kept of it, and the messages that answer it. A kill before it leaves the update
waiting, one after it leaves the messages waiting; nothing is done twice.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.statistics import Count, Counted
from briefbot.health.metrics import QuestionOutcome
from briefbot.rendering import bot_phrases
from briefbot.store.effects import CountEvents
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing
from briefbot.telegram.controllers.access import Standing, limited, standing
from briefbot.telegram.controllers.limits import Kind
from briefbot.telegram.controllers.model import (
    NOTHING,
    NewAnswer,
    Outcome,
    Response,
    Service,
    UpdateContext,
    messages_in_chat,
    say,
)

_log = logging.getLogger(__name__)


class UpdateService:
    """Serves the updates of one bot on one archive. Its methods block, and several threads may call them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.outcomes: dict[int, QuestionOutcome] = {}  # what came of questions, by update, until somebody takes it up

    def serve(self, context: UpdateContext, job: Callable[[UpdateContext], Response], *, for_anybody: bool = False) -> Outcome:
        """Do the work for an update, unless whoever sent it may not ask, and write down what comes of it, all or nothing.

        The work gets the context with what the chat has chosen for itself.
        """
        with self._service.store.read() as work:
            chosen = work.preferences.of(context.chat_id)
        context = replace(context, preferences=chosen, site=self._service.rules.site)
        response = (None if for_anybody else self._refusal(context)) or job(context)
        now = self._service.clock()
        with self._service.store.write() as work:
            if not work.inbox.settle(self._service.bot, context.update_id):
                return Outcome()
            if not response.leaves and work.chats.find_again(context.chat_id):
                back = pausing.come_back(work, context.chat_id, context.topic, context.locale, now)
                work.outbox.post(context.chat_id, back, now)
            for effect in response.effects:
                effect.apply(work, now)
            if response.new_answer:
                _give(work, context, response.new_answer, now)
            work.outbox.post(context.chat_id, response.outgoing, now, owed=for_anybody)
        if outcome := _outcome_of(response):
            self.outcomes[context.update_id] = outcome
        return Outcome(context.locale.say(response.toast), bool(response.effects))

    def apologise(self, context: UpdateContext, *, reference: str, silent: bool) -> Response:
        """What is said, and counted, where something went wrong here, which the log has under this reference."""
        words = bot_phrases.failed(reference, context.locale)
        said = NOTHING if silent else Response(toast=words) if context.pressed else say(context, words)
        return replace(said, effects=(CountEvents((Count(Counted.FAILED),)),))

    def now(self) -> datetime:
        """The bot's clock."""
        return self._service.clock()

    @property
    def admins(self) -> frozenset[int]:
        """The numbers of those who run the bot."""
        return self._service.rules.admins

    def _refusal(self, context: UpdateContext) -> Response | None:
        if context.person_id in self._service.rules.admins:
            return None
        if self._service.clock() - context.asked_at > self._service.rules.answer_within:
            _log.warning("An update of %s was passed over: it came too late to be answered.", context.asked_at.isoformat())
            return NOTHING
        match standing(self._service, context.person_id, context.chat_id):
            case Standing.IN:
                return None
            case Standing.OUT:
                return NOTHING
        if too_much := limited(self._service, context, Kind.ACT):
            return too_much
        if context.pressed:
            return Response(toast=bot_phrases.ADMINS_ONLY)
        words, number = (
            (bot_phrases.CLOSED_GROUP, context.chat_id) if context.group else (bot_phrases.CLOSED, context.person_id)
        )
        return say(context, context.locale.say(words, number=number))


def _outcome_of(response: Response) -> QuestionOutcome | None:
    """What came of a question; None where there was none."""
    counted = {one.what for one in response.new_answer.counts} if response.new_answer else set()
    if Counted.ASKED not in counted:
        return None
    return QuestionOutcome.REFUSED if Counted.REFUSED in counted else QuestionOutcome.ANSWERED


def _give(work: UnitOfWork, context: UpdateContext, new_answer: NewAnswer, now: datetime) -> None:
    """Keep an answer, and post the messages that bring it, in the place of those that brought the one before it."""
    work.statistics.count(new_answer.counts, now)
    if new_answer.instead_of is None:
        number = work.outbox.keep_answer(new_answer.kept, now)
        shown: list[tuple[int, int]] = []
    else:
        number = new_answer.instead_of
        work.outbox.replace_answer(number, new_answer.kept, now)
        shown = work.outbox.parts(number)
    first, *others = messages_in_chat(new_answer.html, new_answer.keyboard(number), context, new_answer.reply_to)
    sending = (replace(first, preview=new_answer.preview), *others)
    for (row, message_id), message in zip(shown, sending, strict=False):
        work.outbox.repost(row, replace(message, kind="edit", target=message_id, reply_to=None))
    for row, message_id in shown[len(sending) :]:
        work.outbox.repost(row, OutgoingMessage("delete", target=message_id))
    work.outbox.post(context.chat_id, sending[len(shown) :], now, answer_id=number)
