"""Which documents are one: by their address, wherever they lie; else by their file and the id in it."""

import json
import sqlite3
from contextlib import closing

import pytest

from briefbot.reading.addresses import address_of
from support.program import Program

WORDS = "“The lock opens {when},” said Ines Falk, who keeps the canal at Ostby."


def record(when: str, **fields: str) -> dict[str, str]:
    """An article of a day."""
    return {"title": "Lock", "published": "2022-03-04", "text": WORDS.format(when=when), **fields}


def write(program: Program, name: str, *records: dict[str, str]) -> None:
    """A file of records."""
    program.write(name, "".join(f"{json.dumps(each)}\n" for each in records))


def current(program: Program) -> list[str]:
    """The words of all current documents."""
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection:
        found = connection.execute("SELECT text FROM documents WHERE current ORDER BY key").fetchall()
    return [text.split(",")[0].removeprefix("“The lock opens ") for (text,) in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://canal.example/lock", "http://canal.example/lock/"),
        ("https://www.canal.example/lock", "https://canal.example/lock?utm_source=rss&utm_medium=feed"),
        ("https://canal.example/lock?id=7&fbclid=x", "https://CANAL.example/lock?id=7#top"),
    ],
)
def test_one_address_is_one_document(program: Program, one: str, other: str) -> None:
    """However an address is written, and in whatever file: the same article, and its words edited are a new version."""
    write(program, "monday.jsonl", record("in May", url=one, id="a"))
    write(program, "tuesday.jsonl", record("in June", url=other, id="b"))
    assert program("ingest", "monday.jsonl", "--json").record["added"] == 1
    told = program("ingest", "tuesday.jsonl", "--json").record
    assert (told["added"], told["updated"]) == (0, 1)
    assert current(program) == ["in June"]
    assert [held["id"] for held in program("documents", "--json").records] == ["a"]
    assert program("ingest", "tuesday.jsonl", "--json").record["unchanged"] == 1


def test_one_id_in_two_places_is_two_documents(program: Program) -> None:
    """Two papers number from 1: another address, or none, is another document."""
    write(program, "a.jsonl", record("in May", id="1", url="https://canal.example/1"))
    write(program, "b.jsonl", record("in June", id="1", url="https://river.example/1"))
    write(program, "c.jsonl", record("in July", id="1"))
    program("ingest", "a.jsonl", "b.jsonl", "c.jsonl")
    assert current(program) == ["in May", "in June", "in July"]
    assert program("ingest", "a.jsonl", "b.jsonl", "c.jsonl", "--json").record["unchanged"] == 3


def test_an_article_and_its_correction_in_one_file(program: Program) -> None:
    """Of one address in one input the later one stands, whatever their order; without an address the second is refused."""
    address = "https://canal.example/lock"
    old, new = record("in May", url=address), record("in June", url=address, published="2022-03-05")
    write(program, "a.jsonl", old, new)
    write(program, "b.jsonl", new, old)
    assert program("ingest", "a.jsonl", "--json").record["added"] == 1
    assert current(program) == ["in June"]
    assert program("ingest", "b.jsonl", "--json").record["unchanged"] == 1
    write(program, "c.jsonl", record("in May", id="c"), record("in June", id="c"))
    assert "was used before in the same input" in program("ingest", "c.jsonl").err


def test_one_id_with_two_addresses_in_one_file(program: Program) -> None:
    """They are two documents, the second under another id, and stay so; with a new address an id is still its document's."""
    one, other = (record(when, id="x", url=f"https://canal.example/{when[3:]}") for when in ("in May", "in June"))
    write(program, "a.jsonl", one, other)
    assert program("ingest", "a.jsonl", "--json").record["added"] == 2
    assert program("ingest", "a.jsonl", "--json").record["unchanged"] == 2
    write(program, "a.jsonl", {**one, "url": "https://canal.example/moved"}, other)
    assert program("ingest", "a.jsonl", "--json").record["updated"] == 1
    assert {held["id"] for held in program("documents", "--json").records} == {"x", "x-2"}


def test_a_seed_is_its_file(program: Program) -> None:
    """A seed with an address leaves with its file, and does not take the place of a document from elsewhere."""
    program.variables["BRIEFBOT_SEEDS"] = "seeds"
    write(program, "seeds/a.jsonl", record("in May", id="a", url="https://canal.example/lock"))
    write(program, "b.jsonl", record("in June", id="b", url="https://canal.example/lock"))
    program("ingest", "b.jsonl")
    assert sorted(current(program)) == ["in June", "in May"]
    (program.folder / "seeds/a.jsonl").unlink()
    program("documents")
    assert current(program) == ["in June"]


def test_what_is_no_address_tells_itself() -> None:
    """Nothing raises on what merely begins like an address."""
    assert address_of("http://[canal") == "http://[canal"
    assert address_of("https://canal.example/?a=1&utm_id=2") == "canal.example?a=1"
