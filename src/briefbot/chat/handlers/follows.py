"""What is followed, and the digest of it."""

from briefbot.chat.digests.following import Follows, Wanted
from briefbot.chat.turn import Handler, Turn, TurnResult
from briefbot.dialogue.commands.follows import ListFollows, PlanDigest, ShowDigest, StartFollowing, StopFollowing
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Advice, Digested
from briefbot.dialogue.requests import Request
from briefbot.dialogue.state import state_of


def handle(request: Wanted, turn: Turn) -> TurnResult:
    """What is wished of follows and digests; the quotations of a digest can be asked about."""
    reply, effects = Follows(turn.briefbot, turn.owner).reply(request, turn.now)
    if isinstance(reply, Digested) and reply.skip and not reply.contents.shown:
        return TurnResult(Advice(Hint.NO_MORE))
    return TurnResult(reply, state_of(reply, turn.state), effects)


HANDLERS: dict[type[Request], Handler] = dict.fromkeys(
    (StartFollowing, StopFollowing, ListFollows, ShowDigest, PlanDigest), handle
)
