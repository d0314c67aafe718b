"""Pictures in a chat: a timeline below its answer, and a quotation to be passed on."""

import sys
from io import BytesIO

import pytest

from botapi import BotApi, Sent
from botapi.deployment import Deployment
from briefbot.archive import Archive
from briefbot.dialogue.buttons import Act, Press
from briefbot.pictures import cards
from briefbot.rendering import bot_phrases, sharing_phrases
from briefbot.telegram.bot import TelegramBot
from support.news import as_lines, story
from support.pictures import size

DAYS = ("2016-03-01", "2016-03-09", "2016-05-20")
ASK = "What did Lavrov say about missile defense?"


@pytest.fixture
def lanterns(deployment: Deployment) -> Deployment:
    """A bot whose archive has somebody's words of three days."""
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        told = [story(number, published=day) for number, day in enumerate(DAYS)]
        briefbot.ingest(["-"], BytesIO(as_lines(told).encode()))
    return deployment


def pressed(api: BotApi, message: Sent, act: Act) -> str:
    """Press the button that does this; the word beside it."""
    data = next(
        button["callback_data"]
        for row in message.keyboard
        for button in row
        if (press := Press.of(button.get("callback_data", ""))) and press.act is act
    )
    before = len(api.toasts)
    api.press(message, "", message.chat_id, data)
    api.wait(lambda: len(api.toasts) > before)
    return api.toasts[before]


def labels(message: Sent) -> list[str]:
    """What its buttons say."""
    return [button["text"] for row in message.keyboard for button in row]


def opened(api: BotApi) -> Sent:
    """The first answer in the chat, with the menu of its first quotation."""
    (answer,) = api.answers(7, 1)
    pressed(api, answer, Act.MENU)
    api.wait(lambda: bot_phrases.SHOW_SOURCE in labels(api.to(7)[0]))
    return api.to(7)[0]


def test_a_timeline_has_its_points_by_day_and_its_picture_below(lanterns: Deployment) -> None:
    """The quotations in the order of their days, then how often by month."""
    with lanterns.running():
        lanterns.api.say(7, "/timeline Agnes Holm on lanterns")
        answer, picture = lanterns.api.answers(7, 2)
    assert size(picture.photo) == (960, 480)
    assert "1 March 2016 – 20 May 2016" in picture.text
    days = [answer.text.index(day) for day in ("1 March 2016", "9 March 2016", "20 May 2016")]
    assert days == sorted(days)


def test_where_no_picture_can_be_drawn_a_timeline_tells_it_in_words(
    lanterns: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same counts as lines, in the answer's own message."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with lanterns.running():
        lanterns.api.say(7, "/timeline Agnes Holm on lanterns")
        (answer,) = lanterns.api.answers(7, 1)
    assert "March 2016: ▇▇ 2\nMay 2016: ▇ 1" in answer.text


def test_what_was_said_on_one_day_alone_has_no_picture(bot: TelegramBot, api: BotApi) -> None:
    """It would show one bar."""
    api.say(7, "/timeline Lavrov on missile defense")
    assert not api.answers(7, 1)[0].photo


def test_a_quotation_becomes_a_picture_with_its_source_below(bot: TelegramBot, api: BotApi) -> None:
    """Once, however often the button is pressed, and its words are in the chat as they were."""
    api.say(7, ASK)
    answer = opened(api)
    assert pressed(api, answer, Act.PICTURE) == ""
    _, picture = api.answers(7, 2)
    assert size(picture.photo)[0] == 1080
    assert picture.text.endswith("14 February 2013")
    assert pressed(api, answer, Act.PICTURE) != ""
    assert len(api.to(7)) == 2


def test_what_cannot_be_drawn_whole_is_told(bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation that is too long for a picture is not cut: there is none, and a sentence why."""
    monkeypatch.setattr(cards, "_MOST_HEIGHT", 100)
    api.say(7, ASK)
    assert pressed(api, opened(api), Act.PICTURE) == sharing_phrases.NO_PICTURE
    assert len(api.to(7)) == 1


def test_without_the_fonts_no_picture_is_offered(
    bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every button that is shown does something."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    request.addfinalizer(cards.can_draw.cache_clear)
    cards.can_draw.cache_clear()
    api.say(7, ASK)
    assert sharing_phrases.AS_PICTURE not in labels(opened(api))
