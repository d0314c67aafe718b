"""What people send by hand: a file or a channel's post → what the archive takes in, as it does files and pages."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from briefbot.archive.files import Item, of_bytes
from briefbot.archive.folders import ending, printable
from briefbot.feeds.model import Post
from briefbot.model import Evidence
from briefbot.reading.addresses import address_of
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import HEAD_BYTES, Parse, Refusal, Source, size_words
from briefbot.reading.formats.table import of_media_type, recognise, unreadable

# Where documents are from that were sent.
PLACE = "telegram"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST_NAME = 200
NO_TEXT = "there is no text in it"


def of_file(content: bytes, name: str, parse: Parse, media_type: str | None = None) -> Iterator[Item]:
    """The documents in a file that was sent by this name, which may be anything; nothing is raised, as with files.

    The file itself tells them from others: one of the same name with other content may be quite another one.
    """
    shown = printable(_CONTROL.sub(" ", PurePosixPath(name.replace("\\", "/")).name)).strip()[-_LONGEST_NAME:] or "file"
    place = f"{PLACE}/{hashlib.sha256(content).hexdigest()[:16]}"
    its = recognise(content[:HEAD_BYTES], ending(shown)) or of_media_type(media_type)
    if its is None:
        yield Item(place, shown, Refusal(unreadable(content[:HEAD_BYTES])))
    elif len(content) > its.largest:
        largest = size_words(its.largest)
        yield Item(place, shown, Refusal(f"it is larger than {largest}, the most that one file of {its.name} may have"))
    else:
        yield from of_bytes(its, content, place, shown, Source(PurePosixPath(shown).stem.strip() or "file"), parse)


def of_post(post: Post) -> Item:
    """The document that a channel's post is: its publisher is the channel, its date the day (UTC) of the post."""
    name = address_of(post.url) if post.url else post.name
    fields = {
        "id": name,
        "text": post.text,
        "source": post.channel.title,
        "published": post.published_at.isoformat(),
        "url": post.url,
    }
    kept = usable(fields)
    outcome = document_of(kept, Evidence.TELEGRAM) if "text" in kept else Refusal(NO_TEXT)
    return Item(PLACE, post.url or post.name, outcome, len(post.text))
