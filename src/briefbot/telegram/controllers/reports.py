"""Wrong speakers: what readers report, and what admins decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Lock
from typing import Literal

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
from briefbot.wording.locale import ReaderLocale, reader_locale

_LONGEST_NAME = 100
# How long the message by which an admin hears of a report tells of later ones too, before these are worth another one.
_GATHERED = timedelta(hours=1)
_LONGEST_WORDS = 500  # of what was settled: enough to know it again

Words = Callable[[ReaderLocale], str]


class Reports:
    """Passes reports on to the admins, and settles them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._deciding = Lock()  # of several admins at once, one decides

    # What readers report

    def file(self, context: UpdateContext, citation: Citation) -> Response:
        """Note that a speaker is wrong; the first who says so of some words makes the admins hear of it."""
        if citation.speaker is None:
            return Response(toast=bot_phrases.GONE)
        now = self._service.clock()
        report = Report(0, citation.document.id, citation.span, citation.text, citation.speaker, now)
        with self._service.store.read() as work:
            known = work.corrections.has_reported(report, context.person_id)
        if known:
            return Response(toast=bot_phrases.REPORTED_BEFORE)

        admins = tuple((admin, self._told(admin, now)) for admin in sorted(self._service.rules.admins))
        filed = _FileReport(context, report, citation, admins, partial(standing, self._service.briefbot))
        return Response(effects=(filed,), toast=bot_phrases.REPORTED)

    def _told(self, admin: int, now: datetime) -> Case | None:
        """Which case the message shows by which an admin has heard last of reports, where that waits still."""
        with self._service.store.read() as work:
            shown = work.outbox.last_showing(admin, now - _GATHERED)
            report = work.corrections.open_report(shown.report_id) if shown else None
        citation = standing(self._service.briefbot, report) if report else None
        return Case(report, citation) if report and citation else None

    # What admins see of it

    def waiting(self, context: UpdateContext, request: ShowReports) -> Response:
        """Show an admin what waits: the oldest report, with buttons that lead on to the next one."""
        if context.pressed:
            return self._later(context, request.after)
        waiting = cases(self._service.briefbot)
        return Response(effects=(_ShowReport(context, waiting, 0),)) if waiting else say(context, bot_phrases.NO_REPORTS)

    def _later(self, context: UpdateContext, after: int) -> Response:
        """Turn a message of the list to the report behind the one that it shows."""
        waiting = cases(self._service.briefbot)
        if all(case.report.id == after for case in waiting):
            return Response(_without_buttons(context), toast=bot_phrases.NO_OTHER_REPORTS)
        return Response(effects=(_ShowReport(context, waiting, after, instead_of=context.message_id),))

    # What admins decide

    def reply(self, context: UpdateContext, line: str) -> Response | None:
        """An admin's reply to a report with the right name; None where this is no such reply."""
        name = " ".join(line.split())
        if (
            context.person_id not in self._service.rules.admins
            or context.replied_to is None
            or not 0 < len(name) <= _LONGEST_NAME
        ):
            return None
        with self._service.store.read() as work:
            shown = work.outbox.shown_by(context.chat_id, context.replied_to)
        if shown is None:
            return None
        effects = self._decided(context, shown, lambda locale: bot_phrases.settled(name, locale), name)
        return Response(effects=effects) if effects else say(context, bot_phrases.SETTLED_BEFORE)

    def decide(self, context: UpdateContext, request: DecideReport) -> Response:
        """What a button under a report does that keeps the name, or names nobody."""
        message = context.message_id or 0
        with self._service.store.read() as work:
            shown = work.outbox.shown_by(context.chat_id, message)
        # The button may be one of a report that the message showed before: what was pressed is meant, not what is shown.
        shown = Showing(0, context.chat_id, message, request.report, listed=shown is not None and shown.listed)
        words = _name_kept if request.keep else _nobody_named
        effects = self._decided(context, shown, words, None, keep=request.keep)
        if effects:
            return Response(effects=effects, toast=words(context.locale))
        return Response(_without_buttons(context), effects=self._going_on(context, shown), toast=bot_phrases.SETTLED_BEFORE)

    def _decided(
        self, context: UpdateContext, shown: Showing, words: Words, speaker: str | None, *, keep: bool = False
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
        announce = (_AnnounceDecision(context, report, tuple(settled), told),)
        return (*announce, *self._going_on(context, shown))

    def _going_on(self, context: UpdateContext, shown: Showing) -> tuple[Effect, ...]:
        """Behind a report of the list that is settled, the next one."""
        if not shown.listed:
            return ()
        waiting = cases(self._service.briefbot)
        if waiting:
            return (_ShowReport(context, waiting, shown.report_id),)
        return (PostMessages(context.chat_id, say(context, bot_phrases.NO_REPORTS).outgoing),)


@dataclass(frozen=True, slots=True)
class _FileReport:
    """A report of a reader's; the first of some words is told to the admins, with others that wait in one message.

    Each of the `admins` comes with the case that the message shows by which they have heard of reports. Where it shows
    another one by now, since several file at once, its citation is looked up.
    """

    context: UpdateContext
    report: Report
    citation: Citation
    admins: tuple[tuple[int, Case | None], ...]
    look_up: Callable[[Report], Citation | None]

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """File it."""
        is_first = not work.corrections.open_numbers(self.report.document_id, self.report.span)
        number = work.corrections.file_report(self.report, self.context.person_id, now)
        filed = work.corrections.open_report(number)
        if filed and is_first:
            for admin, told in self.admins:
                self._tell(work, admin, told, Case(filed, self.citation), now)

    def _tell(self, work: UnitOfWork, admin: int, told: Case | None, case: Case, now: datetime) -> None:
        """Have the message that an admin has say how many wait, or write them one."""
        shown = work.outbox.last_showing(admin, now - _GATHERED)
        report = work.corrections.open_report(shown.report_id) if shown else None
        if shown is None or report is None:
            _post(work, self.context, admin, case, now)
            return
        known = told is not None and told.report.id == report.id
        citation = told.citation if told and known else self.look_up(report)
        if citation is None:
            return  # its document has just gone: the list of those that wait has the report all the same
        locale = _locale(work, self.context, admin)
        html = replies.report(Case(report, citation), len(work.corrections.open_reports()), locale)
        if len(html) == 1:
            keyboard = keyboards.under_report(report.id, locale, others=True)
            kind: Literal["edit", "send"] = "send" if shown.message_id is None else "edit"
            outgoing = OutgoingMessage(kind, html[0], target=shown.message_id, keyboard=keyboard, role=outbox.LISTED)
            work.outbox.repost(shown.row, outgoing, role=outbox.LISTED)


@dataclass(frozen=True, slots=True)
class _AnnounceDecision:
    """Says in all messages that show some words that they are settled; other admins' lists go on by a button."""

    context: UpdateContext
    report: Report
    settled: tuple[int, ...]
    words: Words

    def apply(self, work: UnitOfWork, now: datetime) -> None:  # noqa: ARG002 (an effect's)
        """Change those messages."""
        for one in work.outbox.showing(self.settled):
            locale = _locale(work, self.context, one.chat_id)
            about = Notice(self.report.text[:_LONGEST_WORDS])
            (html,) = messages.parts([Notice(self.words(locale)), about], locale)
            goes_on = one.listed and one.chat_id != self.context.chat_id
            keyboard = keyboards.to_next_report(self.report.id, locale) if goes_on else ()
            work.outbox.repost(one.row, OutgoingMessage("edit", html, target=one.message_id, keyboard=keyboard))


@dataclass(frozen=True, slots=True)
class _ShowReport:
    """Shows the case behind the report `after`, or else the oldest one: in a new message or, where it fits, an older one."""

    context: UpdateContext
    waiting: Sequence[Case]
    after: int
    instead_of: int | None = None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it."""
        context, others = self.context, len(self.waiting) > 1
        case = next((case for case in self.waiting if case.report.id > self.after), self.waiting[0])
        html = replies.report(case, len(self.waiting), context.locale)
        keyboard = keyboards.under_report(case.report.id, context.locale, others=others)
        old = work.outbox.shown_by(context.chat_id, self.instead_of) if self.instead_of else None
        if old and len(html) == 1:
            outgoing = OutgoingMessage("edit", html[0], target=old.message_id, keyboard=keyboard)
            work.outbox.repost(old.row, outgoing, report_id=case.report.id)
            return
        parts = _messages(html, keyboard, context.topic, outbox.LISTED)
        work.outbox.post(context.chat_id, parts, now, report_id=case.report.id)


def _post(work: UnitOfWork, context: UpdateContext, admin: int, case: Case, now: datetime) -> None:
    """Tell an admin of a report, in their own chat."""
    locale = _locale(work, context, admin)
    keyboard = keyboards.under_report(case.report.id, locale)
    parts = _messages(replies.report(case, locale=locale), keyboard)
    work.outbox.post(admin, parts, now, report_id=case.report.id)


def _messages(html: Sequence[str], keyboard: Keyboard, topic: int | None = None, role: str = "") -> list[OutgoingMessage]:
    last = len(html) - 1
    return [
        OutgoingMessage("send", text, topic=topic, keyboard=keyboard if number == last else (), role=role)
        for number, text in enumerate(html)
    ]


def _without_buttons(context: UpdateContext) -> tuple[OutgoingMessage, ...]:
    return (OutgoingMessage("buttons", target=context.message_id),)


def _name_kept(locale: ReaderLocale) -> str:
    return locale.say(bot_phrases.NAME_KEPT)


def _nobody_named(locale: ReaderLocale) -> str:
    return bot_phrases.settled(None, locale)


def _gone(locale: ReaderLocale) -> str:
    return locale.say(bot_phrases.GONE)


def _locale(work: UnitOfWork, context: UpdateContext, chat_id: int) -> ReaderLocale:
    """How a chat is spoken to; of other chats than the one at hand only their own choice is known."""
    if chat_id == context.chat_id:
        return context.locale
    chosen = work.preferences.of(chat_id)
    return reader_locale(chosen.language, latin=chosen.latin)
