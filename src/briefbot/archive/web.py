"""What a web address gives: fetched, and read in whichever format it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from briefbot.archive.files import Item, Renamed, of_bytes
from briefbot.archive.places import WEB
from briefbot.fetching import Fetched, Fetcher, FetchError
from briefbot.reading.addresses import address_of
from briefbot.reading.formats.format import HEAD_BYTES, Parse, ParsedDocument, Refusal, Source
from briefbot.reading.formats.table import of_media_type, recognise, unreadable


def read(url: str, fetcher: Fetcher, parse: Parse, renamed: Renamed = ()) -> Iterator[Item]:
    """The documents at a web address, each with that address where it names none; nothing is raised, as with files."""
    try:
        got = fetcher.get(url)
    except FetchError as error:
        yield Item(WEB, url, Refusal(str(error)))
        return
    yield from of_fetched(url, got, parse, renamed)


def of_fetched(url: str, got: Fetched, parse: Parse, renamed: Renamed = ()) -> Iterator[Item]:
    """The documents in what an address gave."""
    ending = PurePosixPath(urlsplit(got.url).path).suffix.lower()
    its = recognise(got.content[:HEAD_BYTES], ending) or of_media_type(got.media_type)
    if its is None:
        yield Item(WEB, url, Refusal(unreadable(got.content[:HEAD_BYTES])))
        return
    for item in of_bytes(its, got.content, WEB, url, Source(address_of(got.url), renamed, got.charset), parse):
        yield replace(item, outcome=_at(item.outcome, got))


def _at(outcome: ParsedDocument | Refusal, got: Fetched) -> ParsedDocument | Refusal:
    """A document with the address that it was found at, where it names none itself."""
    if isinstance(outcome, Refusal) or outcome.document.url:
        return outcome
    return replace(outcome, document=replace(outcome.document, url=got.url))
