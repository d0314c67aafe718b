"""A file that its reader does not come to an end with is refused by name, and everything else goes on."""

import pytest

from support.program import Program
from support.web import Page, serving

SECONDS = {"BRIEFBOT_READ_SECONDS": "1", "BRIEFBOT_PRIVATE_HOSTS": "127.0.0.1"}
PROSE = "“It will {},” said Agnes Holm, who has drawn the bridge three times since the first plan was lost in the flood."
GOOD = f"<!doctype html><title>Bridge</title><h1>Bridge</h1><p>{PROSE}</p>"
# The time that the article is looked for in it grows with the square of its length: this one takes seconds.
HOSTILE = f"<!doctype html><title>Bridge</title><article>{'<p><i>a</i>b' * 24_000}"
REASON = "reading it takes longer than 1 second"


def test_a_page_without_end_is_refused_and_the_others_come_in(program: Program) -> None:
    """By name and with the reason; also where nothing is stored."""
    program = program.given(**SECONDS)
    program.write("pages/a.html", GOOD.format("stand"))
    program.write("pages/b.html", HOSTILE)
    program.write("pages/c.html", GOOD.format("hold"))
    came = program("ingest", "pages")
    assert (came.status, came.out) == (1, "2 documents added, 1 refused.\n")
    assert came.complaint == f"pages/b.html: {REASON}"
    assert program("ask", "What did Agnes Holm say?", "--json").record["answered"]
    for verb in (("ingest", "--dry-run"), ("quotes",)):
        looked = program(*verb, "pages/b.html")
        assert (looked.status, looked.out, looked.complaint) == (1, "", f"pages/b.html: {REASON}")


def test_what_the_web_sends_is_no_better_than_a_file(program: Program) -> None:
    """An address is refused; of a feed's item with such a page the feed's own words stand, and the other items come."""
    program = program.given(**SECONDS)
    with serving() as site:
        items = "".join(
            f"<item><guid>{name}</guid><title>{name}</title><link>{site.url('/' + name)}</link>"
            f"<description>In short, {name}.</description></item>"
            for name in ("slow", "quick")
        )
        site.pages["/feed"] = Page(
            f"<rss version='2.0'><channel><title>The Wire</title>{items}</channel></rss>".encode(), "application/rss+xml"
        )
        site.pages["/slow"] = Page(HOSTILE.encode())
        site.pages["/quick"] = Page(GOOD.format("stand").encode())
        came = program("ingest", site.url("/slow"))
        assert (came.status, came.complaint) == (1, f"{site.url('/slow')}: {REASON}")
        program("feeds", "add", site.url("/feed"))
        assert program("feeds", "refresh").out == "The Wire: 2 new\n"
    texts = [program("show", one["id"], "--json").record["text"] for one in program("documents", "--json").records]
    assert any("In short, slow." in text for text in texts)
    assert any("It will stand" in text for text in texts)


@pytest.mark.parametrize("seconds", ["0", "soon", "-1"])
def test_a_time_that_is_none_is_wrong_configuration(program: Program, seconds: str) -> None:
    """Told by the setting's name."""
    assert "BRIEFBOT_READ_SECONDS" in program.given(BRIEFBOT_READ_SECONDS=seconds)("documents").complaint
