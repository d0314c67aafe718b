"""`briefbot feeds`: from a feed's address to an answer, and what goes wrong on the way."""

import json
from collections.abc import Iterator
from html import escape

import pytest

from support.program import Program
from support.web import Page, Site, serving

WORDS = "The council voted on the harbour for a third time, and nobody left the hall before midnight. " * 15


def rss(*items: tuple[str, str, str], title: str = "The Wire") -> Page:
    """A feed of these items: key, title and text."""
    told = "".join(
        f"<item><guid>{key}</guid><title>{escape(name)}</title><link>/{key}</link>"
        f"<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for key, name, text in items
    )
    feed = f'<rss version="2.0"><channel><title>{title}</title><link>/</link>{told}</channel></rss>'
    return Page(feed.encode(), "application/rss+xml")


def article(who: str, said: str) -> str:
    """An article that is whole in its feed."""
    return f"<p>“{said},” said {who}.</p><p>{WORDS}</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback, with a feed."""
    with serving() as served:
        served.pages["/feed"] = rss(("ferry", "Ferry", article("Ann Moss", "The ferry sails")))
        yield served


@pytest.fixture
def reader(program: Program) -> Program:
    """The program, which may fetch from loopback."""
    return program.given(BRIEFBOT_PRIVATE_HOSTS="127.0.0.1")


def test_a_feed_is_taken_up_and_answers(reader: Program, site: Site) -> None:
    """Its articles come with title, publisher, date and address; what did not change is not fetched again."""
    assert reader("feeds", "add", site.url("/feed")).out == f"Added: The Wire ({site.url('/feed')})\n"
    assert reader("feeds", "refresh").out == "The Wire: 1 new\n"
    quote, *_ = reader("ask", "What did Ann Moss say about the ferry?", "--json").record["quotes"]
    assert (quote["text"], quote["speaker"], quote["source"]) == ("The ferry sails,", "Ann Moss", "The Wire")
    assert (quote["date"], quote["title"], quote["url"]) == ("2026-03-01", "Ferry", site.url("/ferry"))
    assert reader("feeds", "refresh").out == "No feed is due. `briefbot feeds list` tells when they are.\n"
    asked = len(site.asked)
    assert reader("feeds", "refresh", "--all", "--json").record["added"] == 0
    assert [path for path, _ in site.asked[asked:]] == ["/robots.txt", "/feed"]


def test_an_item_that_comes_again_changed_is_a_new_version(reader: Program, site: Site) -> None:
    """The old words are no longer found, the new ones are, and there is one document."""
    reader("feeds", "add", site.url("/feed"))
    reader("feeds", "refresh")
    site.pages["/feed"] = rss(
        ("ferry", "Ferry", article("Ann Moss", "The ferry is late")), ("pier", "Pier", article("Bo Lind", "The pier is safe"))
    )
    ran = reader("feeds", "refresh", "--all", "--json").record
    assert (ran["added"], ran["updated"]) == (1, 1)
    assert len(reader("documents", "--json").records) == 2
    assert [quote["text"] for quote in reader("ask", "What did Ann Moss say?", "--json").record["quotes"]] == [
        "The ferry is late,"
    ]


def test_one_address_in_two_feeds_is_one_document(reader: Program, site: Site) -> None:
    """Whichever feed it comes by."""
    site.pages["/other"] = rss(("ferry", "Ferry", article("Ann Moss", "The ferry sails")))
    reader("feeds", "add", site.url("/feed"), site.url("/other"))
    reader("feeds", "refresh")
    assert len(reader("documents", "--json").records) == 1


def test_what_did_not_change_is_asked_for_with_its_marks(reader: Program, site: Site) -> None:
    """The server is told what was read, and says that it is the same."""
    page = rss(("ferry", "Ferry", article("Ann Moss", "The ferry sails")))
    marked = Page(page.content, page.media_type, headers={"ETag": '"1"'})
    site.pages["/feed"] = lambda asked: Page(status=304) if asked.get("if-none-match") == '"1"' else marked
    reader("feeds", "add", site.url("/feed"))
    assert reader("feeds", "refresh").out == "The Wire: 1 new\n"
    assert reader("feeds", "refresh", "--all").out == "The Wire: 0 new\n"
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_a_feed_that_fails_keeps_none_of_the_others(reader: Program, site: Site) -> None:
    """It is named with its error, tried again later, and the status is 1."""
    site.pages["/ill"] = rss(title="Ill")
    reader("feeds", "add", site.url("/feed"), site.url("/ill"))
    site.pages["/ill"] = Page(status=503, headers={"Retry-After": "7200"})
    ran = reader("feeds", "refresh")
    assert ran.status == 1
    assert sorted(ran.out.splitlines()) == ["Ill: the server has a fault of its own (503).", "The Wire: 1 new"]
    (ill,) = [one for one in reader("feeds", "list", "--json").records if one["title"] == "Ill"]
    assert (ill["failures"], ill["error"]) == (1, "the server has a fault of its own (503)")
    assert "failed 1 time in a row: the server has a fault of its own (503)" in reader("feeds", "list").out


def test_a_feed_that_is_gone_for_good_is_paused(reader: Program, site: Site) -> None:
    """And one that moved for good is looked at where it is now."""
    reader("feeds", "add", site.url("/feed"))
    site.pages["/new"] = site.pages["/feed"]
    site.pages["/feed"] = Page(status=301, headers={"Location": "/new"})
    reader("feeds", "refresh")
    (feed,) = reader("feeds", "list", "--json").records
    assert feed["address"] == site.url("/new")
    site.pages["/new"] = Page(status=410)
    reader("feeds", "refresh", "--all")
    (feed,) = reader("feeds", "list", "--json").records
    assert (feed["paused"], feed["error"]) == (True, "it is gone for good (410)")


def test_the_feed_of_a_site_is_found_from_its_page(reader: Program, site: Site) -> None:
    """The first that the page names; a page without one is told."""
    link = '<link rel="alternate" type="application/rss+xml" title="News" href="feed">'
    site.pages |= {"/": Page(f"<html><head>{link}</head><body>Hello</body></html>".encode()), "/bare": Page(b"<p>Hello")}
    assert reader("feeds", "add", site.url("/")).out == f"Added: News ({site.url('/feed')})\n"
    ran = reader("feeds", "add", site.url("/bare"))
    assert (ran.status, ran.complaint) == (1, f"{site.url('/bare')}: it is no feed, and names none.")


def test_a_list_of_feeds_comes_in_and_goes_out(reader: Program) -> None:
    """In OPML, as newsreaders exchange it; what is there already is told."""
    listed = '<opml version="2.0"><body><outline text="A&amp;B" xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>'
    reader.write("feeds.opml", listed)
    assert reader("feeds", "add", "feeds.opml").out == "Added: A&B (https://a.example/f?x=1&y=2)\n"
    exported = reader("feeds", "export").out
    reader.write("again.opml", exported)
    assert reader("feeds", "add", "again.opml").out == "There already: A&B (https://a.example/f?x=1&y=2)\n"
    assert reader("feeds", "export", "out.opml").status == 0
    assert (reader.folder / "out.opml").read_text() == exported


def test_feeds_are_paused_resumed_and_removed_by_number_address_or_title(reader: Program, site: Site) -> None:
    """A paused one is not looked at; a removed one leaves its documents."""
    reader("feeds", "add", site.url("/feed"))
    assert reader("feeds", "pause", "1").out == "Paused: The Wire\n"
    assert "paused" in reader("feeds", "list").out
    assert reader("feeds", "refresh").out.startswith("No feed is due.")
    assert reader("feeds", "pause", site.url("/feed"), "--resume").out == "Resumed: The Wire\n"
    reader("feeds", "refresh")
    assert reader("feeds", "remove", "The Wire", "9").complaint.startswith("9: there is no such feed")
    assert reader("feeds", "list").out == "There are no feeds. `briefbot feeds add ADDRESS` adds one.\n"
    assert len(reader("documents", "--json").records) == 1


def test_nothing_is_fetched_from_a_private_network_unasked(program: Program, site: Site) -> None:
    """Neither a feed nor, through one, an article."""
    ran = program("feeds", "add", site.url("/feed"))
    assert ran.complaint == f"{site.url('/feed')}: 127.0.0.1 is in a private network, and nothing is fetched from there."
    assert site.asked == []


def test_an_item_whose_page_cannot_be_had_is_tried_again_and_then_given_up(reader: Program, site: Site) -> None:
    """Three times while its server has a fault; then what the feed says of it stands. One that is not there stands at once."""
    short = "“It burns,” said Cy Hale."
    site.pages["/feed"] = rss(("mill", "Mill", short), ("none", "None", "“No page,” said Di Frost."))
    site.pages["/mill"] = Page(status=500)
    reader("feeds", "add", site.url("/feed"))
    for tries in range(3):
        assert [one["id"].rpartition("/")[2] for one in reader("documents", "--json").records] == (["none"] if tries else [])
        reader("feeds", "refresh", "--all")
    assert sorted(one["title"] for one in reader("documents", "--json").records) == ["Mill", "None"]
    asked = sum(path == "/mill" for path, _ in site.asked)
    reader("feeds", "refresh", "--all")
    assert sum(path == "/mill" for path, _ in site.asked) == asked == 3


def test_hostile_feeds_do_no_harm(reader: Program, site: Site) -> None:
    """Titles that would move the cursor, texts with scripts, addresses that are none."""
    site.pages["/feed"] = rss(
        (
            "x",
            "Evil \x1b[2J title".replace("\x1b", "&#27;"),
            "<script>alert(1)</script>" + article("Ann Moss", "The ferry sails"),
        ),
        title="T\u202eitle",
    )
    reader("feeds", "add", site.url("/feed"))
    ran = reader("feeds", "refresh")
    assert "\x1b" not in ran.out + reader("feeds", "list").out + reader("documents").out
    assert "alert" not in json.dumps(reader("ask", "ferry", "--json").record)


def test_an_excerpt_leads_to_its_whole_article(reader: Program, site: Site) -> None:
    """The page’s text and publisher, title and date as the feed prints them. A page with less than the feed is not taken."""
    head = '<title>Mill - The Herald</title><meta property="og:site_name" content="The Herald">'
    body = f"<article><h1>Mill</h1><p>“It burns from the roof down,” said Cy Hale.</p><p>{WORDS}</p></article>"
    site.pages |= {
        "/feed": rss(("mill", "Mill in flames", "The mill …"), ("pier", "Pier", "“The pier is safe,” said Di Frost. " * 3)),
        "/mill": Page(f"<html><head>{head}</head><body>{body}</body></html>".encode()),
        "/pier": Page(b"<html><body><article><p>Please log in.</p></article></body></html>"),
    }
    reader("feeds", "add", site.url("/feed"))
    assert reader("feeds", "refresh", "--json").record["added"] == 2
    quote, *_ = reader("ask", "What did Cy Hale say?", "--json").record["quotes"]
    assert (quote["text"], quote["title"], quote["source"]) == ("It burns from the roof down,", "Mill in flames", "The Herald")
    assert quote["date"] == "2026-03-01"
    assert "The pier is safe," in reader("ask", "What did Di Frost say?", "--json").record["quotes"][0]["text"]


def test_an_item_that_leads_to_no_article_stands_as_its_feed_has_it(reader: Program, site: Site) -> None:
    """A picture, a page without text, a file that cannot be read: what the feed says of it is kept."""
    site.pages |= {
        "/feed": rss(("film", "Film", "“It moves,” said Cy Hale."), ("bare", "Bare", "“It is bare,” said Di Frost.")),
        "/film": Page(b"x", "video/mp4"),
        "/bare": Page(b"<html><body></body></html>"),
    }
    reader("feeds", "add", site.url("/feed"))
    reader("feeds", "refresh")
    assert sorted(one["title"] for one in reader("documents", "--json").records) == ["Bare", "Film"]
