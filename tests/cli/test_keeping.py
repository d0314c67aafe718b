"""`briefbot documents` and `remove`: what the archive holds, and what it no longer does."""

import json

import pytest

from support.program import Program

ARTICLES = [
    {"id": "ferry", "title": "Ferry", "source": "The Wire", "published": "2015-03-02", "text": "“It sails,” Ann Moss said."},
    {"id": "pier", "title": "Pier", "source": "Herald", "published": "2016-05-04", "text": "“The pier is safe,” said Bo Lind."},
    {"id": "note", "title": "Note", "source": "Herald", "text": "“No date is on this,” said Cy Hale."},
]  # fmt: skip


def ids(program: Program, *arguments: str) -> list[str]:
    """The documents that are listed, by id."""
    return [record["id"] for record in program("documents", *arguments, "--json").records]


@pytest.fixture
def stocked(program: Program) -> Program:
    """An archive of three articles."""
    program.write("articles.jsonl", "".join(json.dumps(article) + "\n" for article in ARTICLES))
    assert program("ingest", "articles.jsonl").status == 0
    return program


def test_documents_are_listed_newest_first(stocked: Program) -> None:
    """The newest first, those without a date last, each with what is known of it."""
    assert ids(stocked) == ["pier", "ferry", "note"]
    first = stocked("documents", "-n", "1", "--json").record
    assert first == {
        "id": "pier", "title": "Pier", "source": "Herald", "published": "2016-05-04", "evidence": "file", "url": None,
        "quotations": 1, "degraded": None,
    }  # fmt: skip
    assert stocked("documents", "-n", "1").out == "pier\n    Pier · Herald · 4 May 2016 · 1 quotation\n"


def test_the_list_is_limited_by_publisher_date_and_words(stocked: Program) -> None:
    """A publisher in any case, days inclusive, words that a document holds; nothing is told, with status 1."""
    assert ids(stocked, "--source", "herald") == ["pier", "note"]
    assert ids(stocked, "--since", "2015-03-02", "--until", "2016-05-03") == ["ferry"]
    assert ids(stocked, "ferry") == ["ferry"]
    nothing = stocked("documents", "--source", "Gazette")
    assert (nothing.status, nothing.out) == (1, "No such document is in the archive.\n")


def test_what_is_removed_is_gone_and_can_come_again(stocked: Program) -> None:
    """It is neither listed nor found, its words are in no file any more, and what is brought in anew is found again."""
    assert stocked("remove", "ferry", "--yes").out == "1 document removed.\n"
    assert ids(stocked) == ["pier", "note"]
    assert not stocked("ask", "What was said about the ferry?", "--json").record["answered"]
    assert not any(b"It sails" in file.read_bytes() for file in stocked.folder.glob("*.db*"))
    assert stocked("ingest", "articles.jsonl", "--json").record["added"] == 1
    assert stocked("ask", "What was said about the ferry?", "--json").record["answered"]


def test_documents_are_removed_by_publisher_and_age(stocked: Program) -> None:
    """Both limits hold together; a document without a date is of no age."""
    assert stocked("remove", "--source", "Herald", "--before", "2017", "--yes", "--json").record == {"removed": 1}
    assert ids(stocked) == ["ferry", "note"]


def test_nothing_goes_unasked(stocked: Program) -> None:
    """Without --yes and without a terminal nothing is removed, and it is said what would have been."""
    ran = stocked("remove", "--source", "Herald")
    assert ran.status == 2
    assert [line.startswith("    ") for line in ran.err.splitlines()[:4]] == [False, True, False, True]
    assert "\ufffd" not in ran.err
    assert ran.err.splitlines()[-1] == "Nothing was removed: add --yes to take 2 documents out without being asked."
    assert len(ids(stocked)) == 3


def test_an_unknown_id_is_named_and_the_others_go(stocked: Program) -> None:
    """One id that is none keeps no other from being removed; the status is 1."""
    ran = stocked("remove", "ferry", "feery", "--yes")
    assert (ran.status, ran.out) == (1, "1 document removed.\n")
    assert ran.complaint == "feery: there is no such document; `briefbot documents` lists those that there are."


@pytest.mark.parametrize("arguments", [(), ("ferry", "--source", "Herald"), ("--before", "some day")])
def test_wrong_usage_removes_nothing(stocked: Program, arguments: tuple[str, ...]) -> None:
    """Nothing named, two ways at once, or a date that is none."""
    assert stocked("remove", *arguments, "--yes").status == 2
    assert len(ids(stocked)) == 3


def test_a_seed_that_left_its_folder_leaves_the_archive(program: Program) -> None:
    """At the next start: a deleted file's documents, and those that a file of several no longer has."""
    seeds = program.folder / "seeds"
    seeded = program.given(BRIEFBOT_SEEDS=str(seeds))
    program.write("seeds/a.txt", "“The walrus swims,” said Ann Moss.")
    program.write("seeds/b.jsonl", "".join(json.dumps(article) + "\n" for article in ARTICLES))
    assert sorted(ids(seeded)) == ["a", "ferry", "note", "pier"]
    (seeds / "a.txt").unlink()
    assert sorted(ids(seeded)) == ["ferry", "note", "pier"]
    program.write("seeds/b.jsonl", json.dumps(ARTICLES[0]) + "\n")
    assert ids(seeded) == ["ferry"]


def test_a_seed_that_cannot_be_read_stays(program: Program) -> None:
    """A file that is broken for now is named, and costs the archive nothing."""
    seeded = program.given(BRIEFBOT_SEEDS=str(program.folder / "seeds"))
    name = program.write("seeds/a.txt", "“The walrus swims,” said Ann Moss.")
    assert ids(seeded) == ["a"]
    program.write(name, b"\x00\x01")
    assert ids(seeded) == ["a"]


def test_a_removed_seed_comes_again_with_its_file(program: Program) -> None:
    """It is said that it does, and it does."""
    seeded = program.given(BRIEFBOT_SEEDS=str(program.folder / "seeds"))
    program.write("seeds/a.txt", "“The walrus swims,” said Ann Moss.")
    assert seeded("remove", "a", "--yes").complaint.startswith("a: it is a seed and comes again")
    assert ids(seeded) == ["a"]


def test_what_is_too_old_leaves_at_the_next_start(stocked: Program) -> None:
    """As many days after its date as the setting says, but for seeds; a number that is none is refused by name."""
    stocked.write("seeds/a.jsonl", json.dumps({**ARTICLES[0], "id": "seed"}) + "\n")
    limited = stocked.given(BRIEFBOT_KEEP_DAYS="30", BRIEFBOT_SEEDS=str(stocked.folder / "seeds"))
    assert ids(limited) == ["seed", "note"]
    assert "BRIEFBOT_KEEP_DAYS" in stocked.given(BRIEFBOT_KEEP_DAYS="0")("documents").complaint
