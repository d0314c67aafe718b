"""Questions and their answers: asked, gone on with, looked into."""

from dataclasses import replace

from briefbot.answering.questions.dialogue import Earlier
from briefbot.answering.questions.reading import read_limits
from briefbot.chat.handlers.follows import handle as handle_follows
from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.follows import ShowDigest
from briefbot.dialogue.commands.questions import Ask, AskNothing, Look, More, ShowReading
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Answered, Origin, Reading, in_context
from briefbot.dialogue.requests import Request
from briefbot.dialogue.state import DialogueState, places_of
from briefbot.language.text import paragraphs


def ask(request: Ask, turn: Turn) -> TurnResult:
    """The answer to a question, which may lean on the one before."""
    question, asked, wrong = read_limits(request.question, turn.asked_at.date())
    if wrong:
        return TurnResult(Advice(Hint.UNREADABLE_LIMIT, wrong[0]))
    asked = replace(asked, speaker=request.speaker or asked.speaker, timeline=request.timeline)
    before = turn.state
    earlier = Earlier(before.query, tuple(dict.fromkeys(key for key, _ in before.shown)), before.shown) if before else None
    query, answer = turn.briefbot.ask(question, turn.asked_at.date(), asked, turn.page(), earlier)
    if query.courtesy:  # the conversation goes on where it was
        return TurnResult(Answered(answer))
    return TurnResult(Answered(answer), DialogueState(query, places_of(answer.citations)))


def ask_nothing(_: AskNothing, turn: Turn) -> TurnResult:
    """That there is no question, or nothing to ask of."""
    return ask(Ask(""), turn)


def more(_: More, turn: Turn) -> TurnResult:
    """Further citations of the last answer, or the rest of a digest."""
    state = turn.state
    if state is not None and state.rest is not None:
        return handle_follows(ShowDigest(state.rest), turn)
    if state is None or not state.shown:
        return TurnResult(Advice(Hint.NOTHING_SHOWN))
    if not state.query.question:
        return TurnResult(Advice(Hint.NO_MORE))
    answer = turn.briefbot.answer(state.query, turn.page(), skip=len(state.shown))
    if not answer.citations:
        return TurnResult(Advice(Hint.NO_MORE))
    shown = DialogueState(state.query, state.shown + places_of(answer.citations))
    return TurnResult(Answered(answer, first_number=len(state.shown) + 1), shown)


def look(request: Look, turn: Turn) -> TurnResult:
    """The text around a citation of the last answer, or its source."""
    state, number = turn.state, request.number
    if state is None or not state.shown:
        return TurnResult(Advice(Hint.NOTHING_SHOWN))
    if number > len(state.shown):
        return TurnResult(Advice(Hint.NO_SUCH_NUMBER, str(number)))
    citation = turn.briefbot.citation(state.shown[number - 1])
    if citation is None:
        return TurnResult(Advice(Hint.GONE, str(number)))
    if request.what == "source":
        return TurnResult(Origin(number, citation))
    return TurnResult(in_context(number, citation, paragraphs(citation.document.text)))


def show_reading(_: ShowReading, turn: Turn) -> TurnResult:
    """How the last question was read."""
    state = turn.state
    if state is None or not state.query.question:
        return TurnResult(Advice(Hint.NOTHING_ASKED))
    return TurnResult(Reading(state.query, turn.briefbot.answer(state.query, max(len(state.shown), turn.page()))))


HANDLERS: dict[type[Request], Handler] = {
    Ask: ask,
    AskNothing: ask_nothing,
    More: more,
    Look: look,
    ShowReading: show_reading,
}
