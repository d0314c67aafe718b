"""Feeds, looked at by the running bot."""

import time
from datetime import UTC, datetime
from html import escape

from botapi import BotApi
from botapi.deployment import Deployment, process
from briefbot.store.store import Store
from support.web import Page, serving

TEXT = "“We shall paint the lighthouse green,” said Odile Brack. " + "The harbour was quiet, and the council met again. " * 30
FEED = (
    '<rss version="2.0"><channel><title>The Wire</title><item><guid>1</guid><title>Paint</title>'
    f"<description>{escape(TEXT)}</description></item></channel></rss>"
)


def test_what_a_feed_brings_is_in_answers_without_a_restart(deployment: Deployment, api: BotApi) -> None:
    """The bot looks by itself at a feed that is due, while it answers; told to end, it ends."""
    store = Store(deployment.url)
    with serving() as site:
        site.pages["/feed"] = Page(FEED.encode(), "application/rss+xml")
        with store.write() as work:
            work.feeds.add(site.url("/feed"), None, datetime.now(UTC))
        look_and_ask(deployment, api, store)
    store.close()


def look_and_ask(deployment: Deployment, api: BotApi, store: Store) -> None:
    """Run the bot until it has looked at its feed, ask it, and end it."""
    with process(deployment, BRIEFBOT_PRIVATE_HOSTS="127.0.0.1") as running:
        until = time.monotonic() + 60
        while not (documents := feed_documents(store)) and time.monotonic() < until:
            time.sleep(0.1)
        assert documents == 1
        api.say(7, "What did Odile Brack say about the lighthouse?")
        assert "We shall paint the lighthouse green," in api.answers(7, 1)[0].text
        running.terminate()
        assert running.wait(30) == 0


def feed_documents(store: Store) -> int:
    """How many documents came from feeds."""
    with store.read() as work:
        return sum(feed.documents for feed in work.feeds.all())
