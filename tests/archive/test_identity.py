"""Which documents are one: by their address, wherever they lie; else by their file and the id in it."""

import json

import pytest

from briefbot.reading.addresses import address_of
from support.databases import rows
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
    found = rows(program.database, "SELECT text FROM documents WHERE current ORDER BY key")
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


BODY = (
    "The keeper met the boatmen in the old customs house, and they spoke for six hours about gravel, eels and ropes. "
    "Nobody from the ministry had come, though two chairs were kept free until the evening, when the stove went out."
)


def page(when: str) -> str:
    """A text file of an article."""
    return f"Lock\n\n{BODY}\n\n{WORDS.format(when=when)}"


@pytest.mark.parametrize(("when", "updated"), [("in May", 0), ("in June", 1)])
def test_a_file_that_was_renamed_is_one_document(program: Program, when: str, updated: int) -> None:
    """Under the id that it had, as it is or edited on the way; `show` says why."""
    program.write("pages/lock.txt", page("in May"))
    program("ingest", "pages")
    (program.folder / "pages/lock.txt").unlink()
    program.write("pages/canal-lock.txt", page(when))
    told = program("ingest", "pages", "--json").record
    assert (told["added"], told["updated"]) == (0, updated)
    assert [one["id"] for one in program("documents", "--json").records] == ["lock"]
    assert "the file was renamed" in program("show", "lock").out
    assert program("ingest", "pages", "--json").record["unchanged"] == 1


def test_a_folder_that_was_renamed_is_known_again(program: Program) -> None:
    """All its documents, with their versions; a copy of a file that stays where it was is another document."""
    program.write("old/lock.txt", page("in May"))
    program("ingest", "old")
    program.write("old/lock.txt", page("in June"))
    program("ingest", "old")
    (program.folder / "old").rename(program.folder / "new")
    assert program("ingest", "new", "--json").record["unchanged"] == 1
    assert [one["until"] for one in program("show", "lock", "--json").record["withdrawn"]]
    program.write("copy/lock.txt", page("in June"))
    assert program("ingest", "copy", "--json").record["added"] == 1


def test_daily_files_of_one_folder_go_on_with_their_documents(program: Program) -> None:
    """The same id in the file of another day is the same article, of which the last day stands, in whatever order they come."""
    for day, when in ((9, "in May"), (10, "in June")):
        write(program, f"news-{day}.jsonl", record(when, id="lock", text=page(when)), record(when, id=f"other{day}"))
    told = program("ingest", "news-9.jsonl", "news-10.jsonl", "--json").record
    assert (told["added"], told["updated"]) == (3, 1)
    for again in (("news-9.jsonl", "news-10.jsonl"), ("news-10.jsonl", "news-9.jsonl"), ("news-9.jsonl",)):
        told = program("ingest", *again, "--json").record
        assert (told["added"], told["updated"]) == (0, 0)
    assert [one["id"] for one in program("documents", "--json").records] == ["other10", "lock", "other9"]
    shown = program("show", "lock").out
    assert "a file of the same series" in shown
    assert "Withdrawn on" in shown
    assert "“The lock opens in May,” — Ines Falk" in shown


def test_one_id_in_files_of_no_series_or_of_other_words_is_two_documents(program: Program) -> None:
    """Shards number from 1 each, and papers too: an id alone tells nothing."""
    write(program, "part-1.jsonl", record("in May", id="1", text=page("in May"), title="Lock"))
    write(program, "part-2.jsonl", record("in May", id="1", text=" ".join(BODY.split()[::-1]), title="Another"))
    write(program, "herald.jsonl", record("in June", id="1", text=page("in June")))
    assert program("ingest", "part-1.jsonl", "part-2.jsonl", "herald.jsonl", "--json").record["added"] == 3


def test_new_words_at_an_address_withdraw_the_old_ones(program: Program) -> None:
    """`show` marks what an update took away, with whose words they were; a change of marks withdraws nothing."""
    url = "https://canal.example/lock"
    write(program, "a.jsonl", record("in May", url=url, id="a"))
    write(program, "b.jsonl", record("in June", url=url, id="a"))
    program("ingest", "a.jsonl", "b.jsonl")
    (gone,) = program("show", "a", "--json").record["withdrawn"]
    assert (gone["text"], gone["speaker"]) == ("The lock opens in May,", "Ines Falk")
    assert "it has the same address, in" in program("show", "a").out
    write(program, "c.jsonl", record("in  JUNE", url=url, id="a"))
    program("ingest", "c.jsonl")
    assert len(program("show", "a", "--json").record["withdrawn"]) == 1
