"""A text file and a line of JSON Lines become documents, or are refused in one sentence."""

import io
import json
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.model import Document, Evidence
from briefbot.reading.formats import json_lines, plain_text
from briefbot.reading.formats.format import MAX_DOCUMENT_BYTES, ParsedDocument, Refusal, Source
from briefbot.reading.formats.json_lines import lines
from briefbot.reading.formats.table import parse

_SEED = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))
_FULL = {
    "id": "boats-1",
    "title": "Boats return to port",
    "source": "The Courier",
    "published": "2016-09-08",
    "url": "https://courier.example/boats",
    "author": "Jane Doe",
    "language": "en",
    "text": "The boats returned.\r\n\r\nAll of them.",
}


def parse_text(data: bytes, id_: str) -> Document:
    """The document that a text file is."""
    (part,) = parse(plain_text.FORMAT, data, Source(id_))
    assert isinstance(part.outcome, ParsedDocument)
    return part.outcome.document


def parsed(content: bytes | Refusal) -> Document | Refusal:
    """The document that a line is, or why it is none."""
    if isinstance(content, Refusal):
        return content
    (part,) = parse(json_lines.FORMAT, content, Source(""))
    return part.outcome.document if isinstance(part.outcome, ParsedDocument) else part.outcome


def parse_record(line: bytes) -> Document:
    """The document that a line of JSON Lines is."""
    document = parsed(line)
    assert isinstance(document, Document)
    return document


def _line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_seed_document() -> None:
    """The seed's headline and date are found, and its text is the file's, unchanged."""
    document = parse_text(_SEED.read_bytes(), _SEED.stem)
    assert document.text.encode() == _SEED.read_bytes()
    assert document.title == "Lavrov: The ABM issue prevents to build a common security space"
    assert (document.published, document.language, document.source) == (date(2013, 2, 14), "en", None)


def test_full_record() -> None:
    """Every field comes as it stands, the text with its line ends."""
    assert parse_record(_line(**_FULL)) == Document(**{**_FULL, "published": date(2016, 9, 8), "evidence": Evidence.FILE})  # type: ignore[arg-type]


def test_record_of_a_page_is_read_like_the_page() -> None:
    """What a record leaves open is read from its text; null and blank count as left open."""
    document = parse_record(_line(text=_SEED.read_text(encoding="utf-8"), title=None, published=" ", extra={"a": [1]}))
    assert document.title == "Lavrov: The ABM issue prevents to build a common security space"
    assert document.published == date(2013, 2, 14)


def test_headline_loses_its_line_breaks_and_stop() -> None:
    """A title read from the text is one line without the archive's full stop."""
    text = "Harbour Board Meets Again.\n\nThe board met on Thursday and decided, after four hours, that it would decide later."
    assert parse_record(_line(text=text)).title == "Harbour Board Meets Again"


@pytest.mark.parametrize(
    ("printed", "day", "moment"),
    [
        ("2016-09-08", date(2016, 9, 8), None),
        ("2016-09-08T01:30:00+03:00", date(2016, 9, 8), datetime(2016, 9, 7, 22, 30, tzinfo=UTC)),
        ("2016-09-08T23:30:00Z", date(2016, 9, 8), datetime(2016, 9, 8, 23, 30, tzinfo=UTC)),
        ("2016-09-08 23:30", date(2016, 9, 8), None),
        ("Thu, 08 Sep 2016 23:30 +0300", date(2016, 9, 8), datetime(2016, 9, 8, 20, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None, None),
    ],
)
def test_published(printed: str, day: date | None, moment: datetime | None) -> None:
    """The day stays as printed; an offset gives the instant in UTC; without one there is none."""
    document = parse_record(_line(text="Boats return.", published=printed))
    assert (document.published, document.published_at) == (day, moment)


def test_default_id_is_a_hash_of_the_record() -> None:
    """Records of the same fields share an id, others do not."""
    one, same, other = (
        parse_record(line)
        for line in (
            b'{"text": "Boats", "title": "Port"}',
            b'{ "title": "Port", "url": null, "text": "Boats" }',
            b'{"text": "Boats", "title": "Quay"}',
        )
    )
    assert one.id == same.id != other.id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"{}", 'no "text"'),
        (b'{"text": null}', 'no "text"'),
        (b'{"text": "  "}', "no text in it"),
        (b'{"text": 5}', '"text" must be a string'),
        (b'{"text": "a\\u0000b"}', "the text holds a NUL"),
        (b'{"text": "a\\ud800b"}', "the text holds half a character"),
        (b'{"text": "a", "title": "\\ud800"}', '"title" holds half a character'),
        (b'{"text": "a", "id": 5}', '"id" must be a string'),
        (b'{"text": "a", "id": "a\\nb"}', "control characters"),
        (b'{"text": "a", "text": "b"}', '"text" twice'),
        (b'{"text": "a", "published": "yesterday"}', '"published" is no date: yesterday'),
        (b'{"text": "a", "published": "2016-02-31"}', '"published" is no date'),
        (b'{"text": "a", "published": 20160908}', '"published" must be a string'),
        (b'{"text": "a", "url": "javascript:alert(1)"}', '"url" must begin'),
        (b'{"text": "a", "language": "the English one"}', '"language" must be a code'),
        (b'{"text": "a", "title": "' + b"a" * 3000 + b'"}', '"title" is longer than 2000'),
        (b'{"text": "a", "n": NaN}', "NaN is no JSON value"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "a number that is too large"),
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"text": "\xff"}', "not UTF-8 at byte 10"),
    ],
)
def test_refused_records(line: bytes, reason: str) -> None:
    """Every broken record is refused with its reason."""
    refused = parsed(line)
    assert isinstance(refused, Refusal)
    assert reason in refused.reason


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.dictionaries(st.sampled_from([*_FULL, "x"]), _json).map(lambda value: json.dumps(value).encode())
)
def test_no_line_fails_otherwise(line: bytes) -> None:
    """Any line is a document or one kind of error."""
    outcome = parsed(line)
    assert outcome.text if isinstance(outcome, Document) else "\n" not in outcome.reason


def test_lines_are_numbered_and_the_broken_ones_named() -> None:
    """Lines end at the line feed alone; blank ones count but are none; a broken one does not stop the others."""
    data = b"\xef\xbb\xbf" + b'{"text": "one\xe2\x80\xa8"}\r\n\n  \n{"text": 1}\n{"text": "two"}'
    found = [(piece.label, parsed(piece.content)) for piece in lines(io.BytesIO(data))]
    assert [label for label, _ in found] == ["line 1", "line 4", "line 5"]
    assert [isinstance(outcome, Document) for _, outcome in found] == [True, False, True]


class _Endless(io.RawIOBase):
    """A line of any length, made as it is read, with one short record after it."""

    def __init__(self, length: int) -> None:
        self._left = length
        self._tail = b'\n{"text": "Boats return."}\n'

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), self._left)
        if size:
            buffer[:size] = b"x" * size
            self._left -= size
            return size
        part, self._tail = self._tail[: len(buffer)], self._tail[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def test_overlong_line_is_refused_without_being_held() -> None:
    """A line beyond the limit is refused by its number, in memory bounded by the limit, and the next one is read."""
    stream = cast("BinaryIO", io.BufferedReader(_Endless(50 * 2**20)))
    tracemalloc.start()
    found = [(piece.label, parsed(piece.content)) for piece in lines(stream, 2**20)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [label for label, _ in found] == ["line 1", "line 2"]
    assert "longer than 1 MB" in str(found[0][1])
    assert isinstance(found[1][1], Document)
    assert peak < 8 * 2**20


def test_limit_is_for_texts_not_for_files() -> None:
    """The limit holds forty novels' worth of one document."""
    assert MAX_DOCUMENT_BYTES == 20 * 2**20


def test_a_record_of_a_scraper_is_read_by_the_usual_names() -> None:
    """A line without "text" is read by what scrapers call it; names that a person told go before."""
    line = _line(
        headline="Boats", articleBody="Boats return.", pubDate="Thu, 08 Sep 2016 01:30:00 +0300", link="https://x.example/1"
    )
    document = parse_record(line)
    assert (document.title, document.text, document.published) == ("Boats", "Boats return.", date(2016, 9, 8))
    assert document.url == "https://x.example/1"
    (part,) = parse(
        json_lines.FORMAT, _line(text="No.", deep={"words": "Boats return."}), Source("", (("text", "deep.words"),))
    )
    assert isinstance(part.outcome, ParsedDocument)
    assert part.outcome.document.text == "Boats return."
