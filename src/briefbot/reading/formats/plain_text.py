"""Plain text: a file is one document, its text unchanged; headline, date and byline are read from the page itself."""

from collections.abc import Iterator

from briefbot.reading.formats.encoding import check_id, decode
from briefbot.reading.formats.fields import document_of
from briefbot.reading.formats.format import Format, Part, Source


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    check_id(source.id)
    yield Part(document_of({"id": source.id, "text": decode(data)}))


FORMAT = Format(name="plain text", suffixes=(".txt",), mime_types=("text/plain",), parse=_parse)
