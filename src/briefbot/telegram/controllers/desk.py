"""Serving one update after the other: one transaction each.

It holds that the update is handled, what is kept of it, and the letters that answer it. A kill before it leaves the update
waiting, one after it leaves the letters waiting; nothing is done twice.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from briefbot.archive.archive import Briefbot
from briefbot.chat.examples import examples
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.links import ASK, Account, question_in
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.requests import (
    Ask,
    ChangeSettings,
    ChooseZone,
    DecideAccess,
    Forget,
    Misunderstood,
    OpenLink,
    Request,
    ShowSettings,
    Speak,
    Start,
    Tell,
)
from briefbot.dialogue.statistics import Count, Counted
from briefbot.rendering import bot_phrases, phrases, sharing_phrases
from briefbot.store import effects
from briefbot.store.effects import CountEvents, ForgetPerson, PostMessages
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing
from briefbot.telegram.controllers.access import Standing, standing
from briefbot.telegram.controllers.asking import Asking
from briefbot.telegram.controllers.buttons import Buttons
from briefbot.telegram.controllers.inline import Inline
from briefbot.telegram.controllers.languages import Languages
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import (
    NOTHING,
    Given,
    Outcome,
    Response,
    Rules,
    Service,
    UpdateContext,
    letters,
    question_of,
    say,
)
from briefbot.telegram.controllers.reports import Reports
from briefbot.telegram.controllers.settings import Settings
from briefbot.telegram.controllers.statistics import Statistics
from briefbot.telegram.controllers.zones import Zones
from briefbot.telegram.views import messages, replies

_log = logging.getLogger(__name__)

_LATEST = 10


class Desk:
    """Serves one bot on one archive. Its methods block, and several threads may call them."""

    def __init__(
        self, briefbot: Briefbot, bot: int, rules: Rules, clock: Callable[[], datetime], account: Callable[[], Account]
    ) -> None:
        """`bot` is the bot's own number in Telegram, `clock` gives aware instants, `account` is asked once it is reached."""
        self._service = Service(briefbot, bot, rules, clock, account)
        self.links = Links(self._service)
        self.inline = Inline(self._service)
        self.zones = Zones(self._service)
        self.asking = Asking(self._service, self.links, self.zones)
        self.reports = Reports(self._service)
        self.languages = Languages(self._service)
        self.settings = Settings(self._service)
        self.statistics = Statistics(self._service, self.asking)
        self.buttons = Buttons(self._service, self.asking, self.reports, self.links)
        # What is told in chats otherwise than in the console, or there alone, by the command's name.
        self._told: dict[str, Callable[[UpdateContext], Response]] = {
            "help": lambda cause: say(cause, bot_phrases.help_text(cause.manner)),
            "privacy": lambda cause: say(cause, bot_phrases.PRIVACY),
            "latest": self.latest,
            "stats": self.statistics.tell,
            "reports": self.reports.waiting,
        }
        self._examples: tuple[str, tuple[str, ...]] = ("", ())

    def serve(self, cause: UpdateContext, job: Callable[[UpdateContext], Response], *, for_anybody: bool = False) -> Outcome:
        """Do the work for an update, unless whoever sent it may not ask, and write down what comes of it, all or nothing.

        The work gets the cause with what the chat has chosen for itself.
        """
        with self._service.store.read() as work:
            cause = replace(cause, preferences=work.preferences.of(cause.chat_id))
        response = (None if for_anybody else self._refusal(cause)) or job(cause)
        now = self._service.clock()
        with self._service.store.write() as work:
            if not work.inbox.settle(self._service.bot, cause.update_id):
                return Outcome()
            if not response.leaves and work.chats.find_again(cause.chat_id):
                back = pausing.come_back(work, cause.chat_id, cause.topic, cause.manner, now)
                work.outbox.post(cause.chat_id, back, now)
            for effect in response.effects:
                effect.apply(work, now)
            if response.given:
                self._give(work, cause, response.given, now)
            work.outbox.post(cause.chat_id, response.letters, now)
        return Outcome(cause.manner.say(response.toast), bool(response.effects))

    def _give(self, work: UnitOfWork, cause: UpdateContext, given: Given, now: datetime) -> None:
        work.statistics.count(given.counts, now)
        if given.instead_of is None:
            number = work.outbox.keep_answer(given.kept, now)
            shown: list[tuple[int, int]] = []
        else:
            number = given.instead_of
            work.outbox.replace_answer(number, given.kept, now)
            shown = work.outbox.parts(number)
        first, *others = letters(given.html, given.keyboard(number), cause, given.reply_to)
        sending = (replace(first, preview=given.preview), *others)
        for (row, message_id), letter in zip(shown, sending, strict=False):
            work.outbox.repost(row, replace(letter, kind="edit", target=message_id, reply_to=None))
        for row, message_id in shown[len(sending) :]:
            work.outbox.repost(row, OutgoingMessage("delete", target=message_id))
        work.outbox.post(cause.chat_id, sending[len(shown) :], now, answer_id=number)

    # Who may ask

    def now(self) -> datetime:
        """The bot's clock."""
        return self._service.clock()

    @property
    def admins(self) -> frozenset[int]:
        """The numbers of those who run the bot."""
        return self._service.rules.admins

    def _refusal(self, cause: UpdateContext) -> Response | None:
        if cause.person_id in self._service.rules.admins:
            return None
        if self._service.clock() - cause.asked_at > self._service.rules.answer_within:
            _log.warning("An update of %s was passed over: it came too late to be answered.", cause.asked_at.isoformat())
            return NOTHING
        match standing(self._service, cause.person_id, cause.chat_id):
            case Standing.IN:
                return None
            case Standing.OUT:
                return NOTHING
        if cause.pressed:
            return Response(toast=bot_phrases.ADMINS_ONLY)
        words, number = (bot_phrases.CLOSED_GROUP, cause.chat_id) if cause.group else (bot_phrases.CLOSED, cause.person_id)
        return say(cause, cause.manner.say(words, number=number))

    # Commands

    def handle(self, cause: UpdateContext, request: Request, typed: str) -> Response:
        """The reply to a request; `typed` is the line that made it."""
        match request:
            case Start(payload):
                return self.start(cause, payload)
            case OpenLink(carried):
                return self.links.open(cause, carried) or say(cause, sharing_phrases.UNKNOWN_LINK)
            case Speak() | ChooseZone() | ShowSettings() | ChangeSettings() | Misunderstood(hint=Hint.NO_SUCH_SETTING):
                return self._set(cause, request)
            case Forget():
                return self.forget(cause)
            case DecideAccess(subject, allowed):
                return self.decide_access(cause, subject, allowed=allowed)
            case Tell(what) if what in self._told:
                return self._told[what](cause)
            case Ask(""):
                return say(cause, bot_phrases.NO_QUESTION)
        return self.asking.handle(cause, request, typed)

    def _set(
        self, cause: UpdateContext, request: Speak | ChooseZone | ShowSettings | ChangeSettings | Misunderstood
    ) -> Response:
        """What is set in a chat, in messages with buttons that change it."""
        match request:
            case Speak(language):
                return self.languages.tell(cause, language)
            case ChooseZone(place):
                return self.zones.tell(cause, place)
            case ShowSettings():
                return self.settings.tell(cause, None)
            case ChangeSettings(change):
                return self.settings.tell(cause, change)
            case Misunderstood(typed, hint):
                return say(cause, phrases.advice(hint, typed, cause.manner))

    def start(self, cause: UpdateContext, payload: str) -> Response:
        """The first contact, or what a link brought along: a quotation, or a question from inline mode."""
        if payload in ("", ASK):
            return self._welcome(cause)
        if token := question_in(payload):
            return self._take_up(cause, token)
        opened = self.links.open(cause, payload)
        return opened or Response((*say(cause, sharing_phrases.UNKNOWN_LINK).letters, *self._welcome(cause).letters))

    def _take_up(self, cause: UpdateContext, token: str) -> Response:
        """Answer a question that was typed in inline mode; it is shown, because Telegram shows nothing of it here."""
        with self._service.store.read() as work:
            question = work.links.question(token)
        if question is None:
            return say(cause, sharing_phrases.QUESTION_GONE)
        shown = letters(messages.parts([messages.notice(question)], cause.manner), (), cause, None)
        response = self.asking.handle(cause, Ask(question), question)
        return replace(response, effects=(PostMessages(cause.chat_id, shown), *response.effects))

    def _welcome(self, cause: UpdateContext) -> Response:
        """What this is, and three questions that the archive at hand answers."""
        suggested = self._suggestions()
        words = bot_phrases.welcome(self._service.briefbot.catalogue, suggested, cause.manner)
        (letter,) = letters(messages.parts([messages.notice(words)], cause.manner), (), cause, None)[:1]
        return Response((letter if cause.group else replace(letter, suggestions=suggested),))

    def apologise(self, cause: UpdateContext, *, silent: bool) -> Response:
        """What is said, and counted, where something went wrong here."""
        said = NOTHING if silent else say(cause, bot_phrases.FAILED)
        return replace(said, effects=(CountEvents((Count(Counted.FAILED),)),))

    def say(self, cause: UpdateContext, words: str) -> Response:
        """The reply to what needs no looking up."""
        return say(cause, words)

    def latest(self, cause: UpdateContext) -> Response:
        """The newest documents."""
        return Response(
            letters(replies.latest(self._service.store.latest(_LATEST), cause.manner), (), cause, question_of(cause))
        )

    def forget(self, cause: UpdateContext) -> Response:
        """Erase what is kept about a person, at once."""
        said = say(cause, bot_phrases.FORGOTTEN)
        return replace(said, effects=(ForgetPerson(cause.person_id),))

    def _suggestions(self) -> tuple[str, ...]:
        token = self._service.store.state().token
        if self._examples[0] != token:
            self._examples = (token, examples(self._service.briefbot))
        return self._examples[1]

    # Admins

    def decide_access(self, cause: UpdateContext, subject: int | None, *, allowed: bool) -> Response:
        """Let a person or group in, or keep them out."""
        if cause.person_id not in self._service.rules.admins:
            return say(cause, bot_phrases.ADMINS_ONLY)
        if subject is None:
            return say(cause, bot_phrases.WHOM)
        words = bot_phrases.ALLOWED if allowed else bot_phrases.BLOCKED
        said = say(cause, cause.manner.say(words, number=subject))
        return replace(said, effects=(effects.DecideAccess(subject, allowed),))
