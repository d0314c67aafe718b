"""What a link opens, as Telegram messages."""

from collections.abc import Iterator

from briefbot.core.links import Opened, Withdrawn
from briefbot.core.render import sharing_phrases
from briefbot.core.render.manner import ENGLISH, Manner
from briefbot.core.render.telegram import Block, Run, byline, notice, parts, provenance, words_in_context


def opened(reply: Opened, manner: Manner = ENGLISH) -> list[str]:
    """A quotation in its context: under its speaker's name, and above where it stands."""
    return parts(_blocks(reply, manner))


def withdrawn(reply: Withdrawn, manner: Manner = ENGLISH) -> list[str]:
    """That a quotation is gone, and what there is of its document."""
    said = notice(sharing_phrases.withdrawn(reply, manner))
    return parts([said, tuple(provenance(reply.document, manner))] if reply.document else [said])


def _blocks(reply: Opened, manner: Manner) -> Iterator[Block]:
    if reply.corrected:
        yield notice(sharing_phrases.corrected(reply, manner))
    citation = reply.citation
    yield (
        *byline(citation, manner=manner),
        *words_in_context(reply.context),
        Run("\n"),
        *provenance(citation.document, manner),
    )
