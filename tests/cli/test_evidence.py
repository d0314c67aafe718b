"""A date has its evidence: what told it is kept, and shown wherever the date is looked at."""

import json
import sqlite3
from contextlib import closing

import pytest

from support.program import Program

PROSE = (
    "The mayor opened the bridge on Tuesday before four hundred people and one brass band.\n\n"
    "“It will stand,” said Agnes Holm, who has drawn it three times since the first plan was lost in the flood.\n"
)
PAGE = "<!doctype html><html><head><title>Bridge</title>{}</head><body><article><h1>Bridge</h1><p>{}</p></article></body>"
FEED = (
    "<rss version='2.0'><channel><title>Wire</title><item><guid>feed</guid><title>Bridge</title>"
    f"<pubDate>Tue, 04 Apr 2023 10:00:00 GMT</pubDate><description>{PROSE}</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "content", "day", "evidence"),
    [
        ("dated.txt", f"Bridge opened\n\n4 April 2023\n\n{PROSE}", "2023-04-04", "page"),
        ("agency.txt", f"Bridge opened\n\nHALLMARK, 4 April 2023 (Wire) — {PROSE}", "2023-04-04", "text"),
        ("headed.txt", f"Title: Bridge\nDate: 2023-04-04\n\n{PROSE}", "2023-04-04", "metadata"),
        ("page.html", PAGE.format('<meta name="date" content="2023-04-04">', PROSE), "2023-04-04", "metadata"),
        ("mail.eml", f"From: A <a@b.c>\nSubject: Bridge\nMessage-ID: <1@b.c>\nDate: Tue, 4 Apr 2023 10:00:00 +0000\n\n{PROSE}",
         "2023-04-04", "mail"),
        ("record.jsonl", json.dumps({"id": "record", "published": "2023-04-04", "text": PROSE}) + "\n", "2023-04-04", "file"),
        ("feed.xml", FEED, "2023-04-04", "feed"),
        ("undated.txt", f"Bridge opened\n\n{PROSE}\n\n© 2024 The Courier", None, None),
        ("year.txt", f"Bridge opened\n\n2024\n\n{PROSE}", None, None),
        ("copyright.html", PAGE.format("", f"{PROSE}</p><p>© 2024"), None, None),
        ("filled_in.html", PAGE.format('<meta name="dc.date" content="2024-01-01">', PROSE), None, None),
    ],
)  # fmt: skip
def test_a_date_is_shown_with_what_tells_it(program: Program, name: str, content: str, day: str, evidence: str) -> None:
    """As the dry run understands it, as the archive lists it and as it shows it: the same; a year alone is no date."""
    program.write(name, content)
    understood = program("ingest", "--dry-run", "--json", name).record
    assert (understood["published"], understood["evidence"]) == (day, evidence)
    program("ingest", name)
    listed = program("documents", "--json").record
    assert (listed["published"], listed["evidence"]) == (day, evidence)
    assert program("show", listed["id"], "--json").record["evidence"] == evidence


def test_the_evidence_stands_behind_the_date(program: Program) -> None:
    """For a person, in words; a date whose evidence nobody noted stands alone."""
    program.write("dated.txt", f"Bridge opened\n\n4 April 2023\n\n{PROSE}")
    program("ingest", "dated.txt")
    assert "    date:        2023-04-04 (as its page prints it)\n" in program("show", "dated").out
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection, connection:
        connection.execute("UPDATE documents SET evidence = NULL")
    assert "    date:        2023-04-04\n" in program("show", "dated").out
    assert program("documents", "--json").record["evidence"] is None


def test_a_person_can_give_the_date(program: Program) -> None:
    """It stands in the place of what the document tells, and says so; what is no day is wrong usage."""
    program.write("dated.txt", f"Bridge opened\n\n4 April 2023\n\n{PROSE}")
    assert program("ingest", "--date", "8 September 2016", "dated.txt").status == 0
    listed = program("documents", "--json").record
    assert (listed["published"], listed["evidence"]) == ("2016-09-08", "given")
    for wrong in ("September 2016", "2016", "31 June 2016", "soon"):
        assert program("ingest", "--date", wrong, "dated.txt").status == 2
