"""The table of formats: which there are, and which one bytes are in."""

from dataclasses import replace

from briefbot.errors import DocumentError
from briefbot.reading.formats import (
    csv_records,
    docx,
    feed,
    html,
    json_lines,
    json_records,
    mail,
    markdown,
    pdf,
    plain_text,
    zip_file,
)
from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.others import why_unread

# Content is asked in this order.
FORMATS: tuple[Format, ...] = (
    pdf.FORMAT,
    docx.FORMAT,
    zip_file.FORMAT,
    html.FORMAT,
    feed.FORMAT,
    mail.SAVED_PAGE,
    mail.MAIL,
    mail.MAILBOX,
    json_records.FORMAT,
    json_lines.FORMAT,
    csv_records.FORMAT,
    markdown.FORMAT,
    plain_text.FORMAT,
)

_BY_ENDING = {suffix: its for its in FORMATS for suffix in its.suffixes}


_BY_MEDIA_TYPE = {media_type: its for its in FORMATS for media_type in its.mime_types}


def of_media_type(media_type: str | None) -> Format | None:
    """The format that a server or a mail names, None where it is none that can be read."""
    return _BY_MEDIA_TYPE.get(media_type or "")


def recognise(head: bytes, ending: str) -> Format | None:
    """The format of a file: told by its first bytes (`HEAD_BYTES`), else by the ending of its name, else None.

    The ending is in small letters, with its dot.
    """
    return next((its for its in FORMATS if its.recognise(head)), None) or _BY_ENDING.get(ending)


def parse(its: Format, data: bytes, source: Source) -> tuple[Part, ...]:
    """The documents that bytes hold, each with the parts of its text, or the reason why there is none."""
    try:
        parts = tuple(its.parse(data, replace(source, recognise=recognise, parse=parse)))
    except DocumentError as error:
        return (Part(Refusal(str(error))),)
    return parts or (Part(Refusal("there is no document in it")),)


def unreadable(head: bytes) -> str:
    """Why a file that is in no format is not read, by its first bytes: what it is where they tell, else what can be read."""
    *most, last = _BY_ENDING
    return why_unread(head) or f"it is in no format that can be read ({', '.join(most)} and {last} can)"
