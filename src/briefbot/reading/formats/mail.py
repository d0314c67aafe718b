"""E-mail: a message is one document (.eml), a mailbox is cut into its messages (.mbox); a saved page may be one (MHTML)."""

import hashlib
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import BinaryIO

from briefbot.errors import DocumentError
from briefbot.model import Evidence
from briefbot.reading.formats.encoding import check_id, decode_declared, require_text
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import MAX_DOCUMENT_BYTES, Format, ParsedDocument, Part, Piece, Refusal, Source, size_words
from briefbot.reading.formats.html import markup, parse_page
from briefbot.reading.formats.wrapping import unwrapped

_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){2,}")
_OF_MAIL = re.compile(rb"(?im)^(?:message-id|mime-version|received|return-path|delivered-to|x-mailer):")
_FROM = re.compile(rb"(?im)^(?:from|subject|date):")
_PAGE = re.compile(rb"(?im)^(?:content-type:\s*multipart/related|snapshot-content-location:|from:\s*<saved by)")
_MBOX = re.compile(rb"From [^\r\n]{0,200}\d{4}\s*\r?\n[!-9;-~]{1,60}:")
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|отв|пер)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- \n")
_ESCAPED = re.compile(rb"^>(>*From )")  # what a mailbox makes of a line that would begin another message
_MOST_PARTS = 500


def is_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a message."""
    headers = _headers(head)
    return bool(headers and _OF_MAIL.search(headers) and _FROM.search(headers))


def is_saved_page(head: bytes) -> bool:
    """Whether bytes begin as a page does that a browser saved as one file."""
    headers = _headers(head)
    return bool(headers and _PAGE.search(headers) and _OF_MAIL.search(headers))


def _headers(head: bytes) -> bytes:
    match = _HEADERS.match(head.removeprefix(b"\xef\xbb\xbf"))
    return match[0] if match else b""


def messages(stream: BinaryIO) -> Iterator[Piece]:
    """The messages of a mailbox, each begun by a line "From …" below an empty one."""
    number, size, lines, blank = 0, 0, list[bytes](), True
    while line := stream.readline(MAX_DOCUMENT_BYTES):
        if blank and line.startswith(b"From "):
            if lines:
                number += 1
                yield _piece(number, size, lines)
            lines, size = [], 0
        else:
            line = _ESCAPED.sub(rb"\1", line)
            size += len(line)
            if size <= MAX_DOCUMENT_BYTES:
                lines.append(line)
        blank = not line.strip()
    if lines:
        yield _piece(number + 1, size, lines)


def _piece(number: int, size: int, lines: list[bytes]) -> Piece:
    if size > MAX_DOCUMENT_BYTES:
        return Piece(f"message {number}", Refusal(f"it is larger than {size_words(MAX_DOCUMENT_BYTES)}"))
    return Piece(f"message {number}", b"".join(lines))


def _document(data: bytes, source: Source) -> ParsedDocument:
    message = message_from_bytes(data, policy=policy.compat32)
    name = source.id or _id_of(message, data)
    check_id(name)
    plain, page = _bodies(message)
    author, publisher = _name(message, "from"), _publisher(message)
    told = {
        "id": name,
        "title": _FORWARDED.sub("", _header(message, "subject")) or None,
        "author": author if author != publisher else None,
        "source": publisher,
        "published": _header(message, "date") or None,
    }
    if plain is None and page is not None:
        text = parse_page(markup(_payload(page), _charset(page)), Source(name)).document.text
    else:
        text = _words(plain) if plain is not None else ""
    require_text(text)
    return document_of(usable({**told, "text": text}), Evidence.MAIL)


def _bodies(message: Message) -> tuple[Message | None, Message | None]:
    """The first plain text and the first page of a message that are no attachments."""
    found: dict[str, Message] = {}
    for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
        kind = part.get_content_type()
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            found.setdefault(kind, part)
    plain = found.get("text/plain")
    if plain is not None and found.get("text/html") is not None and len(_words(plain).split()) < 20:
        plain = None  # "This message needs a viewer for HTML."
    return plain, found.get("text/html")


def _words(part: Message) -> str:
    """The text of a part, without its signature."""
    text = decode_declared(_payload(part), _charset(part)).replace("\r\n", "\n")
    flowed, without_space = _parameter(part, "format") == "flowed", _parameter(part, "delsp") == "yes"
    return unwrapped(_SIGNATURE.split(text)[0].strip("\n"), flowed=flowed, without_space=without_space)


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, UnicodeError):
        return None


def _parameter(part: Message, name: str) -> str:
    """What a part's type says of its text, in small letters; "" where it says nothing, or nothing that can be read."""
    try:
        return str(part.get_param(name, "")).lower()
    except (LookupError, ValueError, UnicodeError):
        return ""


def _header(message: Message, name: str) -> str:
    """A header's words, in whatever encodings they are."""
    value = str(message.get(name, ""))
    try:
        pieces = decode_header(value)
    except HeaderParseError:
        return value
    words = (_decoded(piece, charset) for piece, charset in pieces)
    return " ".join("".join(words).split())


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return decode_declared(piece, charset)
    except DocumentError:
        return piece.decode("utf-8", "replace")


def _publisher(message: Message) -> str | None:
    """What a list of readers is called that a mail went to, else who alone writes to it; None where it went to none."""
    if name := _name(message, "list-id"):
        return name
    is_sent_out = message.get("list-unsubscribe") is not None and message.get("list-post") is None
    return _name(message, "from") if is_sent_out else None


def _name(message: Message, header: str) -> str | None:
    """The name before the address in a header; None where there is an address alone."""
    names = [name for name, _ in getaddresses([_header(message, header)]) if name and "@" not in name]
    return names[0].strip("\"' ") if names else None


def _id_of(message: Message, data: bytes) -> str:
    """A name for a message of a mailbox: the same whenever it is read."""
    told = str(message.get("message-id", "")).strip().encode("utf-8", "replace")
    return hashlib.sha256(told or data).hexdigest()[:16]


def _saved_page(data: bytes, source: Source) -> ParsedDocument:
    message = message_from_bytes(data, policy=policy.compat32)
    parts = (part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False))
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise DocumentError("there is no page in it")
    address = message.get("snapshot-content-location") or page.get("content-location")
    return parse_page(markup(_payload(page), _charset(page)), source, str(address or "") or None)


def _parse_mail(data: bytes, source: Source) -> Iterator[Part]:
    yield Part(_document(data, source))


def _parse_saved_page(data: bytes, source: Source) -> Iterator[Part]:
    yield Part(_saved_page(data, source))


SAVED_PAGE = Format(
    name="MHTML",
    suffixes=(".mhtml", ".mht"),
    mime_types=("multipart/related", "application/x-mimearchive"),
    parse=_parse_saved_page,
    recognise=is_saved_page,
    guarded=True,
)
MAIL = Format(
    name="e-mail",
    suffixes=(".eml",),
    mime_types=("message/rfc822",),
    parse=_parse_mail,
    recognise=is_mail,
    guarded=True,
)
MAILBOX = Format(
    name="mailbox",
    suffixes=(".mbox",),
    mime_types=("application/mbox",),
    parse=_parse_mail,
    recognise=lambda head: bool(_MBOX.match(head)),
    cut=messages,
    guarded=True,
)
