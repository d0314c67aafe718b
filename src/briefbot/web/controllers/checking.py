"""Checking: whether anybody said it, exactly, otherwise, somebody else, or nobody here; as in a chat."""

from briefbot.chat.conversation import Conversation
from briefbot.checking.claims import Claim, read_claim
from briefbot.dialogue.commands import Channel
from briefbot.dialogue.commands.checking import CheckQuotations
from briefbot.dialogue.replies import Checked
from briefbot.rendering.replies import blocks
from briefbot.web.answers import Answer
from briefbot.web.views import structured, templates
from briefbot.web.visits import Visit


def check(visit: Visit) -> Answer:
    """The verdict on a quotation with its evidence; only what can be typed where there is none."""
    typed, by = visit.get("words").strip(), visit.get("by").strip()
    if not typed:
        return Answer(templates.page("check", visit, typed="", by=by, blocks=()))
    claim = Claim(read_claim(typed).words, by) if by else read_claim(typed)
    reply = Conversation(visit.archive, "web").handle(CheckQuotations((claim,)), None, visit.now).reply
    shown = reply.shown if isinstance(reply, Checked) else ()
    page = templates.page(
        "check",
        visit,
        structured.quotations(shown, visit.pages),
        typed=typed,
        by=by,
        blocks=blocks(reply, visit.locale, Channel.CHAT),
    )
    return Answer(page)


def address_of(visit: Visit, request: CheckQuotations) -> str:
    """The address at which the first quotation of a request is checked."""
    claim = request.claims[0]
    return visit.to("/check", words=claim.words, by=claim.by)
