"""Wrong speakers: what readers report, and what admins decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from briefbot.chat.reports import cases, standing
from briefbot.dialogue.buttons import DecideReport
from briefbot.dialogue.commands.admins import ShowReports
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.model import Citation
from briefbot.reading.corrections import Case, Report
from briefbot.rendering import bot_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store import outbox
from briefbot.store.effects import Effect, PostMessages
from briefbot.store.outbox import Showing
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, say
from briefbot.telegram.views import keyboards, messages, replies
from briefbot.wording.locale import ReaderLocale, manner_of

_LONGEST_NAME = 100
_LONGEST_WORDS = 500  # of what was settled: enough to know it again

Words = Callable[[ReaderLocale], str]


class Reports:
    """Passes reports on to the admins, and settles them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._deciding = Lock()  # of several admins at once, one decides

    # What readers report

    def file(self, cause: UpdateContext, citation: Citation) -> Response:
        """Note that a speaker is wrong; the first who says so of some words makes the admins hear of it."""
        if citation.speaker is None:
            return Response(toast=bot_phrases.GONE)
        now = self._service.clock()
        report = Report(0, citation.document.id, citation.span, citation.text, citation.speaker, now)
        with self._service.store.read() as work:
            known = work.corrections.has_reported(report, cause.person_id)
        if known:
            return Response(toast=bot_phrases.REPORTED_BEFORE)

        effect = _FileReport(cause, report, citation, tuple(sorted(self._service.rules.admins)))
        return Response(effects=(effect,), toast=bot_phrases.REPORTED)

    # What admins see of it

    def waiting(self, cause: UpdateContext, request: ShowReports) -> Response:
        """Show an admin what waits: the oldest report, with buttons that lead on to the next one."""
        if cause.pressed:
            return self._later(cause, request.after)
        waiting = cases(self._service.briefbot)
        return Response(effects=(_ShowReport(cause, waiting, 0),)) if waiting else say(cause, bot_phrases.NO_REPORTS)

    def _later(self, cause: UpdateContext, after: int) -> Response:
        """Turn a message of the list to the report behind the one that it shows."""
        waiting = cases(self._service.briefbot)
        if all(case.report.id == after for case in waiting):
            return Response(_without_buttons(cause), toast=bot_phrases.NO_OTHER_REPORTS)
        return Response(effects=(_ShowReport(cause, waiting, after, instead_of=cause.message_id),))

    # What admins decide

    def reply(self, cause: UpdateContext, line: str) -> Response | None:
        """An admin's reply to a report with the right name; None where this is no such reply."""
        name = " ".join(line.split())
        if cause.person_id not in self._service.rules.admins or cause.replied_to is None or not 0 < len(name) <= _LONGEST_NAME:
            return None
        with self._service.store.read() as work:
            shown = work.outbox.shown_by(cause.chat_id, cause.replied_to)
        if shown is None:
            return None
        effects = self._decided(cause, shown, lambda manner: bot_phrases.settled(name, manner), name)
        return Response(effects=effects) if effects else say(cause, bot_phrases.SETTLED_BEFORE)

    def decide(self, cause: UpdateContext, request: DecideReport) -> Response:
        """What a button under a report does that keeps the name, or names nobody."""
        message = cause.message_id or 0
        with self._service.store.read() as work:
            shown = work.outbox.shown_by(cause.chat_id, message)
        # The button may be one of a report that the message showed before: what was pressed is meant, not what is shown.
        shown = Showing(0, cause.chat_id, message, request.report, listed=shown is not None and shown.listed)
        words = _name_kept if request.keep else _nobody_named
        effects = self._decided(cause, shown, words, None, keep=request.keep)
        if effects:
            return Response(effects=effects, toast=words(cause.manner))
        return Response(_without_buttons(cause), effects=self._going_on(cause, shown), toast=bot_phrases.SETTLED_BEFORE)

    def _decided(
        self, cause: UpdateContext, shown: Showing, words: Words, speaker: str | None, *, keep: bool = False
    ) -> tuple[Effect, ...]:
        """What is to be written down for a decision; nothing where another admin, or the command line, was quicker.

        The decision itself is written at once, since the archive has transactions of its own.
        """
        with self._deciding:
            with self._service.store.read() as work:
                report = work.corrections.open_report(shown.report_id)
            if report is None:
                return ()
            with self._service.store.read() as work:
                settled = work.corrections.open_numbers(report.document_id, report.span)
            citation = standing(self._service.briefbot, report)
            if citation and not keep:
                self._service.briefbot.correct(report.document_id, citation.span, speaker)
            with self._service.store.write() as work:
                work.corrections.settle_reports(report.document_id, report.span, self._service.clock())
        told: Words = words if citation or keep else _gone
        announce = (_AnnounceDecision(cause, report, tuple(settled), told),)
        return (*announce, *self._going_on(cause, shown))

    def _going_on(self, cause: UpdateContext, shown: Showing) -> tuple[Effect, ...]:
        """Behind a report of the list that is settled, the next one."""
        if not shown.listed:
            return ()
        waiting = cases(self._service.briefbot)
        if waiting:
            return (_ShowReport(cause, waiting, shown.report_id),)
        return (PostMessages(cause.chat_id, say(cause, bot_phrases.NO_REPORTS).letters),)


@dataclass(frozen=True, slots=True)
class _FileReport:
    """A report of a reader's; the first of some words is told to the admins."""

    cause: UpdateContext
    report: Report
    citation: Citation
    admins: tuple[int, ...]

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """File it."""
        is_first = not work.corrections.open_numbers(self.report.document_id, self.report.span)
        number = work.corrections.file_report(self.report, self.cause.person_id, now)
        filed = work.corrections.open_report(number)
        if filed and is_first:
            for admin in self.admins:
                _post(work, self.cause, admin, Case(filed, self.citation), now)


@dataclass(frozen=True, slots=True)
class _AnnounceDecision:
    """Says in all messages that show some words that they are settled; other admins' lists go on by a button."""

    cause: UpdateContext
    report: Report
    settled: tuple[int, ...]
    words: Words

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Change those messages."""
        for one in work.outbox.showing(self.settled):
            manner = _manner(work, self.cause, one.chat_id)
            about = Notice(self.report.text[:_LONGEST_WORDS])
            (html,) = messages.parts([Notice(self.words(manner)), about], manner)
            goes_on = one.listed and one.chat_id != self.cause.chat_id
            keyboard = keyboards.to_next_report(self.report.id, manner) if goes_on else ()
            work.outbox.repost(one.row, OutgoingMessage("edit", html, target=one.message_id, keyboard=keyboard))


@dataclass(frozen=True, slots=True)
class _ShowReport:
    """Shows the case behind the report `after`, or else the oldest one: in a new message or, where it fits, an older one."""

    cause: UpdateContext
    waiting: Sequence[Case]
    after: int
    instead_of: int | None = None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it."""
        cause, others = self.cause, len(self.waiting) > 1
        case = next((case for case in self.waiting if case.report.id > self.after), self.waiting[0])
        html = replies.report(case, len(self.waiting), cause.manner)
        keyboard = keyboards.under_report(case.report.id, cause.manner, others=others)
        old = work.outbox.shown_by(cause.chat_id, self.instead_of) if self.instead_of else None
        if old and len(html) == 1:
            letter = OutgoingMessage("edit", html[0], target=old.message_id, keyboard=keyboard)
            work.outbox.repost(old.row, letter, report_id=case.report.id)
            return
        letters = _letters(html, keyboard, cause.topic, outbox.LISTED)
        work.outbox.post(cause.chat_id, letters, now, report_id=case.report.id)


def _post(work: UnitOfWork, cause: UpdateContext, admin: int, case: Case, now: datetime) -> None:
    """Tell an admin of a report, in their own chat."""
    manner = _manner(work, cause, admin)
    keyboard = keyboards.under_report(case.report.id, manner)
    letters = _letters(replies.report(case, locale=manner), keyboard)
    work.outbox.post(admin, letters, now, report_id=case.report.id)


def _letters(html: Sequence[str], keyboard: Keyboard, topic: int | None = None, role: str = "") -> list[OutgoingMessage]:
    last = len(html) - 1
    return [
        OutgoingMessage("send", text, topic=topic, keyboard=keyboard if number == last else (), role=role)
        for number, text in enumerate(html)
    ]


def _without_buttons(cause: UpdateContext) -> tuple[OutgoingMessage, ...]:
    return (OutgoingMessage("buttons", target=cause.message_id),)


def _name_kept(manner: ReaderLocale) -> str:
    return manner.say(bot_phrases.NAME_KEPT)


def _nobody_named(manner: ReaderLocale) -> str:
    return bot_phrases.settled(None, manner)


def _gone(manner: ReaderLocale) -> str:
    return manner.say(bot_phrases.GONE)


def _manner(work: UnitOfWork, cause: UpdateContext, chat_id: int) -> ReaderLocale:
    """How a chat is spoken to; of other chats than the one at hand only their own choice is known."""
    if chat_id == cause.chat_id:
        return cause.manner
    chosen = work.preferences.of(chat_id)
    return manner_of(chosen.language, latin=chosen.latin)
