"""/stats: what goes on, for admins in words and as a picture; for others what the archive holds."""

import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.server import Trouble
from botapi.transcript import transcript
from briefbot.dialogue.statistics import Activity
from briefbot.model import Missing
from briefbot.rendering import activity
from briefbot.rendering.text import written
from briefbot.telegram.bot import TelegramBot
from briefbot.wording.locale import ENGLISH

ASK = "What did Lavrov say about missile defense?"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def asked(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def told(api: BotApi) -> list[Sent]:
    """What an admin is told: words, then the picture."""
    before = len(api.to(ADMIN))
    api.say(ADMIN, "/stats")
    return api.answers(ADMIN, before + 2)[before:]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_admins_are_told(deployment: Deployment, language: str, snapshot: SnapshotAssertion) -> None:
    """Questions, answers and refusals, what was refused and cited most, and the picture of 30 days."""
    api = deployment.api
    with deployment.running(clock=lambda: NOW):
        asked(api, f"/language {language}", ADMIN)
        edited = api.say(7, ASK)
        api.answers(7, 1)
        asked(api, "and about Syria?", 7)
        asked(api, "more", 7)
        for person in (7, 8):
            asked(api, "What did Angela Merkel say?", person)
        asked(api, "What did Lavrov say about fishing quotas?", 8)
        api.edit(7, edited, "What did Barbara Streisand say?")
        api.wait(lambda: "Streisand" in api.to(7)[0].text)
        words, picture = told(api)
    assert transcript([words, picture]) == snapshot
    assert (picture.photo[:4], words.photo) == (b"\x89PNG", b"")


def test_every_reason_of_a_refusal_can_be_told(bot: TelegramBot, api: BotApi) -> None:
    """What was refused is told whatever the reason: words that nobody says, too; thanks are no question and no refusal."""
    assert set(activity._REASONS) == set(Missing)
    asked(api, 'Who said "the bridge will sing tomorrow"?')
    asked(api, "thanks")
    words, _ = told(api)
    assert "not said in these words" in words.text
    assert activity._REASONS[Missing.COURTESY] not in words.text


def test_checks_are_counted_by_verdict(bot: TelegramBot, api: BotApi) -> None:
    """What was found and what was not; neither the words nor whom they name are kept."""
    asked(api, "/check “We are concerned over the fate of the moon” by Lavrov")
    asked(api, "/check “The purple elephants will march at dawn tomorrow” by Zanzibar")
    words, _ = told(api)
    assert "0 questions" in words.text
    assert "2 quotations checked" in words.text
    assert "not in this archive" in words.text
    assert "elephants" not in words.text
    assert "Zanzibar" not in words.text


def test_without_pictures_the_days_are_told_in_words(bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where matplotlib is not installed, the same message goes on with what the picture would show, and none is sent."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    asked(api, ASK)
    asked(api, "What did Angela Merkel say?")
    told = asked(api, "/stats", ADMIN)
    assert "Questions and refusals by day (UTC)," in told.text
    assert told.text.endswith(": 2 questions, 1 not answered")
    assert not any(one.photo for one in api.to(ADMIN))


def test_a_day_on_which_nothing_was_asked_has_no_line() -> None:
    """The days are told newest first, each with its own numbers."""
    days = tuple(2 * (day in (3, 29)) for day in range(30))
    counted = Activity(NOW.date(), (), days, tuple(day // 2 for day in days), (), ())
    lines = [line.text for line in written([activity.by_day(counted, ENGLISH)])]
    assert lines[1:] == ["23 Nov: 2 questions, 1 not answered", "28 Oct: 2 questions, 1 not answered"]


def test_others_are_told_what_the_archive_holds(bot: TelegramBot, api: BotApi) -> None:
    """So is an admin in a group, where others read with them."""
    api.group(-50)
    for chat, person in ((7, 7), (-50, ADMIN)):
        said = asked(api, "/stats", chat, person=person)
        assert said.text.startswith("61 documents, ")
        assert "\n" not in said.text
    assert not any(one.photo for one in api.sent)


def test_nobody_is_in_the_counts(bot: TelegramBot, api: BotApi) -> None:
    """No row of them holds a number of a person or chat; /forget leaves them, and /privacy says so."""
    for line in (ASK, "What did Angela Merkel say?", "/forget"):
        asked(api, line, 777_001)
    with bot._store.read() as work:
        rows = [tuple(map(str, row)) for row in work._connection.execute(text("SELECT * FROM counts"))]
    assert any("Angela Merkel" in row for row in rows)
    assert not any("777001" in value for row in rows for value in row)
    assert "Counted by day, for 90 days and without your number" in asked(api, "/privacy").text


def test_errors_are_counted(bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that cannot be answered, and a message that Telegram refuses for good."""
    with monkeypatch.context() as broken:
        broken.setattr(bot._dispatcher.asking, "handle", None)
        assert asked(api, ASK).text.startswith("Something went wrong")
    api.trouble.append(Trouble(400, "Bad Request: something new", chat_id=7))
    api.say(7, ASK)
    asked(api, "/help")
    assert "today: 1 question, 1 answered, 0 not answered, 2 errors" in told(api)[0].text


def test_a_picture_that_telegram_refuses_holds_nothing_up(bot: TelegramBot, api: BotApi) -> None:
    """It is given up, tried again, or sent twice, as any other message; what comes behind it comes."""
    api.trouble.append(Trouble(400, "Bad Request: IMAGE_PROCESS_FAILED", method="sendPhoto", chat_id=ADMIN))
    asked(api, "/stats", ADMIN)
    asked(api, "/help", ADMIN)
    assert not any(one.photo for one in api.to(ADMIN))
    api.trouble.append(Trouble(method="sendPhoto", chat_id=ADMIN, delivered=False))
    assert told(api)[1].photo


def test_the_database_holds_no_picture(bot: TelegramBot, api: BotApi) -> None:
    """A picture that could not be sent yet waits as its numbers, and is drawn again when it can."""
    trouble = Trouble(502, "Bad Gateway", method="sendPhoto", chat_id=ADMIN, times=99)
    api.trouble.append(trouble)
    asked(api, "/stats", ADMIN)
    api.wait(lambda: trouble.times < 98)
    with bot._store.read() as work:
        (waiting,) = work._connection.scalars(text("SELECT letter FROM messages WHERE chat_id = 99"))
    assert "PNG" not in waiting
    api.trouble.clear()
    assert api.answers(ADMIN, 2)[1].photo
