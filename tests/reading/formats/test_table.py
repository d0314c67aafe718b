"""The table of formats: each is told by content, then by ending, and reads the files of its folder in tests/data/formats."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefbot.reading.formats.format import HEAD_BYTES, Format, Part, Refusal, Source
from briefbot.reading.formats.table import FORMATS, parse, recognise

_DATA = Path(__file__).parents[2] / "data" / "formats"
_EXPECTED = ".expected.json"
_FILES = sorted(path for path in _DATA.glob("*/*") if not path.name.endswith(_EXPECTED))


def read(path: Path) -> list[Part]:
    """The documents in a file, as its folder or its name tells the format."""
    data = path.read_bytes()
    its = recognise(data[:HEAD_BYTES], path.suffix.lower())
    assert its is not None
    if its.cut is None:
        return [*parse(its, data, Source(path.stem))]
    return [
        part
        for piece in its.cut(BytesIO(data))
        if isinstance(piece.content, bytes)
        for part in parse(its, piece.content, Source(""))
    ]


def told(part: Part) -> dict[str, Any]:
    """What is compared with the expected document: fields that are not there are left out."""
    if isinstance(part.outcome, Refusal):
        return {"refused": part.outcome.reason}
    document = part.outcome.document
    fields = {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published and document.published.isoformat(),
        "published_at": document.published_at and document.published_at.isoformat(),
        "evidence": document.evidence,
        "url": document.url,
        "author": document.author,
        "language": document.language,
        "text": document.text.split("\n"),
    }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_the_documents_expected_of_it(path: Path) -> None:
    """Each file gives exactly the documents that are written beside it: every field, and the text by its lines."""
    expected = json.loads(path.with_name(path.name + _EXPECTED).read_text(encoding="utf-8"))
    assert [told(part) for part in read(path)] == expected


@pytest.mark.parametrize("its", FORMATS, ids=lambda its: its.name)
def test_every_format_has_files_that_show_it(its: Format) -> None:
    """A format that is in the table is tried on files of its own."""
    assert _folder(its) in {path.parent.name for path in _FILES}


@pytest.mark.parametrize("its", FORMATS, ids=lambda its: its.name)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_bytes_make_a_format_raise(its: Format, data: st.DataObject) -> None:
    """Any bytes, and any file of the format that is cut off or damaged, are documents or refusals."""
    files = [path.read_bytes() for path in _FILES if path.parent.name == _folder(its) and path.stat().st_size < 20_000]
    damaged = st.sampled_from(files).flatmap(
        lambda whole: st.tuples(st.integers(0, len(whole)), st.binary(max_size=8), st.integers(0, 40)).map(
            lambda cut: whole[: cut[0]] + cut[1] + whole[cut[0] + cut[2] :]
        )
    )
    content = data.draw(st.binary(max_size=200) | damaged)
    for part in parse(its, content, Source("a")):
        assert "\n" not in part.outcome.reason if isinstance(part.outcome, Refusal) else part.outcome.document.text.strip()


@pytest.mark.parametrize("content", [b"<!DOCTYPE html><p>Boats", b"%PDF-1.7", b"<?xml version='1.0'?>\n<rss version='2.0'>"])
def test_content_tells_more_than_an_ending(content: bytes) -> None:
    """A page, a PDF and a feed that were renamed are still what they are."""
    its = recognise(content, ".txt")
    assert its is not None
    assert its.name in {"HTML", "PDF", "feed"}


@pytest.mark.parametrize(
    "text",
    [
        b"Title: Ferry\nDate: 4 April 2023\n\nThe boats returned.",
        b"From: the harbour\nTo: whom it concerns\nSubject: boats\n\nThey returned.",
        b'{"id": "a", "text": "Boats"}\n',
        b"<p>The boats</p> returned.",
        b"From 2019 on, the boats returned.\n\nDate: unknown.",
    ],
)
def test_plain_text_is_not_taken_for_anything_else(text: bytes) -> None:
    """Labels, a letter's head, a record and a scrap of markup tell no format by themselves: the ending does."""
    its = recognise(text, ".txt")
    assert its is not None
    assert its.name == "plain text"


def _folder(its: Format) -> str:
    return its.name.replace(" ", "_").lower()


def _endings() -> Iterator[str]:
    return (suffix for its in FORMATS for suffix in its.suffixes)


def test_no_two_formats_claim_an_ending() -> None:
    """The ending of a name tells one format alone, in small letters and with its dot."""
    endings = [*_endings()]
    assert len(set(endings)) == len(endings)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)


def test_what_no_format_knows_is_in_none() -> None:
    """Bytes and an ending that nobody claims are in no format."""
    assert recognise(b"\x89PNG\r\n\x1a\n", ".png") is None
    assert recognise(b"", "") is None
