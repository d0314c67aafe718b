"""Quotations that are checked."""

from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.checking import CheckQuotations
from briefbot.dialogue.replies import Checked
from briefbot.dialogue.requests import Request
from briefbot.dialogue.state import state_of


def check(request: CheckQuotations, turn: Turn) -> TurnResult:
    """What the archive says of each quotation; what is shown of it can be asked about."""
    found = tuple(turn.briefbot.check(claim.words, claim.by) for claim in request.claims)
    reply = Checked(found, turn.briefbot.catalogue)
    return TurnResult(reply, state_of(reply))


HANDLERS: dict[type[Request], Handler] = {CheckQuotations: check}
