"""Briefbot itself: help, what it holds, links to quotations, and what cannot be done."""

from briefbot.chat.links import open_link, state_after
from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.briefbot import OpenLink, ShowHelp, ShowStatistics, Start
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Guide, Opened, Statistics
from briefbot.dialogue.requests import Misunderstood, Request


def show_link(request: OpenLink, turn: Turn) -> TurnResult:
    """The quotation behind a link."""
    found = open_link(turn.briefbot, request.carried)
    if found is None:
        return TurnResult(Advice(Hint.NO_SUCH_LINK))
    return TurnResult(found, state_after(found) if isinstance(found, Opened) else None)


def show_statistics(_: ShowStatistics, turn: Turn) -> TurnResult:
    """What the archive holds."""
    return TurnResult(Statistics(turn.briefbot.catalogue))


def show_help(request: ShowHelp | Start, _: Turn) -> TurnResult:
    """What can be asked and typed, or what the guide says of a topic."""
    topic = request.topic if isinstance(request, ShowHelp) else None
    return TurnResult(Guide(topic) if topic else Advice(Hint.HELP))


def misunderstood(request: Misunderstood, _: Turn) -> TurnResult:
    """Why what was typed cannot be done."""
    return TurnResult(Advice(request.hint, request.typed))


HANDLERS: dict[type[Request], Handler] = {
    OpenLink: show_link,
    ShowStatistics: show_statistics,
    ShowHelp: show_help,
    Start: show_help,
    Misunderstood: misunderstood,
}
