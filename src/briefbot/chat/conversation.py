"""A conversation with an archive: what was asked and shown is kept in the database, so that a follow-up can lean on it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefbot.answering.questions.dialogue import Earlier
from briefbot.answering.questions.reading import read_limits
from briefbot.archive.archive import Briefbot
from briefbot.chat import settings, zones
from briefbot.chat.digests.following import Follows, Wanted, Whose
from briefbot.chat.languages import speak
from briefbot.chat.links import open_link, thread_after
from briefbot.dialogue.commands import parse
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import (
    Advice,
    Answered,
    Digested,
    Opened,
    Origin,
    People,
    Publishers,
    Reading,
    Reply,
    Statistics,
    in_context,
)
from briefbot.dialogue.requests import (
    Ask,
    ChangeSettings,
    ChooseZone,
    DecideAccess,
    Forget,
    Look,
    Misunderstood,
    More,
    OpenLink,
    Request,
    ShowDigest,
    ShowSettings,
    Speak,
    Start,
    Tell,
)
from briefbot.dialogue.state import DialogueState, places_of, recalled, thread_of
from briefbot.digests.subscription import LOCAL
from briefbot.language.text import fold, paragraphs
from briefbot.model import Person
from briefbot.store.effects import ChangePreferences, Effect

_PEOPLE_SHOWN = 20
# The console's, where nothing is known of who sits there.
CONSOLE = Whose(LOCAL)


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The reply to a line, the thread that it leaves (None for the same as before), and what is to be written down with it."""

    reply: Reply
    thread: DialogueState | None = None
    effects: tuple[Effect, ...] = ()


class Conversation:
    """One person's conversation, by a name that tells it from others."""

    def __init__(self, briefbot: Briefbot, name: str, whose: Whose = CONSOLE) -> None:
        """`whose` says where the follows and digests belong that are spoken of."""
        self._briefbot = briefbot
        self._name = name
        self._whose = whose

    def say(self, line: str, now: datetime) -> Reply:
        """The reply to a line that was typed at this instant (aware); dates in it are those of its zone."""
        heard = self.handle(parse(line), self._recall(now), now)
        if heard.thread is not None:
            self._briefbot.store.keep_conversation(self._name, heard.thread.record(), now.astimezone(UTC))
        if heard.effects:
            with self._briefbot.store.write() as work:
                for effect in heard.effects:
                    effect.apply(work, now.astimezone(UTC))
        return heard.reply

    def handle(
        self, request: Request, thread: DialogueState | None, asked_at: datetime, now: datetime | None = None
    ) -> TurnResult:
        """What a request that was made at an instant leads to after this thread; what it leads to is kept by the caller.

        `now` is when it is answered, where that is later: digests tell of what is new then. A time zone alone is kept at once,
        since the reply tells what it made of the digests.
        """
        now = (now or asked_at).astimezone(UTC)
        match request:
            case Ask():
                return self._ask(request, thread, asked_at)
            case More():
                return self._more(thread, now)
            case Look() | OpenLink():
                return self._show(request, thread)
            case Tell() | Start() | Misunderstood() | Forget() | DecideAccess():
                return TurnResult(self._tell(request, thread))
            case Speak() | ChooseZone():
                return self._choose(request, now)
            case ShowSettings() | ChangeSettings():
                return self._settle(request, now)
            case _:
                return self._digested(request, thread, now)

    def _show(self, action: Look | OpenLink, thread: DialogueState | None) -> TurnResult:
        """One quotation: of the last answer, or of a link."""
        if isinstance(action, Look):
            return TurnResult(self._look(action, thread))
        found = open_link(self._briefbot, action.carried)
        if found is None:
            return TurnResult(Advice(Hint.NO_SUCH_LINK))
        return TurnResult(found, thread_after(found) if isinstance(found, Opened) else None)

    def _choose(self, action: Speak | ChooseZone, now: datetime) -> TurnResult:
        chat = self._whose.spot.chat_id
        if isinstance(action, Speak):
            spoken, effects = speak(action.typed, chat)
            return TurnResult(spoken, effects=effects)
        with self._briefbot.store.read() as work:
            language = work.preferences.of(chat).language or self._whose.language
        return TurnResult(zones.choose(self._briefbot.store, chat, action.typed, language, now))

    def _settle(self, action: ShowSettings | ChangeSettings, now: datetime) -> TurnResult:
        with self._briefbot.store.read() as work:
            told = settings.current(work, self._whose.spot, now)
        if isinstance(action, ShowSettings):
            return TurnResult(told)
        chat, wanted = self._whose.spot.chat_id, action.change
        changed = replace(told, preferences=wanted.of(told.preferences))
        return TurnResult(changed, effects=(ChangePreferences(chat, wanted),))

    def _digested(self, action: Wanted, thread: DialogueState | None, now: datetime) -> TurnResult:
        reply, effects = Follows(self._briefbot, self._whose).reply(action, now)
        if isinstance(reply, Digested) and reply.skip and not reply.contents.shown:
            return TurnResult(Advice(Hint.NO_MORE))
        return TurnResult(reply, thread_of(reply, thread), effects)

    def _ask(self, request: Ask, thread: DialogueState | None, now: datetime) -> TurnResult:
        question, asked, wrong = read_limits(request.question, now.date())
        if wrong:
            return TurnResult(Advice(Hint.UNREADABLE_LIMIT, wrong[0]))
        if request.speaker is not None:
            asked = replace(asked, speaker=request.speaker)
        earlier = Earlier(thread.query, tuple(dict.fromkeys(key for key, _ in thread.shown)), thread.shown) if thread else None
        query, answer = self._briefbot.ask(question, now.date(), asked, self._page(), earlier)
        if query.courtesy:  # the conversation goes on where it was
            return TurnResult(Answered(answer))
        return TurnResult(Answered(answer), DialogueState(query, places_of(answer.citations)))

    def _more(self, thread: DialogueState | None, now: datetime) -> TurnResult:
        if thread is not None and thread.rest is not None:
            return self._digested(ShowDigest(thread.rest), thread, now)
        if thread is None or not thread.shown:
            return TurnResult(Advice(Hint.NOTHING_SHOWN))
        if not thread.query.question:
            return TurnResult(Advice(Hint.NO_MORE))
        answer = self._briefbot.answer(thread.query, self._page(), skip=len(thread.shown))
        if not answer.citations:
            return TurnResult(Advice(Hint.NO_MORE))
        shown = DialogueState(thread.query, thread.shown + places_of(answer.citations))
        return TurnResult(Answered(answer, first_number=len(thread.shown) + 1), shown)

    def _page(self) -> int:
        """How many quotations an answer shows here."""
        with self._briefbot.store.read() as work:
            return work.preferences.of(self._whose.spot.chat_id).quotations

    def _look(self, action: Look, thread: DialogueState | None) -> Reply:
        if thread is None or not thread.shown:
            return Advice(Hint.NOTHING_SHOWN)
        if action.number > len(thread.shown):
            return Advice(Hint.NO_SUCH_NUMBER, str(action.number))
        citation = self._briefbot.citation(thread.shown[action.number - 1])
        if citation is None:
            return Advice(Hint.GONE, str(action.number))
        if action.what == "source":
            return Origin(action.number, citation)
        return in_context(action.number, citation, paragraphs(citation.document.text))

    def _tell(self, request: Tell | Start | Misunderstood | Forget | DecideAccess, thread: DialogueState | None) -> Reply:
        match request:
            case Misunderstood(typed, hint):
                return Advice(hint, typed)
            case Forget() | DecideAccess():
                return Advice(Hint.NO_SUCH_COMMAND)  # Telegram's alone: nobody can type them here
            case Start():
                return Advice(Hint.HELP)
        catalogue = self._briefbot.catalogue
        match request.what:
            case "why":
                return self._why(thread)
            case "speakers":
                return _people(catalogue.people, request.about)
            case "sources":
                return Publishers(catalogue.publishers)
            case "stats":
                return Statistics(catalogue)
        return Advice(Hint.HELP)

    def _why(self, thread: DialogueState | None) -> Reply:
        if thread is None or not thread.query.question:
            return Advice(Hint.NOTHING_ASKED)
        return Reading(thread.query, self._briefbot.answer(thread.query, max(len(thread.shown), self._page())))

    def _recall(self, now: datetime) -> DialogueState | None:
        kept = self._briefbot.store.conversation(self._name)
        return recalled(*kept, now) if kept else None


def _people(people: tuple[Person, ...], about: str) -> People:
    fitting = [person for person in people if fold(about) in fold(person.name)]
    ordered = sorted(fitting, key=lambda person: (-person.passages, person.name))
    return People(tuple(ordered[:_PEOPLE_SHOWN]), len(ordered), about)
