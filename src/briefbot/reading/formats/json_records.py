"""JSON of scrapers: a list of records, one record, or an object that holds a list of them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import decode_declared
from briefbot.reading.formats.feed import feed_parts, is_json_feed
from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.records import document_of_record

_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
MAX_RECORDS_BYTES = 100 * 2**20


def loads(text: str) -> Any:
    """The value that JSON holds.

    Raises:
        DocumentError: it is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise DocumentError("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"it is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at line {error.lineno}") from None
    except ValueError:
        raise DocumentError("it holds a number that is too large") from None


def record_parts(records: list[Any], source: Source) -> Iterator[Part]:
    """The documents of records, numbered from 1."""
    for number, record in enumerate(records, start=1):
        yield record_part(record, f"record {number}" if len(records) > 1 else "", source)


def record_part(record: Any, label: str, source: Source) -> Part:
    """The document of one record."""
    if not isinstance(record, Mapping):
        return Part(Refusal("it is not a JSON object"), label)
    try:
        return Part(document_of_record(record, dict(source.renamed)), label)
    except DocumentError as error:
        return Part(Refusal(str(error)), label)


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    text = decode_declared(data, None)
    try:
        value = loads(text)
    except DocumentError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
            raise
        for number, line in enumerate(lines, start=1):  # JSON Lines under another name
            yield _line_part(line, f"record {number}", source)
        return
    if is_json_feed(value):
        yield from feed_parts(data)
    else:
        yield from record_parts(_records(value), source)


def _line_part(line: str, label: str, source: Source) -> Part:
    try:
        return record_part(loads(line), label, source)
    except DocumentError as error:
        return Part(Refusal(str(error)), label)


def _records(value: Any) -> list[Any]:
    """The records in a value: itself a list, or the longest list of objects in it, or one record."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        lists = [member for member in value.values() if isinstance(member, list) and member and isinstance(member[0], Mapping)]
        if lists and not any(isinstance(member, str) and len(member) > 500 for member in value.values()):
            return max(lists, key=len)
        nested = [member for member in value.values() if isinstance(member, Mapping)]
        inner = [found for member in nested for found in member.values() if isinstance(found, list) and len(found) > 1]
        if len(value) <= 3 and len(inner) == 1 and isinstance(inner[0][0], Mapping):
            return inner[0]
    return [value]


FORMAT = Format(
    name="JSON",
    suffixes=(".json",),
    mime_types=("application/json", "text/json", "application/feed+json"),
    parse=_parse,
    recognise=lambda head: bool(_LIST.match(head)),
    largest=MAX_RECORDS_BYTES,
    guarded=True,  # it may be a feed, and records may hold markup
)
