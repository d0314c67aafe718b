"""JSON Lines: a line is one document. The text of a record is kept as it stands."""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from briefbot.errors import DocumentError
from briefbot.model import Evidence
from briefbot.reading.formats.encoding import check_id, require_text
from briefbot.reading.formats.fields import FIELDS, checked, document_of, hash_of
from briefbot.reading.formats.format import MAX_DOCUMENT_BYTES, Format, ParsedDocument, Part, Piece, Refusal, Source, size_words
from briefbot.reading.formats.records import document_of_record

_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"


# What marks a line of an export, and what a document is marked with there.
EXPORTED, DOCUMENT = "briefbot", "document"


class PartOfExportError(DocumentError):
    """A record of an export that is no document."""


class _Members(tuple[tuple[str, object], ...]):
    """A JSON object as it stands, so that a name that occurs twice is seen."""

    __slots__ = ()


def parse_record(line: bytes, renamed: Mapping[str, str]) -> ParsedDocument:
    """The document that a line of JSON Lines is; what it leaves out is read from its text where the text has it.

    Without an `id` it gets a hash of the record. `published` is a date, or a date and time; an offset gives the instant.
    A record without "text", or with names that a person told (`renamed`), is read as a scraper's.

    Raises:
        DocumentError: the line is no JSON object of the agreed shape.
    """
    members = _loaded(line)
    if dict(members).get(EXPORTED, DOCUMENT) != DOCUMENT:
        raise PartOfExportError("it is a part of an export, which comes in when its file is named by itself")
    fields = {} if renamed else _fields(members)
    text = fields.get("text")
    if text is None:
        return document_of_record(json.loads(line), renamed)
    require_text(text)
    fields.setdefault("id", hash_of(fields))
    check_id(fields["id"])
    return document_of(fields, Evidence.FILE)


def lines(stream: BinaryIO, largest: int = MAX_DOCUMENT_BYTES) -> Iterator[Piece]:
    """The lines that are not blank, numbered from 1 and trimmed; one of more than `largest` bytes as its refusal."""
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        label = f"line {number}"
        if len(line) > largest and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Piece(label, Refusal(f"the line is longer than {size_words(largest)}"))
            continue
        stripped = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
        if stripped:
            yield Piece(label, stripped)


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
        if name not in FIELDS:
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
            fields[name] = checked(name, value.strip())
    return fields


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    try:
        yield Part(parse_record(data, dict(source.renamed)))
    except PartOfExportError as error:
        yield Part(Refusal(str(error)), skipped=True)


FORMAT = Format(
    name="JSON Lines",
    suffixes=(".jsonl", ".ndjson", ".jl"),
    mime_types=("application/jsonl", "application/x-ndjson"),
    parse=_parse,
    cut=lines,
)
