"""Many feeds with many articles on one loopback server, which change between two looks; what an archive of them must hold."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from html import escape
from pathlib import Path

from support.articles import article
from support.web import Page, Site

# So that a feed's own words are the whole article, and no two articles are like each other.
_PARAGRAPHS = 3


class Press:
    """Feeds of a site, each with so many articles; every article has an address of its own, and a revision."""

    def __init__(self, site: Site, feeds: int, articles: int) -> None:
        """`marked` (set it later): the server gives an ETag, and answers 304 where nothing changed."""
        self.site = site
        self.articles = articles
        self.revisions: dict[tuple[int, int], int] = {}
        self.marked = True
        self._pages: dict[int, Page] = {}
        for feed in range(feeds):
            self._write(feed, range(articles))
            site.pages[self.path(feed)] = lambda asked, feed=feed: self._answer(feed, asked)  # type: ignore[misc]

    @staticmethod
    def path(feed: int) -> str:
        """Where a feed is."""
        return f"/feed/{feed}"

    def opml(self) -> str:
        """The list of the feeds."""
        outlines = "".join(
            f'<outline type="rss" text="{feed}" xmlUrl="{self.site.url(self.path(feed))}"/>' for feed in self._pages
        )
        return f'<opml version="2.0"><body>{outlines}</body></opml>'

    def revise(self, feed: int, number: int) -> None:
        """Print another wording of an article, or a new one."""
        self._write(feed, [number])

    def expected(self) -> dict[str, str]:
        """The words of every article as it is now that no other article or wording has, by its path."""
        return {f"/{feed}/{number}": _mark(feed, number, revision) for (feed, number), revision in self.revisions.items()}

    def _write(self, feed: int, numbers: "range | list[int]") -> None:
        for number in numbers:
            self.revisions[feed, number] = self.revisions.get((feed, number), 0) + 1
        mine = [(number, revision) for (of, number), revision in self.revisions.items() if of == feed]
        items = "".join(_item(feed, number, revision) for number, revision in sorted(mine))
        content = f'<rss version="2.0"><channel><title>Paper {feed}</title><link>/</link>{items}</channel></rss>'.encode()
        self._pages[feed] = Page(content, "application/rss+xml")

    def _answer(self, feed: int, asked: Mapping[str, str]) -> Page:
        page = self._pages[feed]
        if not self.marked:
            return page
        mark = f'"{hashlib.sha256(page.content).hexdigest()}"'
        return Page(status=304) if asked.get("if-none-match") == mark else replace(page, headers={"ETag": mark})


def held(database: Path) -> dict[str, str]:
    """The words of each current document that tell its wording, by the path of its address; each path has one document."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT url, text FROM documents WHERE current").fetchall()
    found = {"/" + url.split("/", 3)[3]: text.partition("called ")[2].partition(".")[0] for url, text in rows}
    assert len(found) == len(rows), "an address has two documents"
    return found


def _item(feed: int, number: int, revision: int) -> str:
    told = article(feed * 1_000 + number)
    body = "".join(f"<p>{escape(part)}</p>" for part in _paragraphs(feed, number, revision))
    return (
        f"<item><guid>{feed}-{number}</guid><title>{escape(told['title'])}</title><link>/{feed}/{number}</link>"
        f"<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><description>{escape(body)}</description></item>"
    )


def _paragraphs(feed: int, number: int, revision: int) -> list[str]:
    told = article(feed * 1_000 + number)["text"].split("\n\n")
    own = [f"{_mark(feed, number, revision)} {word} is what they talked of" for word in ("early", "late", "again")]
    filler = " ".join(f"{_mark(feed, number, at)} stood in column {at} of the list." for at in range(100, 120))
    return [f"The plan is called {_mark(feed, number, revision)}.", *told, *own[:_PARAGRAPHS], filler]


def _mark(feed: int, number: int, revision: int) -> str:
    """A word that one wording of one article has."""
    return "Qu" + "".join("bcdfghjklm"[int(digit)] + "o" for digit in f"{feed:03}{number:03}{revision:03}")
