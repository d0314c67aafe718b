"""CSV and other tables of scrapers: the first row names the columns, each further row is a record."""

import csv
import re
from collections.abc import Iterator

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import decode
from briefbot.reading.formats.format import Format, Part, Refusal, Source
from briefbot.reading.formats.json_records import MAX_RECORDS_BYTES, record_part
from briefbot.reading.formats.records import require_names_of_text

_SIGNS = ",;\t|"
_SAMPLE = 20_000
# Columns that a table has at most: scrapers write a few dozen.
_MOST_COLUMNS = 1_000
# What ends a line of a table; other signs that end lines elsewhere stand in cells.
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    text = decode(data)
    csv.field_size_limit(MAX_RECORDS_BYTES)
    rows = csv.reader(_LINE.findall(text), delimiter=_delimiter(text))
    try:
        names = [name.strip() for name in next(rows, [])]
        if len(names) < 2:
            raise DocumentError("its first row does not name columns")
        if len(names) > _MOST_COLUMNS:
            raise DocumentError(f"it has more than {_MOST_COLUMNS} columns")
        require_names_of_text(dict.fromkeys(names, ""), dict(source.renamed))
        for number, row in enumerate(rows, start=2):
            if len(row) > len(names):
                yield Part(Refusal("it has more cells than the first row has names"), f"row {number}")
            elif any(cell.strip() for cell in row):
                yield record_part(dict(zip(names, row, strict=False)), f"row {number}", source)
    except csv.Error as error:
        raise DocumentError(f"it is no table: {error}") from None


def _delimiter(text: str) -> str:
    """The sign between columns: of the usual ones, the one that the first row has most of."""
    first = text[:_SAMPLE].lstrip("\r\n").partition("\n")[0]
    return max(_SIGNS, key=first.count)


FORMAT = Format(
    name="CSV",
    suffixes=(".csv", ".tsv"),
    mime_types=("text/csv", "text/tab-separated-values"),
    parse=_parse,
    largest=MAX_RECORDS_BYTES,
    guarded=True,  # a table is held as a whole, and records may hold markup
)
