"""Posts of channels are taken where an admin says so, and nowhere else."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from briefbot.store.store import Store
from briefbot.telegram.bot import TelegramBot

CHANNEL = -1001234567890
SAID = "“We shall paint the lighthouse {} before the winter storms arrive,” said Odile Brack."
QUESTION = "What did Odile Brack say about the lighthouse?"
MOMENT = int(datetime(2016, 9, 8, 12, 30, tzinfo=UTC).timestamp())


@pytest.fixture
def bot(deployment: Deployment) -> Iterator[TelegramBot]:
    """A bot whose admin has a chat with it, and a channel."""
    deployment.api.group(ADMIN, type="private")
    deployment.api.channel(CHANNEL, "Harbour Wire", "harbourwire")
    with deployment.running() as running:
        yield running


def answer(api: BotApi, line: str, chat: int = ADMIN) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line)
    return api.answers(chat, before + 1)[-1]


def press(api: BotApi, message: Sent, label: str, person: int | None = None) -> str:
    """Press a button, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, label, person)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def enter(deployment: Deployment, *, leaves: bool = False) -> None:
    """The bot is made an admin of the channel, or is one no more; wait until it has noted that."""
    deployment.api.membership(CHANNEL, *(("member", "left") if leaves else ("left", "member")))
    store, until = Store(deployment.url), time.monotonic() + 15
    while time.monotonic() < until:
        with store.read() as work:
            channel = work.channels.of(CHANNEL)
        if leaves is (channel is None or not channel.member):
            break
        time.sleep(0.02)
    store.close()


def documents(deployment: Deployment, word: str, *, wanted: bool = True) -> list[tuple[str, str | None, str]]:
    """The posts that are in the archive now, as soon as one has this word: id, publisher and text."""
    store, until = Store(deployment.url), time.monotonic() + 15
    try:
        while True:
            found = [one.document for one in store.documents(store.keys()) if one.document.id.startswith("t.me/")]
            if not wanted or any(word in one.text for one in found) or time.monotonic() > until:
                return [(one.id, one.source, one.text) for one in found]
            time.sleep(0.02)
    finally:
        store.close()


@pytest.mark.usefixtures("bot")
def test_posts_of_an_accepted_channel_are_sources(deployment: Deployment, api: BotApi) -> None:
    """/feeds shows the channel with a button; from then on its posts come in, and an edited one is a new version."""
    enter(deployment)
    listed = answer(api, "/feeds")
    assert "Harbour Wire · its posts are not taken" in listed.text
    assert press(api, listed, "Take posts: Harbour Wire").startswith("The posts of this channel are taken")
    api.wait(lambda: "its posts are taken" in listed.text)
    number = api.post(CHANNEL, SAID.format("green"))
    address = f"t.me/harbourwire/{number}"
    assert documents(deployment, "green") == [(address, "Harbour Wire", SAID.format("green"))]
    assert "lighthouse green" in answer(api, QUESTION, 7).text
    api.post(CHANNEL, SAID.format("yellow"), edits=number)
    assert documents(deployment, "yellow") == [(address, "Harbour Wire", SAID.format("yellow"))]
    assert "lighthouse yellow" in answer(api, QUESTION, 7).text
    assert api.to(CHANNEL) == []
    assert press(api, listed, "No more posts: Harbour Wire").endswith("those that came stay.")
    api.wait(lambda: "its posts are not taken" in listed.text)
    api.post(CHANNEL, SAID.format("purple"))
    answer(api, "/feeds")
    assert [text for *_, text in documents(deployment, "", wanted=False)] == [SAID.format("yellow")]


@pytest.mark.usefixtures("bot")
def test_posts_of_a_channel_that_nobody_accepted_are_nowhere(deployment: Deployment, api: BotApi) -> None:
    """Neither in the archive nor among the updates that are written down."""
    enter(deployment)
    api.post(CHANNEL, SAID.format("green"))
    api.post(CHANNEL, SAID.format("yellow"), edits=100)
    answer(api, "/help")
    api.wait(lambda: not api.unconfirmed)
    for path in deployment.folder.glob("briefbot.db*"):
        assert b"paint the lighthouse" not in path.read_bytes()
    assert documents(deployment, "", wanted=False) == []
    assert api.to(CHANNEL) == []


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_offers_its_channel(deployment: Deployment, api: BotApi) -> None:
    """Also one that the bot is not in yet: its posts are taken once it is, and the post that was forwarded is the same one."""
    before = len(api.to(ADMIN))
    api.forward(ADMIN, CHANNEL, 100, SAID.format("green"), at=MOMENT)
    told = api.answers(ADMIN, before + 1)[-1]
    press(api, told, "Take posts of this channel")
    api.wait(lambda: "Take posts of this channel" not in told.labels)
    assert "once the bot is an admin there" in answer(api, "/feeds").text
    enter(deployment)
    assert "Harbour Wire · its posts are taken\n" in answer(api, "/feeds").text + "\n"
    api.post(CHANNEL, SAID.format("yellow"), edits=100, at=MOMENT)
    assert documents(deployment, "yellow") == [("t.me/harbourwire/100", "Harbour Wire", SAID.format("yellow"))]


@pytest.mark.usefixtures("bot")
def test_a_channel_that_the_bot_left_is_forgotten(deployment: Deployment, api: BotApi) -> None:
    """Unless its posts are to be taken when the bot comes back."""
    enter(deployment)
    assert "Harbour Wire" in answer(api, "/feeds").text
    enter(deployment, leaves=True)
    assert "Harbour Wire" not in answer(api, "/feeds").text


def test_a_private_bot_says_nothing_in_a_channel(deployment: Deployment, api: BotApi) -> None:
    """There is nobody to answer, whoever made the bot an admin there."""
    api.group(ADMIN, type="private")
    api.channel(CHANNEL, "Harbour Wire")
    with deployment.running(private=True):
        enter(deployment)
        answer(api, "/feeds")
        assert api.to(CHANNEL) == []
