"""What the archive holds: who speaks in it, and its publishers."""

from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.archive import ShowPublishers, ShowSpeakers
from briefbot.dialogue.replies import People, Publishers
from briefbot.dialogue.requests import Request
from briefbot.language.folding import fold

_PEOPLE_SHOWN = 20


def show_speakers(request: ShowSpeakers, turn: Turn) -> TurnResult:
    """Those whose names hold some letters, most quoted first."""
    fitting = [person for person in turn.briefbot.catalogue.people if fold(request.letters) in fold(person.name)]
    ordered = sorted(fitting, key=lambda person: (-person.passages, person.name))
    return TurnResult(People(tuple(ordered[:_PEOPLE_SHOWN]), len(ordered), request.letters))


def show_publishers(_: ShowPublishers, turn: Turn) -> TurnResult:
    """All publishers."""
    return TurnResult(Publishers(turn.briefbot.catalogue.publishers))


HANDLERS: dict[type[Request], Handler] = {ShowSpeakers: show_speakers, ShowPublishers: show_publishers}
