"""What a link opens, as blocks of Telegram messages."""

from collections.abc import Iterator

from briefbot.dialogue.replies import Opened, Withdrawn
from briefbot.rendering import sharing_phrases
from briefbot.telegram.views.citations import byline, provenance, words_in_context
from briefbot.telegram.views.messages import Block, Run, notice
from briefbot.wording.locale import ReaderLocale


def blocks(reply: Opened | Withdrawn, manner: ReaderLocale) -> Iterator[Block]:
    """A quotation in its context, under its speaker's name; or that it is gone, and what there is of its document."""
    if isinstance(reply, Withdrawn):
        yield notice(sharing_phrases.withdrawn(reply, manner))
        if reply.document is not None:
            yield tuple(provenance(reply.document, manner))
        return
    if reply.corrected:
        yield notice(sharing_phrases.corrected(reply, manner))
    speaker, source = byline(reply.citation, manner=manner), provenance(reply.citation.document, manner)
    yield (*speaker, *words_in_context(reply.context), Run("\n"), *source)
