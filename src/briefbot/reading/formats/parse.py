"""Bytes → documents: a text file is one, a line of JSON Lines is one. Values in, values out."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO

from briefbot.errors import DocumentError
from briefbot.language.identification import language_of
from briefbot.model import Document
from briefbot.reading.formats.encoding import decode, require_characters, require_text
from briefbot.reading.page import Page, read_page

# Bytes that one document may take, as a file or as a line: some forty novels. A larger one is refused unread.
MAX_DOCUMENT_BYTES = 20 * 2**20
# Code points of any field but the text.
MAX_FIELD_LENGTH = 2_000

_FIELDS = ("id", "title", "source", "published", "url", "author", "language", "text")
_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{2,20})?")


class _Members(tuple[tuple[str, object], ...]):
    """A JSON object as it stands, so that a name that occurs twice is seen."""

    __slots__ = ()


def parse_text(data: bytes, id: str) -> Document:  # noqa: A002 — the documents' own word for it
    """The document that a text file is; headline, date and byline are read from the page itself.

    Raises:
        DocumentError: the bytes are no text, or the id cannot serve as one.
    """
    check_id(id)
    text = decode(data)
    return _document({"id": id, "text": text})


def parse_record(line: bytes) -> Document:
    """The document that a line of JSON Lines is; what it leaves out is read from its text where the text has it.

    Without an `id` it gets a hash of the record. `published` is a date, or a date and time; an offset gives the instant.

    Raises:
        DocumentError: the line is no JSON object of the agreed shape.
    """
    fields = _fields(_loaded(line))
    text = fields.get("text")
    if text is None:
        raise DocumentError('it has no "text"')
    require_text(text)
    fields.setdefault("id", _hash(fields))
    check_id(fields["id"])
    return _document(fields)


def parsed(line: bytes | DocumentError) -> Document | DocumentError:
    """The document that a line is, or why it is none."""
    if isinstance(line, DocumentError):
        return line
    try:
        return parse_record(line)
    except DocumentError as error:
        return error


def iter_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | DocumentError]]:
    """The lines that are not blank, numbered from 1 and trimmed; an overlong one as its error."""
    number = 0
    while line := stream.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        if len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, DocumentError(f"the line is longer than {size_words(MAX_DOCUMENT_BYTES)}")
            continue
        stripped = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
        if stripped:
            yield number, stripped


def size_words(size: int) -> str:
    """A number of bytes, for a person."""
    return f"{size // 2**20} MB"


def check_id(name: str) -> None:
    """Refuse what cannot name a document in one line: DocumentError."""
    require_characters(name, "the id")
    if not name.strip() or _CONTROL.search(name):
        raise DocumentError("its id is empty or holds control characters")


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass


def _loaded(line: bytes) -> _Members:
    """The members of the JSON object on a line."""
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=_Members, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise DocumentError(f"it is not UTF-8 at byte {error.start} of the line, as JSON must be") from None
    except RecursionError:
        raise DocumentError("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"it is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at character {error.pos + 1}") from None
    except ValueError:  # a number of more digits than Python converts
        raise DocumentError("it holds a number that is too large") from None
    if not isinstance(value, _Members):
        raise DocumentError("it is not a JSON object")
    return value


def _no_constant(name: str) -> object:
    raise DocumentError(f"it is not JSON: {name} is no JSON value")


def _fields(members: _Members) -> dict[str, str]:
    """The known fields that are not null or blank, checked one by one; other fields are not looked at."""
    fields: dict[str, str] = {}
    seen: set[str] = set()
    for name, value in members:
        if name not in _FIELDS:
            continue
        if name in seen:
            raise DocumentError(f'it has "{name}" twice')
        seen.add(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise DocumentError(f'"{name}" must be a string')
        if name == "text":
            fields[name] = value
        elif value.strip():
            fields[name] = _checked(name, value.strip())
    return fields


def _checked(name: str, value: str) -> str:
    """A field other than the text, on one line."""
    require_characters(value, f'"{name}"')
    if len(value) > MAX_FIELD_LENGTH:
        raise DocumentError(f'"{name}" is longer than {MAX_FIELD_LENGTH} characters')
    if name == "url" and not value.startswith(("http://", "https://")):
        raise DocumentError('"url" must begin with http:// or https://')
    return value if name == "id" else " ".join(_CONTROL.sub(" ", value).split())


def _hash(fields: dict[str, str]) -> str:
    """A name for a record that has none: the same for the same fields, in whatever order they come."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _document(fields: dict[str, str]) -> Document:
    """The document of these fields; the page that its text is tells what they leave open."""
    text, title = fields["text"], fields.get("title")
    page = read_page(text, title)
    published, moment = _published(fields["published"]) if "published" in fields else (page.published, page.published_at)
    return Document(
        id=fields["id"],
        text=text,
        title=title or _title(text, page),
        source=fields.get("source", page.source),
        published=published,
        published_at=moment,
        url=fields.get("url"),
        author=fields.get("author", page.author),
        language=_code(fields["language"]) if "language" in fields else language_of(text),
    )


def _title(text: str, page: Page) -> str | None:
    """The headline on one line, without the full stop that some archives put after it."""
    if page.headline is None:
        return None
    headline = " ".join(page.headline.of(text).split())
    return headline if headline.endswith("..") else headline.removesuffix(".")


def _published(printed: str) -> tuple[date, datetime | None]:
    """The day as printed and, where an offset is given, the instant in UTC."""
    try:
        if _ISO_DATE.fullmatch(printed):
            return date.fromisoformat(printed), None
        if _ISO_MOMENT.fullmatch(printed):
            local = datetime.fromisoformat(printed)
            return local.date(), local.astimezone(UTC) if local.tzinfo else None
    except (ValueError, OverflowError):
        pass
    shown = printed if len(printed) <= 40 else f"{printed[:40]}…"
    raise DocumentError(f'"published" is no date: {shown} (write 2016-09-08 or 2016-09-08T14:30:00+02:00)')


def _code(language: str) -> str:
    """The ISO 639 code in a language tag: "en" in "en-GB"."""
    match = _LANGUAGE.fullmatch(language)
    if match is None:
        raise DocumentError('"language" must be a code like "en"')
    return match[1].lower()
