"""Follows in Telegram: typed, by buttons under answers, listed and ended."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from botapi.transcript import transcript
from briefbot.archive import Archive
from briefbot.telegram.bot import TelegramBot
from support.news import as_lines, story

TODAY = datetime.now(UTC).date()


@pytest.fixture
def bot(deployment: Deployment) -> Iterator[TelegramBot]:
    """A bot on an archive with news of this week."""
    today, yesterday = (day.isoformat() for day in (TODAY, TODAY - timedelta(days=1)))  # midnight may have passed since
    stories = [story(1, published=today), story(1, paper=1, published=today), story(2, person=1, paper=2, published=today),
               story(3, person=1, published=yesterday)]  # fmt: skip
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        briefbot.ingest(["-"], BytesIO(as_lines(stories).encode()))
        briefbot.refresh()
    with deployment.running() as running:
        yield running


def said(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str) -> str:
    """Press the button whose label begins so, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, next(one for one in message.labels if one.startswith(label)))
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def days_out(words: str) -> str:
    """The words without today's date, and yesterday's."""
    for day, name in ((TODAY, "TODAY"), (TODAY - timedelta(days=1), "YESTERDAY")):
        words = words.replace(f"{day.day} {day:%B %Y}", name)
    return words


def test_what_can_be_followed(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """Somebody, a topic, a paper, all of them, what matches nothing, what was followed, and what cannot be followed."""
    for line in (
        "/follow",
        "/follow Agnes Holm",
        "/follow lanterns from Valley Wire",
        "/follow Castell on the library",
        "/follow from:Nowhere",
        "/follow zeppelins",
        "/follow agnes  holm",
        "/follow !!!",
        "/following",
        "/unfollow",
        "/unfollow 12",
        "/unfollow 2",
        "/unfollow all",
        "/unfollow all",
    ):
        said(api, line)
    assert days_out(transcript(api.to(7))) == snapshot


@pytest.mark.parametrize("typed", ["the", "?", "about", "…"])
def test_words_that_say_nothing_are_not_followed(bot: TelegramBot, api: BotApi, typed: str) -> None:
    """A follow that narrows nothing down would bring everything: it is refused, and not kept."""
    refused = said(api, f"/follow {typed}").text
    assert refused != said(api, "/follow harbour").text
    assert said(api, "/following").text.startswith("1. harbour")
    assert "Following." not in refused


def test_an_answer_offers_to_follow(bot: TelegramBot, api: BotApi) -> None:
    """What was asked for, by a button under it; whoever is cited, in the menu of one quotation; neither twice."""
    answer = said(api, "What did Lavrov say about missile defense?")
    assert pressed(api, answer, "+ Follow this") == ""
    assert "Words of: Sergei Lavrov; on: missile defense." in api.answers(7, 2)[1].text
    assert pressed(api, answer, "+ Follow this") == "You follow this already."
    pressed(api, answer, "1")
    api.wait(lambda: "+ Follow Sergei Lavrov" in answer.labels)
    pressed(api, answer, "+ Follow Sergei Lavrov")
    assert "Words of: Sergei Lavrov." in api.answers(7, 3)[2].text
    pressed(api, answer, "‹ Back")
    api.wait(lambda: "+ Follow this" in answer.labels)
    assert "2. Sergei Lavrov" in said(api, "/following").text
    more = said(api, "more")
    assert "+ Follow this" not in more.labels


def test_the_sample_of_a_follow_is_an_answer(bot: TelegramBot, api: BotApi) -> None:
    """Its numbers open menus, and "context 1" means its first quotation."""
    followed = said(api, "/follow lanterns")
    assert followed.labels[:2] == ["1", "2"]
    assert said(api, "context 2").text.startswith("2. in the text around it")
    assert said(api, "/why").text == "Nothing has been asked yet."


def test_buttons_end_follows(deployment: Deployment, bot: TelegramBot, api: BotApi) -> None:
    """Each follow of the list has one; the list then shows what is left, and a second press does no harm."""
    for who in ("Agnes Holm", "Bruno Castell"):
        said(api, f"/follow {who}")
    listed = said(api, "/following")
    data = listed.button("✕ 1. Agnes Holm")["callback_data"]
    assert pressed(api, listed, "✕ 1. Agnes Holm") == "No longer followed."
    api.wait(lambda: listed.labels == ["✕ 1. Bruno Castell"])
    api.press(listed, "", data=data)
    api.wait(lambda: "You do not follow it any more." in api.toasts)
    assert listed.text.startswith("1. Bruno Castell")


def test_forgetting_ends_follows_and_digest(bot: TelegramBot, api: BotApi) -> None:
    """After /forget nothing is followed, and no digest is on."""
    for line in ("/follow Agnes Holm", "/tz Berlin", "/digest 08:30", "/forget"):
        said(api, line)
    assert said(api, "/following").text.startswith("You follow nothing here yet.")
    with bot._store.read() as work:
        for table in ("digests", "follows", "preferences"):
            assert work._connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0  # noqa: S608 (names from above)


def test_a_russian_follows(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """The same in Russian, for whoever's Telegram is; without the dates and hours of today."""
    for line in ("/follow Agnes Holm", "/following", "/tz Москва", "/digest 23:59 по будням", "/digest тихо", "/digest стоп"):
        said(api, line, language="ru")
    told = [re.sub(r"\d\d:\d\d|[^ ]+ \d+ [^ ]+ 20\d\d\W*г\.?", "…", one.text.split("\n")[0]) for one in api.to(7)]
    assert told == snapshot


def test_the_menus_name_digests(deployment: Deployment, api: BotApi) -> None:
    """In private chats and in groups."""
    with deployment.running(menus=True):
        api.wait(lambda: {"all_private_chats", "all_group_chats"} <= api.menus.keys())
    for scope in ("all_private_chats", "all_group_chats"):
        assert {"follow", "following", "digest", "tz"} <= set(api.menus[scope])
