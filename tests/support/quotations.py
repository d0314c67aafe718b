"""Who speaks in a text, for tests of whose words quotations are."""

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def speakers(text: str) -> list[str | None]:
    """The speaker of every quotation."""
    return [quote.source.speaker for quote in find_quotes(Document("d", text)).quotes]
