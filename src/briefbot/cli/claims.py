"""Files of quotations to check: a line each, as text or JSON, a row each of a table, or those that an article quotes."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any

from briefbot.checking.claims import Claim, read_claim
from briefbot.cli.output import warn
from briefbot.console.characters import whole
from briefbot.errors import DocumentError, InputError
from briefbot.model import Attribution, Kind
from briefbot.reading.formats.encoding import decode

_TABLES = {".csv": ",", ".tsv": "\t"}
_LARGEST_CELL = 2**17  # characters; more is a mark that is never closed
# What records and columns call the words and whoever is said to have spoken them.
_WORDS = ("text", "quote", "quotation", "words")
_BY = ("by", "speaker", "name")


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation to check, by the id that it has in its file, or its number there."""

    id: str
    claim: Claim


def claims_in(name: str, data: bytes) -> Iterator[Item | None]:
    """The quotations of a file, in its order; None for one that was reported as unreadable."""
    text = _text_of(name, data)
    if sign := _TABLES.get(PurePath(name).suffix.lower()):
        yield from _of_table(text, sign)
        return
    is_json = text.lstrip()[:1] == "{"
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _of_record(line, number) if is_json else Item(str(number), read_claim(whole(line)))


def claims_of_article(name: str, data: bytes) -> Iterator[Item | None]:
    """The whole quotations of an article, each said by whom the article names; None where it cannot be read."""
    # Imported here: reading an article takes as long to load as checking, which needs none of it.
    from briefbot.archive.files import read  # noqa: PLC0415
    from briefbot.config import Settings  # noqa: PLC0415
    from briefbot.reading.quotes import find_quotes  # noqa: PLC0415
    from briefbot.sandbox.parser import SandboxedParser  # noqa: PLC0415

    path = [name] if Path(name).is_file() else ["-"]
    with SandboxedParser(Settings.read().read_within.total_seconds()) as parser:
        for item in read(path[0], BytesIO(data), parser.parse):
            if item.document is None:
                warn(f"{item.name}: {item.error}")
                yield None
                continue
            for quote in find_quotes(item.document).quotes:
                if quote.kind is Kind.DIRECT and quote.source.attribution is not Attribution.NOBODY:
                    words = quote.span.of(item.document.text)
                    yield Item(f"{item.document.id}:{quote.span.start}", Claim(words, quote.source.speaker))


def _text_of(name: str, data: bytes) -> str:
    if not data.strip():
        return ""
    try:
        return decode(data)
    except DocumentError as error:
        raise InputError(f"{name} cannot be read: {error}.") from None


def _of_table(text: str, sign: str) -> Iterator[Item | None]:
    csv.field_size_limit(_LARGEST_CELL)  # of all readers in the process: each sets its own
    rows = csv.DictReader(text.splitlines(), delimiter=sign)
    try:
        for number, row in enumerate(rows, start=2):
            yield _of_fields({key.strip().lower(): value for key, value in row.items() if key}, number)
    except csv.Error as error:
        warn(f"The table cannot be read behind line {rows.line_num}: {error}.")
        yield None


def _of_record(line: str, number: int) -> Item | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        warn(f"Line {number} is left out: it is not a JSON object.")
        return None
    return _of_fields(record, number)


def _of_fields(fields: Mapping[str, Any], number: int) -> Item | None:
    words = next((fields[name] for name in _WORDS if isinstance(fields.get(name), str)), None)
    by = next((fields[name] for name in _BY if fields.get(name)), None)
    id_ = fields.get("id")
    if words is None or not isinstance(by, str | None) or isinstance(id_, bool | float | list | dict):
        warn(f'Line {number} is left out: it has no "text", or its "by" or "id" is no name.')
        return None
    return Item(
        whole(str(number if id_ in (None, "") else id_)), Claim(whole(words).strip(), whole(by).strip() if by else None)
    )


def data_of(name: str, stdin: Any) -> bytes:
    """The bytes of a file, or of standard input for -; OSError where they cannot be read."""
    return bytes(stdin.read()) if name == "-" else Path(name).read_bytes()
