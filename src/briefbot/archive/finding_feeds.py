"""Finding the feeds that an address, a page or a list stands for."""

from pathlib import Path

from briefbot.errors import DocumentError, InputError
from briefbot.fetching import Fetched, Fetcher, FetchError
from briefbot.reading import feeds
from briefbot.reading.addresses import is_web_address
from briefbot.reading.formats.format import Call

# A list of feeds has at most so many bytes.
_LARGEST = 5 * 2**20


def find_feeds(fetcher: Fetcher, named: str, call: Call) -> list[tuple[str, str | None]]:
    """The feeds that an address of a feed, of a site's page or of a list, or a file with a list (OPML) stands for.

    Address and title (None where it has none) of each; of a page's feeds the first, which is its main one. `call` is where
    what comes from outside is read.

    Raises:
        InputError: nothing can be read there, or nothing there names a feed.
    """
    if not is_web_address(named):
        return _of_file(named, call)
    try:
        got = fetcher.get(named)
    except FetchError as error:
        raise InputError(f"{named}: {error}.") from error
    try:
        found = feeds_in(named, got, call)
    except DocumentError as error:
        raise InputError(f"{named}: {error}.") from error
    if found:
        return found
    raise InputError(f"{named}: it is no feed, and names none.")


def feeds_in(named: str, got: Fetched, call: Call) -> list[tuple[str, str | None]]:
    """The feeds that stand in what an address gave, as `find_feeds` has them; none where it is no feed, and names none.

    Raises:
        DocumentError: it cannot be read, or not in time.
    """
    found = call(feeds.feeds_in, got.content, got.url, got.charset)
    return [(named if address == got.url and not got.moved else address, title) for address, title in found]


def _of_file(named: str, call: Call) -> list[tuple[str, str | None]]:
    try:
        with Path(named).open("rb") as file:
            content = file.read(_LARGEST)
    except (OSError, ValueError):
        raise InputError(f"{named}: it is neither a web address nor a file that can be read.") from None
    try:
        found = call(feeds.read_opml, content)
    except DocumentError as error:
        raise InputError(f"{named}: {error}.") from error
    if found:
        return found
    raise InputError(f"{named}: it names no feed; a list of feeds in OPML does.")
