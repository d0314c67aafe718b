"""Wrong speakers: what readers report, and what admins decide."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from briefbot.app.desk.model import Cause, Response, Service, Write, say
from briefbot.core.letters import Act, Letter, Press
from briefbot.core.model import Citation
from briefbot.core.render import bot_phrases, keyboards, telegram
from briefbot.core.render.manner import Manner, manner_of
from briefbot.store import corrections, outbox, preferences

_LONGEST_NAME = 100


class Reports:
    """Passes reports on to the admins, and settles them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def waiting(self, cause: Cause) -> Response:
        """Show an admin what readers called wrong."""
        if cause.person_id not in self._service.rules.admins:
            return say(cause, bot_phrases.ADMINS_ONLY)
        with self._service.store.read() as connection:
            waiting = corrections.open_reports(connection)
        shown = tuple(write for report in waiting if (write := self._telling(cause, report)))
        return Response(writes=shown) if shown else say(cause, bot_phrases.NO_REPORTS)

    def reply(self, cause: Cause, line: str) -> Response | None:
        """An admin's reply to a report with the right name; None where this is no such reply."""
        if cause.person_id not in self._service.rules.admins or cause.replied_to is None:
            return None
        with self._service.store.read() as connection:
            report = corrections.report_of_message(connection, cause.chat_id, cause.replied_to)
        name = " ".join(line.split())
        if report is None or not 0 < len(name) <= _LONGEST_NAME:
            return None
        self._service.briefbot.correct(report.document_id, report.span, name)
        return Response(
            writes=(lambda c, now: self._close(c, cause, report, lambda manner: bot_phrases.settled(name, manner), now),)
        )

    def settle(self, cause: Cause, press: Press) -> Response:
        """An admin's decision by a button under a report."""
        if cause.person_id not in self._service.rules.admins:
            return Response(toast=bot_phrases.NOT_YOURS)
        with self._service.store.read() as connection:
            report = corrections.open_report(connection, press.about)
        if report is None:
            return Response(toast=bot_phrases.SETTLED_BEFORE)
        if press.act is Act.WITHDRAW:
            self._service.briefbot.correct(report.document_id, report.span, None)

        def words(manner: Manner) -> str:
            return bot_phrases.settled(None, manner) if press.act is Act.WITHDRAW else manner.say(bot_phrases.NAME_KEPT)

        return Response(writes=(lambda c, now: self._close(c, cause, report, words, now),), toast=words(cause.manner))

    def _close(
        self, connection: Connection, cause: Cause, report: corrections.Report, words: Callable[[Manner], str], now: datetime
    ) -> None:
        """Settle all reports of these words, and say so where they are shown."""
        corrections.settle_reports(connection, report.document_id, report.span, now)
        for row, chat_id, message_id in outbox.report_messages(connection, report.id):
            manner = _manner(connection, cause, chat_id)
            (html,) = telegram.parts([telegram.notice(words(manner)), telegram.notice(report.text[:500])], manner)
            outbox.repost(connection, row, Letter("edit", html, target=message_id))

    def file(self, cause: Cause, citation: Citation) -> Response:
        """Pass on to the admins that a speaker is wrong."""
        if citation.speaker is None:
            return Response(toast=bot_phrases.GONE)
        report = corrections.Report(0, citation.document.id, citation.span, citation.text, citation.speaker)
        with self._service.store.read() as connection:
            known = corrections.has_reported(connection, report, cause.person_id)
        if known:
            return Response(toast=bot_phrases.REPORTED_BEFORE)

        def write(connection: Connection, now: datetime) -> None:
            number = corrections.file_report(connection, report, cause.person_id, now)
            self._tell_admins(connection, cause, replace(report, id=number), citation, self._service.rules.admins, now)

        return Response(writes=(write,), toast=bot_phrases.REPORTED)

    def _telling(self, cause: Cause, report: corrections.Report) -> Write | None:
        """Shows a report again to whoever asked; None where its document is gone."""
        stored = self._service.store.document(report.document_id)
        if stored is None or report.span.end > len(stored.document.text):
            return None
        kind = next((passage.kind for passage in stored.passages if passage.span == report.span), None)
        if kind is None:
            return None
        citation = Citation(stored.key, 0, stored.document, report.span, kind, report.speaker, 0.0)
        return lambda connection, now: self._tell_admins(connection, cause, report, citation, [cause.chat_id], now)

    def _tell_admins(
        self,
        connection: Connection,
        cause: Cause,
        report: corrections.Report,
        citation: Citation,
        to: Iterable[int],
        now: datetime,
    ) -> None:
        for admin in sorted(to):
            manner = _manner(connection, cause, admin)
            letters = [Letter("send", html) for html in telegram.report(citation, manner)]
            letters[-1] = replace(letters[-1], keyboard=keyboards.under_report(report.id, manner))
            outbox.post(connection, admin, letters, now, report_id=report.id)


def _manner(connection: Connection, cause: Cause, chat_id: int) -> Manner:
    """How a chat is spoken to; of other chats than the one at hand only their own choice is known."""
    return cause.manner if chat_id == cause.chat_id else manner_of(preferences.of(connection, chat_id).language)
