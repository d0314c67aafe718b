"""`briefbot ingest ADDRESS`: what is at a web address."""

import json
from collections.abc import Iterator

import pytest

from support.program import Program
from support.web import Page, Site, serving

TEXT = "“The ferry sails,” said Ann Moss. The harbour was quiet."


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    with serving() as served:
        served.pages["/ferry?utm_source=x"] = served.pages["/ferry/"] = Page(TEXT.encode(), "text/plain; charset=utf-8")
        yield served


@pytest.fixture
def reader(program: Program) -> Program:
    """The program, which may fetch from loopback."""
    return program.given(BRIEFBOT_PRIVATE_HOSTS="127.0.0.1")


def test_what_is_at_an_address_comes_in_once(reader: Program, site: Site) -> None:
    """Under its address; with a campaign's marks or a slash at its end, it is the same document."""
    assert reader("ingest", site.url("/ferry?utm_source=x"), "--json").record["added"] == 1
    assert reader("ingest", site.url("/ferry/"), "--json").record["added"] == 0
    (document,) = reader("documents", "--json").records
    assert document["id"] == site.url("/ferry").removeprefix("http://")
    assert document["url"].startswith(site.root)
    assert reader("ask", "What did Ann Moss say?", "--json").record["quotes"][0]["text"] == "The ferry sails,"


def test_several_documents_at_one_address(reader: Program, site: Site) -> None:
    """As in a file; what names an address of its own keeps it."""
    records = [{"id": "a", "text": TEXT, "url": "https://a.example/1"}, {"id": "b", "text": TEXT + " Again."}, {"id": "c"}]
    site.pages["/all.jsonl"] = Page("".join(json.dumps(record) + "\n" for record in records).encode(), "text/plain")
    ran = reader("ingest", site.url("/all.jsonl"), "--json")
    assert (ran.status, ran.record["added"]) == (1, 2)
    assert ran.complaint.startswith(f"{site.url('/all.jsonl')}, line 3: ")
    assert {one["url"] for one in reader("documents", "--json").records} == {"https://a.example/1", site.url("/all.jsonl")}


def test_what_cannot_be_had_is_named_and_the_others_come_in(reader: Program, site: Site) -> None:
    """A page that is not there, a format that cannot be read, a private network."""
    site.pages["/app"] = Page(b"\x7fELF\x00\x01", "application/octet-stream")
    ran = reader("ingest", site.url("/none"), site.url("/app"), "http://localhost:1/", site.url("/ferry/"))
    assert (ran.status, ran.out.splitlines()) == (1, ["1 document added, 3 refused."])
    none, app, local = ran.err.splitlines()
    assert none == f"{site.url('/none')}: there is no such page (404)"
    assert app.startswith(f"{site.url('/app')}: it is in no format that can be read")
    assert local == "http://localhost:1/: localhost is in a private network, and nothing is fetched from there"
