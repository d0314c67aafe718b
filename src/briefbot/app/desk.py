"""The bot's desk: what comes in by Telegram is answered here, and every reply is written down before it is sent.

One update is one transaction: that it is handled, what is kept of it, and the letters that answer it. A kill before it leaves
the update waiting, one after it leaves the letters waiting; nothing is done twice.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from briefbot.app.archive import Briefbot
from briefbot.app.examples import examples
from briefbot.app.talk import Talk, Thread, recalled
from briefbot.core.conversation import Answered, Origin, Reply, in_context
from briefbot.core.letters import Act, Keyboard, Letter, Press
from briefbot.core.model import Answer, Citation
from briefbot.core.render import bot_phrases, keyboards, telegram
from briefbot.core.render.manner import Manner, manner_of
from briefbot.core.text import paragraphs
from briefbot.store import chats, corrections, inbox, outbox
from briefbot.store.outbox import Kept, Place

_log = logging.getLogger(__name__)

# A question that is answered later than this was found after an outage, and gets a word about it.
_LATE = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)
# A button that was pressed twice within this time shows its message once.
_PRESSED_TWICE = timedelta(minutes=10)
_LATEST = 10
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask, and how much: admins' numbers, whether only those whom they let in may ask, and the limits."""

    admins: frozenset[int] = frozenset()
    private: bool = False
    questions_per_minute: int = 20
    answer_within: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a reply is given to: an update, where and by whom and when it was sent, and in what language they read.

    `message_id` is the message that was sent or edited, or whose button was pressed; `replied_to` the one that it replies
    to. `topic` is set in forums alone.
    """

    update_id: int
    chat_id: int
    person_id: int
    asked_at: datetime
    message_id: int | None = None
    topic: int | None = None
    replied_to: int | None = None
    language: str | None = None
    group: bool = False
    pressed: bool = False

    @property
    def manner(self) -> Manner:
        """How this person reads dates and numbers."""
        return manner_of(self.language)

    @property
    def conversation(self) -> str:
        """What tells this person's conversation here from others."""
        return chats.conversation_name(self.chat_id, self.topic, self.person_id)


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer to be kept with the messages that bring it; `instead_of` is the one that it takes the place of."""

    kept: Kept
    html: tuple[str, ...]
    keyboard: Callable[[int], Keyboard]
    reply_to: int | None = None
    instead_of: int | None = None


Write = Callable[[Connection, datetime], object]


@dataclass(frozen=True, slots=True)
class Response:
    """What an update leads to: letters into its chat, an answer, other things to write down, a word where a button is."""

    letters: tuple[Letter, ...] = ()
    given: _Given | None = None
    writes: tuple[Write, ...] = ()
    toast: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written down for an update: the word for whoever pressed a button, and whether other chats got letters."""

    toast: str = ""
    elsewhere: bool = False


NOTHING = Response()


class Desk:
    """Serves one bot on one archive. Its methods block, and several threads may call them."""

    def __init__(self, briefbot: Briefbot, bot: int, rules: Rules, clock: Callable[[], datetime]) -> None:
        """`bot` is the bot's own number in Telegram, `clock` gives aware instants."""
        self._briefbot = briefbot
        self._store = briefbot.store
        self._bot = bot
        self._rules = rules
        self._clock = clock
        self._examples: tuple[int, tuple[str, ...]] = (-1, ())

    def serve(self, cause: Cause, work: Callable[[], Response], *, for_anybody: bool = False) -> Outcome:
        """Do the work for an update, unless whoever sent it may not ask, and write down what comes of it, all or nothing."""
        response = (None if for_anybody else self._refusal(cause)) or work()
        now = self._clock()
        with self._store.write() as connection:
            if not inbox.settle(connection, self._bot, cause.update_id):
                return Outcome()
            chats.find_again(connection, cause.chat_id)
            for write in response.writes:
                write(connection, now)
            if response.given:
                self._give(connection, cause, response.given, now)
            outbox.post(connection, cause.chat_id, response.letters, now)
        return Outcome(response.toast, bool(response.writes))

    def _give(self, connection: Connection, cause: Cause, given: _Given, now: datetime) -> None:
        if given.instead_of is None:
            number = outbox.keep_answer(connection, given.kept, now)
            shown: list[tuple[int, int]] = []
        else:
            number = given.instead_of
            outbox.replace_answer(connection, number, given.kept, now)
            shown = outbox.parts(connection, number)
        letters = _letters(given.html, given.keyboard(number), cause, given.reply_to)
        for (row, message_id), letter in zip(shown, letters, strict=False):
            outbox.repost(connection, row, replace(letter, kind="edit", target=message_id, reply_to=None))
        for row, message_id in shown[len(letters) :]:
            outbox.repost(connection, row, Letter("delete", target=message_id))
        outbox.post(connection, cause.chat_id, letters[len(shown) :], now, answer_id=number)

    # Who may ask

    def _refusal(self, cause: Cause) -> Response | None:
        if cause.person_id in self._rules.admins:
            return None
        if self._clock() - cause.asked_at > self._rules.answer_within:
            _log.warning("An update of %s was passed over: it came too late to be answered.", cause.asked_at.isoformat())
            return NOTHING
        with self._store.read() as connection:
            decided = chats.access(connection, cause.person_id, cause.chat_id)
        if False in decided.values():
            return NOTHING
        if not self._rules.private or True in decided.values():
            return None
        if cause.pressed:
            return Response(toast=bot_phrases.ADMINS_ONLY)
        words = bot_phrases.CLOSED_GROUP.format(cause.chat_id) if cause.group else bot_phrases.CLOSED.format(cause.person_id)
        return _say(cause, words)

    def _over_limit(self, cause: Cause) -> Response | None:
        limit = self._rules.questions_per_minute
        with self._store.read() as connection:
            asked = inbox.recent(connection, self._bot, cause.person_id, cause.update_id, cause.asked_at, _MINUTE)
        if asked <= limit or cause.person_id in self._rules.admins:
            return None
        return _say(cause, bot_phrases.limit(limit)) if asked == limit + 1 else NOTHING  # once, and not once a question

    # Asking

    def hear(self, cause: Cause, line: str) -> Response:
        """The reply to a line of a conversation: a question, or a command that the console knows too."""
        if limited := self._over_limit(cause):
            return limited
        before = self._thread(cause)
        reply, after = self._talk(cause).hear(line, before, cause.asked_at)
        late = self._clock() - cause.asked_at
        intro = [telegram.notice(bot_phrases.late(late))] if late > _LATE else []
        reply_to = cause.message_id if cause.group or intro else None
        if not isinstance(reply, Answered) or after is None:
            html = telegram.parts([*intro, *telegram.blocks(reply, cause.manner)])
            return Response(_letters(html, (), cause, reply_to))
        given = self._given(cause, line, reply, before, after, intro)
        return self._continuing(cause, replace(given, reply_to=reply_to), after)

    def edited(self, cause: Cause, line: str) -> Response:
        """The reply to a question that was changed: its answer changes with it."""
        if cause.message_id is None:
            return NOTHING
        with self._store.read() as connection:
            found = outbox.answer_to(connection, cause.chat_id, cause.message_id)
            current = outbox.thread(connection, cause.conversation)
        if found is None:
            return self.hear(cause, line)
        number, kept = found
        if kept.asked == line:  # Telegram also calls it an edit when it adds a preview or a reaction
            return NOTHING
        before = _revived(kept.before)
        reply, after = self._talk(cause).hear(line, before, cause.asked_at)
        if not isinstance(reply, Answered) or after is None:
            changed = replace(kept, asked=line, places=(), more=False)
            html = tuple(telegram.render(reply, cause.manner))
            return Response(given=_Given(changed, html, lambda _: (), instead_of=number))
        given = replace(self._given(cause, line, reply, before, after), instead_of=number)
        is_last = current is not None and current[0] == kept.thread
        return self._continuing(cause, given, after) if is_last else Response(given=given)

    def _given(
        self,
        cause: Cause,
        line: str,
        reply: Answered,
        before: Thread | None,
        after: Thread,
        intro: Sequence[telegram.Block] = (),
    ) -> _Given:
        answer, shown = reply.answer, reply.answer.citations or reply.answer.near
        kept = Kept(
            chat_id=cause.chat_id,
            topic=cause.topic,
            person_id=cause.person_id,
            question_id=None if cause.pressed else cause.message_id,
            page_of=None,
            asked=line,
            first_number=reply.first_number,
            more=answer.more,
            before=before.record() if before else None,
            thread=after.record(),
            places=tuple(Place(citation.key, citation.ordinal, citation.span) for citation in shown),
        )
        blocks = [*intro, *telegram.blocks(reply, cause.manner), *self._offer(answer, cause.manner)]

        def keyboard(number: int) -> Keyboard:
            return keyboards.under_answer(
                number, shown, reply.first_number, more=answer.more, choices=answer.choices, manner=cause.manner
            )

        return _Given(kept, tuple(telegram.parts(blocks)), keyboard)

    def _offer(self, answer: Answer, manner: Manner) -> list[telegram.Block]:
        """What there is, under a refusal."""
        if answer.citations or not self._briefbot.catalogue.documents:
            return []
        return [telegram.notice(bot_phrases.offer(self._briefbot.catalogue, manner))]

    def _continuing(self, cause: Cause, given: _Given, after: Thread) -> Response:
        """An answer that the person's next question leans on."""
        record = after.record()
        return Response(given=given, writes=(lambda c, now: outbox.keep_thread(c, cause.conversation, record, now),))

    def _thread(self, cause: Cause) -> Thread | None:
        """What a line leans on: the answer that it replies to, or else the person's last question here."""
        with self._store.read() as connection:
            answer = outbox.answer_in(connection, cause.chat_id, cause.replied_to) if cause.replied_to else None
            kept = outbox.thread(connection, cause.conversation)
        if answer is not None:
            return _revived(answer.thread)
        return recalled(*kept, cause.asked_at) if kept else None

    def _talk(self, cause: Cause) -> Talk:
        return Talk(self._briefbot, cause.conversation)

    # Commands

    def start(self, cause: Cause) -> Response:
        """The first contact: what this is, and three questions that the archive at hand answers."""
        suggested = self._suggestions()
        words = bot_phrases.welcome(self._briefbot.catalogue, suggested, cause.manner)
        (letter,) = _letters(telegram.parts([telegram.notice(words)]), (), cause, None)[:1]
        return Response((letter if cause.group else replace(letter, suggestions=suggested),))

    def say(self, cause: Cause, words: str) -> Response:
        """The reply to what needs no looking up."""
        return _say(cause, words)

    def latest(self, cause: Cause) -> Response:
        """The newest documents."""
        return Response(_letters(telegram.latest(self._store.latest(_LATEST), cause.manner), (), cause, _reply_to(cause)))

    def forget(self, cause: Cause) -> Response:
        """Erase what is kept about a person, at once."""
        said = _say(cause, bot_phrases.FORGOTTEN)
        return replace(said, writes=(lambda c, _: chats.forget(c, cause.person_id),))

    def _suggestions(self) -> tuple[str, ...]:
        generation = self._store.state().generation
        if self._examples[0] != generation:
            self._examples = (generation, examples(self._briefbot))
        return self._examples[1]

    # Admins

    def decide_access(self, cause: Cause, subject: int | None, *, allowed: bool) -> Response:
        """Let a person or group in, or keep them out."""
        if cause.person_id not in self._rules.admins:
            return _say(cause, bot_phrases.ADMINS_ONLY)
        if subject is None:
            return _say(cause, bot_phrases.WHOM)
        said = _say(cause, (bot_phrases.ALLOWED if allowed else bot_phrases.BLOCKED).format(subject))
        return replace(said, writes=(lambda c, now: chats.decide_access(c, subject, now, allowed=allowed),))

    def reports(self, cause: Cause) -> Response:
        """Show an admin what readers called wrong."""
        if cause.person_id not in self._rules.admins:
            return _say(cause, bot_phrases.ADMINS_ONLY)
        with self._store.read() as connection:
            waiting = corrections.open_reports(connection)
        shown = tuple(write for report in waiting if (write := self._telling(report, [cause.chat_id])))
        return Response(writes=shown) if shown else _say(cause, bot_phrases.NO_REPORTS)

    def reply_to_report(self, cause: Cause, line: str) -> Response | None:
        """An admin's reply to a report with the right name; None where this is no such reply."""
        if cause.person_id not in self._rules.admins or cause.replied_to is None:
            return None
        with self._store.read() as connection:
            report = corrections.report_of_message(connection, cause.chat_id, cause.replied_to)
        name = " ".join(line.split())
        if report is None or not 0 < len(name) <= _LONGEST_NAME:
            return None
        self._briefbot.correct(report.document_id, report.span, name)
        return Response(writes=(lambda c, now: self._close(c, report, bot_phrases.settled(name), now),))

    def _settle(self, cause: Cause, press: Press) -> Response:
        if cause.person_id not in self._rules.admins:
            return Response(toast=bot_phrases.NOT_YOURS)
        with self._store.read() as connection:
            report = corrections.open_report(connection, press.about)
        if report is None:
            return Response(toast=bot_phrases.SETTLED_BEFORE)
        words = bot_phrases.NAME_KEPT
        if press.act is Act.WITHDRAW:
            self._briefbot.correct(report.document_id, report.span, None)
            words = bot_phrases.settled(None)
        return Response(writes=(lambda c, now: self._close(c, report, words, now),), toast=words)

    def _close(self, connection: Connection, report: corrections.Report, words: str, now: datetime) -> None:
        """Settle all reports of these words, and say so where they are shown."""
        corrections.settle_reports(connection, report.document_id, report.span, now)
        for row, _, message_id in outbox.report_messages(connection, report.id):
            (html,) = telegram.parts([telegram.notice(words), telegram.notice(report.text[:500])])
            outbox.repost(connection, row, Letter("edit", html, target=message_id))

    # Buttons

    def press(self, cause: Cause, data: str) -> Response:
        """What pressing a button does; one that nothing is known of any more is taken away."""
        press = Press.of(data)
        if press is not None and press.act in (Act.KEEP, Act.WITHDRAW):
            return self._settle(cause, press)
        with self._store.read() as connection:
            kept = outbox.answer(connection, press.about) if press else None
        if press is None or kept is None or kept.chat_id != cause.chat_id:
            return Response(self._buttons(cause, ()), toast=bot_phrases.EXPIRED)
        if press.act is Act.MORE:
            return self._more(cause, press, kept)
        if press.act is Act.CHOICE:
            return self._choose(cause, press, kept)
        if press.act is Act.BACK:
            return Response(self._buttons(cause, self._numbers(cause, press.about, kept)))
        return self._look(cause, press, kept)

    def _buttons(self, cause: Cause, keyboard: Keyboard) -> tuple[Letter, ...]:
        return (Letter("buttons", target=cause.message_id, keyboard=keyboard),)

    def _numbers(self, cause: Cause, number: int, kept: Kept) -> Keyboard:
        """The buttons that an answer has now."""
        with self._store.read() as connection:
            more = kept.more and not outbox.has_page(connection, number)
        citations = [citation for place in kept.places if (citation := self._citation(place))]
        if len(citations) < len(kept.places):
            return ()
        return keyboards.under_answer(
            number, citations, kept.first_number, more=more, choices=_choices(kept), manner=cause.manner
        )

    def _more(self, cause: Cause, press: Press, kept: Kept) -> Response:
        thread = _revived(kept.thread)
        with self._store.read() as connection:
            shown = outbox.has_page(connection, press.about)
            current = outbox.thread(connection, cause.conversation)
        if shown:
            return Response(toast=bot_phrases.SHOWN)
        reply, after = self._talk(cause).hear("more", thread, cause.asked_at)
        if not isinstance(reply, Answered) or after is None:
            return Response(self._buttons(cause, self._numbers(cause, press.about, replace(kept, more=False))),
                            toast=bot_phrases.NO_MORE)  # fmt: skip
        given = self._given(cause, kept.asked, reply, _revived(kept.before), after)
        given = replace(
            given, kept=replace(given.kept, page_of=press.about), reply_to=cause.message_id if cause.group else None
        )
        without = self._buttons(cause, self._numbers(cause, press.about, replace(kept, more=False)))
        follows = current is not None and current[0] == kept.thread
        response = self._continuing(cause, given, after) if follows else Response(given=given)
        return replace(response, letters=without)

    def _choose(self, cause: Cause, press: Press, kept: Kept) -> Response:
        """Ask the question again of the one whom the person means, and offer the choice no more."""
        people = _choices(kept)
        if press.number >= len(people):
            return Response(toast=bot_phrases.SHOWN)
        line = f'speaker:"{people[press.number]}" {kept.asked}'
        before = _revived(kept.before)
        reply, after = self._talk(cause).hear(line, before, cause.asked_at)
        if not isinstance(reply, Answered) or after is None:
            return Response(_letters(telegram.render(reply, cause.manner), (), cause, None))
        chosen = replace(kept, thread={**kept.thread, "query": {**kept.thread["query"], "choices": []}})
        given = self._given(cause, line, reply, before, after)
        response = self._continuing(cause, given, after)
        without = self._buttons(cause, self._numbers(cause, press.about, chosen))
        keep = (lambda c, now: outbox.replace_answer(c, press.about, chosen, now),)
        return replace(response, letters=without, writes=(*response.writes, *keep))

    def _look(self, cause: Cause, press: Press, kept: Kept) -> Response:
        """What a button under one citation shows of it."""
        at = press.number - kept.first_number
        citation = self._citation(kept.places[at]) if 0 <= at < len(kept.places) else None
        if citation is None:
            return Response(toast=bot_phrases.GONE)
        if press.act is Act.MENU:
            return Response(self._buttons(cause, keyboards.menu(press.about, press.number, citation, manner=cause.manner)))
        if press.act is Act.WRONG:
            return self._report(cause, citation)
        role = f"{press.act}{press.number}"
        with self._store.read() as connection:
            if outbox.shown_since(connection, press.about, role, self._clock() - _PRESSED_TWICE):
                return Response(toast=bot_phrases.SHOWN)
        html = self._shown(press, citation, cause.manner)
        letters = tuple(replace(letter, role=role) for letter in _letters(html, (), cause, cause.message_id))
        return Response(writes=(lambda c, now: outbox.post(c, cause.chat_id, letters, now, answer_id=press.about),))

    def _shown(self, press: Press, citation: Citation, manner: Manner) -> list[str]:
        reply: Reply
        match press.act:
            case Act.CITATION:
                return telegram.citation_to_copy(citation, manner)
            case Act.SOURCE:
                reply = Origin(press.number, citation)
            case _:
                reply = in_context(press.number, citation, paragraphs(citation.document.text))
        return telegram.render(reply, manner)

    def _citation(self, place: Place) -> Citation | None:
        """What stands at a place now; None where its document changed, or was cut otherwise."""
        citation = self._briefbot.citation((place.key, place.ordinal))
        if citation is None or citation.span != place.span:
            return None
        current = self._store.document(citation.document.id)
        return citation if current is not None and current.key == place.key else None

    def _report(self, cause: Cause, citation: Citation) -> Response:
        """Pass on to the admins that a speaker is wrong."""
        if citation.speaker is None:
            return Response(toast=bot_phrases.GONE)
        report = corrections.Report(0, citation.document.id, citation.span, citation.text, citation.speaker)
        with self._store.read() as connection:
            known = corrections.has_reported(connection, report, cause.person_id)
        if known:
            return Response(toast=bot_phrases.REPORTED_BEFORE)

        def write(connection: Connection, now: datetime) -> None:
            number = corrections.file_report(connection, report, cause.person_id, now)
            self._tell_admins(connection, replace(report, id=number), citation, self._rules.admins, now)

        return Response(writes=(write,), toast=bot_phrases.REPORTED)

    def _telling(self, report: corrections.Report, to: Iterable[int]) -> Write | None:
        """Shows a report again; None where its document is gone."""
        stored = self._store.document(report.document_id)
        if stored is None or report.span.end > len(stored.document.text):
            return None
        kind = next((passage.kind for passage in stored.passages if passage.span == report.span), None)
        if kind is None:
            return None
        citation = Citation(stored.key, 0, stored.document, report.span, kind, report.speaker, 0.0)
        return lambda connection, now: self._tell_admins(connection, report, citation, to, now)

    def _tell_admins(
        self, connection: Connection, report: corrections.Report, citation: Citation, to: Iterable[int], now: datetime
    ) -> None:
        parts = telegram.report(citation)
        letters = [Letter("send", html) for html in parts]
        letters[-1] = replace(letters[-1], keyboard=keyboards.under_report(report.id))
        for admin in sorted(to):
            outbox.post(connection, admin, letters, now, report_id=report.id)


def _letters(html: Sequence[str], keyboard: Keyboard, cause: Cause, reply_to: int | None) -> tuple[Letter, ...]:
    """The messages of a reply: the first one replies to the question, the last one has the buttons."""
    last = len(html) - 1
    return tuple(
        Letter(
            "send",
            text,
            topic=cause.topic,
            reply_to=reply_to if n == 0 else None,
            keyboard=keyboard if n == last else (),
            role=outbox.PART,
        )
        for n, text in enumerate(html)
    )


def _say(cause: Cause, words: str) -> Response:
    return Response(_letters(telegram.parts([telegram.notice(words)]), (), cause, _reply_to(cause)))


def _reply_to(cause: Cause) -> int | None:
    return cause.message_id if cause.group else None


def _choices(kept: Kept) -> Sequence[str]:
    names: Sequence[str] = kept.thread["query"]["choices"]
    return names


def _revived(record: dict[str, object] | None) -> Thread | None:
    """A thread that an answer keeps, however old; None where another version of Briefbot wrote it."""
    now = datetime.now(UTC)
    return recalled(record, now, now)
