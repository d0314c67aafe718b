"""/feeds: an admin sees the feeds with how they are, and pauses, resumes, removes and looks at them."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

import pytest

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from briefbot.fetching import Fetcher
from briefbot.store.store import Store
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.feeds import FeedPolling
from support.web import Page, Site, serving

TEXT = "“We shall paint the lighthouse green,” said Odile Brack. " + "The harbour was quiet, and the council met again. " * 30
FEED = (
    '<rss version="2.0"><channel><title>The Wire</title><item><guid>1</guid><title>Paint</title>'
    f"<description>{escape(TEXT)}</description></item></channel></rss>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a feed, which a page names."""
    with serving() as served:
        served.pages["/feed"] = Page(FEED.encode(), "application/rss+xml")
        served.pages["/"] = Page(b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>")
        yield served


@pytest.fixture
def bot(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramBot]:
    """A bot that may fetch from loopback, and looks at feeds on demand alone."""
    monkeypatch.setattr(FeedPolling, "run", lambda _: asyncio.sleep(3600))
    deployment.api.group(ADMIN, type="private")
    with deployment.running(fetcher=Fetcher({"127.0.0.1"})) as running:
        yield running


def answer(api: BotApi, line: str, chat: int = ADMIN) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line)
    return api.answers(chat, before + 1)[-1]


def press(api: BotApi, message: Sent, label: str, shows: str) -> None:
    """Press a button, and wait until its message shows something."""
    api.press(message, label)
    api.wait(lambda: shows in message.text)


@pytest.mark.usefixtures("bot")
def test_a_feed_is_taken_up_looked_at_and_let_go(api: BotApi, site: Site) -> None:
    """By a page's address; what it brings is told and is in answers; it is removed only after a question."""
    assert answer(api, "/feeds").text == "There are no feeds. /feeds add ADDRESS adds one."
    assert answer(api, f"/feeds add {site.url('/')}").text == f"Added: {site.url('/feed')}"
    assert answer(api, f"/feeds add {site.url('/feed')}").text == f"There already: {site.url('/feed')}"
    listed = answer(api, "/feeds")
    assert "not looked at yet" in listed.text
    press(api, listed, "1", "due now")
    before = len(api.to(ADMIN))
    api.press(listed, "Look now")
    assert api.answers(ADMIN, before + 1)[-1].text == "The Wire: 1 new"
    assert "We shall paint the lighthouse green" in answer(api, "What did Odile Brack say about the lighthouse?", 7).text
    press(api, listed, "‹ Back", "The Wire · 1 document, 1 new in 24 hours · looked at 0 minutes ago")
    press(api, listed, "1", "due in")
    press(api, listed, "Pause", "paused")
    press(api, listed, "Resume", "due")
    press(api, listed, "Remove", "Remove “The Wire”? Its documents stay.")
    press(api, listed, "‹ Back", "due")
    press(api, listed, "Remove", "Remove “The Wire”? Its documents stay.")
    press(api, listed, "Remove", "There are no feeds.")
    assert "We shall paint the lighthouse green" in answer(api, "What did Odile Brack say about the lighthouse?", 7).text


@pytest.mark.usefixtures("bot")
def test_what_is_wrong_with_a_feed_is_told(api: BotApi, site: Site) -> None:
    """Where there is none, and where one fails: the reason, also in the list."""
    site.pages["/text"] = Page(b"plain", "text/plain")
    assert answer(api, f"/feeds add {site.url('/text')}").text == "No feed was added: it is no feed, and names none."
    assert answer(api, f"/feeds add {site.url('/gone')}").text == "No feed was added: there is no such page (404)."
    answer(api, f"/feeds add {site.url('/feed')}")
    site.pages["/feed"] = Page(status=500)
    listed = answer(api, "/feeds")
    press(api, listed, "1", "due now")
    before = len(api.to(ADMIN))
    api.press(listed, "Look now")
    assert "the server has a fault of its own (500)." in api.answers(ADMIN, before + 1)[-1].text
    press(api, listed, "‹ Back", "failed 1 time in a row: the server has a fault of its own (500)")


@pytest.mark.usefixtures("bot")
def test_many_feeds_are_shown_a_page_at_a_time(deployment: Deployment, api: BotApi) -> None:
    """Six on each, in one message that its buttons turn."""
    store = Store(deployment.url)
    with store.write() as work:
        for number in range(14):
            work.feeds.add(f"https://example.org/{number:02}", f"Paper {number}", datetime.now(UTC))
            work.feeds.pause(number + 1, datetime.now(UTC), paused=True)
    store.close()
    listed = answer(api, "/feeds")
    assert listed.text.startswith("Feeds\n1–6 of 14")
    press(api, listed, "›", "7–12 of 14")
    press(api, listed, "›", "13–14 of 14")
    assert listed.labels == ["13", "14", "‹"]
    press(api, listed, "13", "https://example.org/12")


@pytest.mark.usefixtures("bot")
def test_feeds_are_the_admins_affair(api: BotApi, site: Site) -> None:
    """Nobody else sees them, nor presses their buttons."""
    assert answer(api, "/feeds", 7).text == "That command is for the admins of this bot."
    assert answer(api, f"/feeds add {site.url('/')}", 7).text == "That command is for the admins of this bot."
    listed = answer(api, "/feeds")
    api.press(listed, "", 7, "1:e:1:5")
    api.wait(lambda: api.toasts)
    assert api.toasts[-1] == "Only an admin of this bot can do that."
