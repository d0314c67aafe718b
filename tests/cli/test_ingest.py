"""`briefbot ingest`: files, folders and standard input; what is broken is refused by name, and the rest gets in."""

import json
import os
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.articles import article, write_articles
from support.program import Program
from support.web import Page, serving

TEXT = "The mayor opened the bridge.\n\n“It will stand,” said Agnes Holm."

ARTICLE = (
    "Bridge opened\n\n4 April 2023\n\n"
    "The mayor opened the bridge on Tuesday before four hundred people and one brass band.\n\n"
    "“It will stand,” said Agnes Holm, who has drawn it three times since the first plan was lost in the flood.\n"
)


def texts(program: Program) -> dict[str, str]:
    """The stored text of each current document, by its id."""
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection:
        return dict(connection.execute("SELECT id, text FROM documents WHERE current").fetchall())


def counts(**told: int) -> dict[str, Any]:
    """The report of `--json` where nothing was refused or came in without its quotations."""
    return {"added": 0, "updated": 0, "unchanged": 0, "failed": [], "degraded": [], "skipped": [], **told}


def lines(*records: Any) -> str:
    """JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def test_counts_in_words_and_in_json(program: Program) -> None:
    """Added, then unchanged, then updated where one changed: in both forms, with nothing else on standard output."""
    program.write("news/a.txt", TEXT)
    program.write("news/b.txt", TEXT + " More.")
    assert program("ingest", "news", "--json").record == counts(added=2)
    assert program("ingest", "news", "--json").record == counts(unchanged=2)
    program.write("news/b.txt", TEXT + " Less.")
    ran = program("ingest", "news")
    assert (ran.status, ran.out, ran.err) == (0, "0 documents added, 1 updated, 1 unchanged.\n", "")
    assert texts(program)["b"].endswith("Less.")


def test_documents_are_called_by_their_path_or_their_id(program: Program) -> None:
    """A file in a folder by its path below it, a single file by its name, a record by its id, each without its ending."""
    program.write("news/2016/a.b.txt", TEXT)
    program.write("news/c.TXT", TEXT + "2")
    program.write("news/records.jsonl", lines({"id": "r/1", "text": TEXT + "3"}))
    program.write("single.txt", TEXT + "4")
    program.write("news/.hidden.txt", TEXT + "5")
    program.write("news/picture.png", "no text")
    assert program("ingest", "news", "single.txt", "--json").record["added"] == 4
    assert set(texts(program)) == {"2016/a.b", "c", "r/1", "single"}


def test_the_stored_text_is_the_text(program: Program) -> None:
    """White space, line ends, furniture and all: nothing is cut, trimmed or normalised."""
    odd = "  Menu\r\nSearch\r\n\r\nCafe\u0301 “opened” \u2028 today.\t\r\n\r\n\r\n© 2016 \n"
    program.write("odd.txt", odd)
    program.write("odd.jsonl", lines({"id": "record", "text": odd}))
    assert program("ingest", "odd.txt", "odd.jsonl").status == 0
    assert texts(program) == {"odd": odd, "record": odd}


def test_all_fields_of_a_record_are_shown(program: Program) -> None:
    """Title, publisher, address and date come back as they were given; the date is the printed one, whatever its zone."""
    record = {
        "id": "r1", "title": "A title", "source": "The Post", "published": "2016-09-08T23:30:00-08:00", "url": "https://example.org/1",
        "author": "Bo Lind", "language": "en", "text": TEXT, "unknown": [1],
    }  # fmt: skip
    assert program("ingest", "-", stdin=lines(record)).status == 0
    quote = program("ask", "bridge", "--json").record["quotes"][0]
    expected = {
        "document": "r1",
        "title": "A title",
        "source": "The Post",
        "url": "https://example.org/1",
        "date": "2016-09-08",
    }
    assert {name: quote[name] for name in expected} == expected


def test_records_without_an_id_are_told_apart_by_content(program: Program) -> None:
    """The same record twice is one document, another one is another."""
    record, other = {"text": TEXT}, {"text": TEXT, "title": "T"}
    assert program("ingest", "-", "--json", stdin=lines(record, other)).record["added"] == 2
    assert program("ingest", "-", "--json", stdin=lines(other, record)).record["unchanged"] == 2


def test_one_id_from_two_places_gets_a_suffix_and_a_warning(program: Program) -> None:
    """Nothing is replaced by a namesake; the person is told what it is called instead, once."""
    program.write("here/a.txt", TEXT)
    program.write("there/a.txt", TEXT + " Elsewhere.")
    assert program("ingest", "here").err == ""
    ran = program("ingest", "there")
    assert (ran.status, ran.out) == (0, "1 document added.\n")
    assert ran.complaint == "a: another document from elsewhere has this id; this one is called a-2."
    assert texts(program) == {"a": TEXT, "a-2": TEXT + " Elsewhere."}
    again = program("ingest", "here", "there", "--json")
    assert (again.record["unchanged"], again.err) == (2, "")


def test_one_id_twice_in_one_input_is_refused(program: Program) -> None:
    """Which of the two is meant nobody knows: the first gets in, the second is named; the same again is one document."""
    ran = program(
        "ingest",
        "-",
        "--json",
        stdin=lines({"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"id": "a", "text": "One."}),
    )
    assert ran.status == 1
    assert (ran.record["added"], ran.record["unchanged"]) == (1, 1)
    assert ran.record["failed"][0]["document"] == "standard input, line 2"
    assert texts(program) == {"a": "One."}


BROKEN = {
    "empty.txt": (b"", "no text"),
    "blank.txt": (b" \n\t\r\n", "no text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, "binary"),
    "zeros.txt": (b"Words\x00 with a zero.", "NUL"),
    "cut.txt": ("Слова на русском языке, и ещё немного слов.".encode() + b"\xff\xfe\xd0", "broken bytes"),
    "noise.txt": (bytes(0x80 + (n * 7919) % 128 for n in range(900)), ""),
}
GOOD = {
    "utf8.txt": "Слова, „Wörter“ and 言葉.".encode(),
    "bom.txt": b"\xef\xbb\xbfWords.",
    "utf16.txt": "Wörter und Слова in UTF-16.".encode("utf-16"),
    "legacy.txt": ("Die Bürgermeisterin eröffnete die Brücke über den Fluß. Für die Gäste gab es süße Äpfel. " * 3).encode(
        "cp1252"
    ),
}


def test_a_broken_file_keeps_no_good_one_out(program: Program) -> None:
    """The good files of a folder get in, each broken one is named with its reason, and the status is 1."""
    for name, content in [*GOOD.items(), *((name, content) for name, (content, _) in BROKEN.items())]:
        program.write(f"news/{name}", content)
    ran = program("ingest", "news", "--json")
    assert ran.status == 1
    assert ran.record["added"] == len(GOOD)
    failed = {failure["document"]: failure["error"] for failure in ran.record["failed"]}
    assert set(failed) == {f"news/{name}" for name in BROKEN}
    for name, (_, reason) in BROKEN.items():
        assert reason in failed[f"news/{name}"]
        assert f"news/{name}: {failed[f'news/{name}']}" in ran.err
    assert len(ran.err.splitlines()) == len(BROKEN)
    assert texts(program)["utf16"] == "Wörter und Слова in UTF-16."
    assert texts(program)["bom"] == "Words."
    assert "Bürgermeisterin" in texts(program)["legacy"]


def test_malformed_lines_are_named_by_number(program: Program) -> None:
    """Each broken line with its number and reason; the lines between them get in."""
    bad = [
        "not JSON",
        '{"text": 5}',
        '{"title": "no text"}',
        "[]",
        '{"text": "\\ud800"}',
        '{"text": "a\\u0000b"}',
        '{"text": "x", "published": "soon"}',
    ]
    good = json.dumps({"text": "Words of a good line."})
    program.write("mixed.jsonl", "\n\n".join([good, *bad]).encode() + b'\n{"text": "\xff"}\n')
    ran = program("ingest", "mixed.jsonl", "--json")
    assert (ran.status, ran.record["added"]) == (1, 1)
    numbers = [int(failure["document"].removeprefix("mixed.jsonl, line ")) for failure in ran.record["failed"]]
    assert numbers == [3, 5, 7, 9, 11, 13, 15, 16]
    assert all(failure["error"] for failure in ran.record["failed"])


def test_a_huge_file_is_refused_by_its_size(program: Program) -> None:
    """As a text and as one endless line, without that it is ever in memory."""
    for name in ("huge.txt", "huge.jsonl"):
        with (program.folder / name).open("wb") as file:
            file.truncate(2**28)
    program.write("good.txt", TEXT)
    tracemalloc.start()
    ran = program("ingest", "huge.txt", "good.txt", "huge.jsonl", "--json")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**27
    assert (ran.status, ran.record["added"]) == (1, 1)
    assert [failure["document"].split(",")[0] for failure in ran.record["failed"]] == ["huge.txt", "huge.jsonl"]
    assert all("MB" in failure["error"] for failure in ran.record["failed"])


def test_paths_that_cannot_be_read_are_named(program: Program) -> None:
    """A missing file, an ending that is not read, a pipe that would never end and a link to nowhere."""
    program.write("good.txt", TEXT)
    program.write("report.pdf", b"%PDF")
    os.mkfifo(program.folder / "pipe.txt")
    (program.folder / "link.txt").symlink_to("nowhere.txt")
    ran = program("ingest", "missing.txt", "report.pdf", "pipe.txt", "link.txt", "good.txt", "--json")
    assert (ran.status, ran.record["added"]) == (1, 1)
    assert [failure["document"] for failure in ran.record["failed"]] == ["missing.txt", "report.pdf", "pipe.txt", "link.txt"]


def test_names_of_any_bytes_are_shown(program: Program) -> None:
    """A file whose name is no UTF-8 cannot be called by it: it is refused, by a name that can be printed."""
    folder = os.fsencode(program.folder)
    Path(os.fsdecode(folder + b"/caf\xe9.txt")).write_text(TEXT)
    program.write("good.txt", TEXT)
    ran = program.process("ingest", ".", "--json")
    assert (ran.status, ran.record["added"]) == (1, 1)
    assert [failure["document"] for failure in ran.record["failed"]] == ["caf�.txt"]


def test_nothing_to_ingest_is_wrong_usage(program: Program) -> None:
    """Without a path there is nothing to do; an empty folder is done at once."""
    assert program("ingest").status == 2
    (program.folder / "empty").mkdir()
    assert program("ingest", "empty", "--json").record == counts()


def test_an_update_is_what_answers_afterwards(program: Program) -> None:
    """Words of the old version are not found any more, neither by a question nor by a search."""
    program.write("a.txt", "Agnes Holm said that the walrus had arrived.")
    program("ingest", "a.txt")
    assert program("ask", "walrus", "--json").record["answered"]
    program.write("a.txt", "Agnes Holm said that the penguin had arrived.")
    assert program("ingest", "a.txt", "--json").record["updated"] == 1
    assert not program("ask", "walrus", "--json").record["answered"]
    assert program("search", "walrus", "--json").record["ranking"] == []
    assert program("ask", "penguin", "--json").record["answered"]


@pytest.mark.parametrize("numbers", [range(1), range(40)])
def test_standard_input_is_read_as_json_lines(program: Program, numbers: range) -> None:
    """`-` is a place of its own: the same records from a file are other documents."""
    write_articles(program.folder / "archive.jsonl", numbers)
    data = (program.folder / "archive.jsonl").read_bytes()
    assert program("ingest", "-", "--json", stdin=data).record["added"] == len(numbers)
    assert texts(program) == {article(number)["id"]: article(number)["text"] for number in numbers}
    assert program("ingest", "-", "--json", stdin=data).record["unchanged"] == len(numbers)


def test_records_of_scrapers_come_in_by_names_that_a_person_tells(program: Program) -> None:
    """`--map` says under which names records have a document's fields; a field that no document has is wrong usage."""
    program.write("scraped.csv", f'kicker,blob,when\nBridge opened,"{TEXT}",2023-04-04\n')
    assert "--map text=" in program("ingest", "scraped.csv").err
    assert program("ingest", "scraped.csv", "--map", "title=kicker, text=blob,published=when", "--json").record["added"] == 1
    (shown,) = program("documents", "--json").records
    assert (shown["title"], shown["published"]) == ("Bridge opened", "2023-04-04")
    assert program("ingest", "scraped.csv", "--map", "blob").status == 2
    assert program("ingest", "scraped.csv", "--map", "body=blob").status == 2


def test_a_dry_run_tells_what_is_understood_and_stores_nothing(program: Program) -> None:
    """Title, date, publisher, language, quotations and speakers, a document; broken ones are named, and nothing is kept."""
    program.write("news/a.txt", ARTICLE)
    program.write("news/b.json", "{")
    program.write("news/c.png", "no text")
    ran = program("ingest", "--dry-run", "news")
    assert ran.status == 1
    assert "title:       Bridge opened" in ran.out
    assert "date:        2023-04-04" in ran.out
    assert "publisher:   unknown" in ran.out
    assert "quotations:  1, of Agnes Holm" in ran.out
    assert "b.json: it is not JSON" in ran.err
    assert "Not read: 1 .png (no known format)." in ran.err
    told = program("ingest", "--dry-run", "news/a.txt", "--json").record
    assert (told["title"], told["quotations"], told["speakers"]) == ("Bridge opened", 1, ["Agnes Holm"])
    assert program("documents").out == "The archive is empty.\n"


def test_a_document_is_shown_as_it_was_understood(program: Program) -> None:
    """`show` tells the same of a stored document, its quotations, and on demand its text; an unknown id is named."""
    program.write("a.txt", ARTICLE)
    program("ingest", "a.txt")
    ran = program("show", "a")
    assert "title:       Bridge opened" in ran.out
    assert "“It will stand,” — Agnes Holm" in ran.out
    assert "brass band" not in ran.out
    assert "brass band" in program("show", "a", "--text").out
    assert program("show", "a", "--json").record["text"].startswith("Bridge opened")
    ran = program("show", "nowhere")
    assert (ran.status, ran.err) == (1, "No document is called nowhere; briefbot documents lists them.\n")


def test_a_dry_run_looks_at_an_address(program: Program) -> None:
    """What is at an address of the web is told as a file is, and not stored."""
    with serving() as site:
        site.pages["/bridge"] = Page(ARTICLE.encode(), "text/plain")
        site.pages["/rain"] = Page("<html><h1>Дождь</h1>".encode("cp1251"), "text/html; charset=windows-1251")
        ran = program.given(BRIEFBOT_PRIVATE_HOSTS="127.0.0.1")("ingest", "--dry-run", site.url("/bridge"), site.url("/rain"))
    assert "title:       Дождь" in ran.out  # nothing but its server tells the encoding
    assert "title:       Bridge opened" in ran.out
    assert "quotations:  1, of Agnes Holm" in ran.out
    assert program("documents").out == "The archive is empty.\n"
