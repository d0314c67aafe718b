"""A poisoned update: it is tried three times, also where it ends the bot, then put aside; who sent it is told, others go on."""

import asyncio
import logging
import re
from typing import Any

import pytest

from botapi import BotApi
from botapi.deployment import ADMIN, Deployment
from briefbot.logs import reference_of
from briefbot.telegram import alerting, handling
from briefbot.telegram import bot as bot_module
from briefbot.telegram.bot import TelegramBot

POISON = "/help poison"
APOLOGY = r"Something went wrong while answering this \(error ([2-9A-Z]{4})\)\. It has been noted; please ask again later\."


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries and looks follow each other sooner than in life."""
    monkeypatch.setattr(handling, "_PAUSE", 0.01)
    monkeypatch.setattr(alerting, "_LOOK", 0.05)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The updates that were tried, in their order."""
    tries: list[int] = []
    answer = handling.Handling._answer

    async def noting(self: handling.Handling, update: Any) -> None:
        tries.append(update.update_id)
        await answer(self, update)

    monkeypatch.setattr(handling.Handling, "_answer", noting)
    return tries


def greeted(api: BotApi) -> None:
    """Let the admin write to the bot: it begins no conversation."""
    api.say(ADMIN, "/help")
    api.answers(ADMIN, 1)


def poisoned(bot: TelegramBot, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let what asks for help fail so many times."""
    handle, left = bot._dispatcher.handle, [times]

    def failing(context: Any, request: Any) -> Any:
        if "poison" in context.typed and left[0]:
            left[0] -= 1
            raise RuntimeError("it is poisoned")
        return handle(context, request)

    monkeypatch.setattr(bot._dispatcher, "handle", failing)


def test_what_fails_now_and_then_is_answered(
    bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch, tried: list[int]
) -> None:
    """At the third try, once, without a word of it; nobody is told of trouble."""
    poisoned(bot, monkeypatch, 2)
    api.say(7, POISON)
    (answer,) = api.answers(7, 1)
    assert not re.search(APOLOGY, answer.text)
    assert len(tried) == 3
    assert not api.to(ADMIN)


def test_what_always_fails_is_put_aside(
    bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch, tried: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    """After three tries: the person gets a reference, the next in the lane its answer; an admin hears of it."""
    greeted(api)
    poisoned(bot, monkeypatch, 99)
    tried.clear()
    api.say(7, POISON)
    api.say(7, "/privacy")
    apology, answer = api.answers(7, 2)
    told = re.fullmatch(APOLOGY, apology.text)
    assert told
    assert "kept about you" in answer.text
    assert tried == [tried[0]] * 3 + [tried[-1]]
    assert told[1] == reference_of(bot._id, tried[0])
    _, heard = api.answers(ADMIN, 2)
    assert heard.text.startswith("Trouble: Something that was sent to the bot could not be answered in three tries")
    assert heard.text.endswith(f"In the log, the last is {told[1]}.")
    api.say(8, POISON)
    assert re.fullmatch(APOLOGY, api.answers(8, 1)[0].text)
    with bot._store.read() as work:
        assert work.inbox.waiting(bot._id) == []
        assert work.statistics.activity(bot._clock()).periods[0].failed == 2
    assert len(api.to(ADMIN)) == 2
    (line, _) = (one for one in caplog.records if "could not be answered in 3 tries" in one.getMessage())
    assert line.levelno == logging.ERROR
    assert line.exc_info


def test_an_update_that_ends_the_bot_is_not_tried_for_ever(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three processes end while they handle it; the fourth does not try it, tells the person, and answers the others."""
    begun: list[int] = []

    async def never(_: Any, update: Any) -> None:
        begun.append(update.update_id)
        await asyncio.Event().wait()

    with deployment.running():
        greeted(api)
    api.say(7, POISON)
    api.say(7, "/privacy")
    for round_ in range(1, 4):
        with monkeypatch.context() as hanging:
            hanging.setattr(handling.Handling, "_answer", never)
            hanging.setattr(bot_module, "_DRAIN", 0.0)
            with deployment.running():
                api.wait(lambda round_=round_: len(begun) == round_)  # type: ignore[misc]
    assert not api.to(7)
    with deployment.running():
        apology, answer = api.answers(7, 2)
        assert re.fullmatch(APOLOGY, apology.text)
        assert "kept about you" in answer.text
        assert "In the log, the last is" in api.answers(ADMIN, 2)[1].text
    assert begun == [begun[0]] * 3


def test_lines_of_an_update_bear_its_reference(bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever thread they are written: what it fails by is found by what the person was told."""
    import structlog  # noqa: PLC0415 (of this test alone)

    bound: list[str] = []
    handle = bot._dispatcher.handle

    def noting(context: Any, request: Any) -> Any:
        bound.append(structlog.contextvars.get_contextvars().get("update", ""))
        return handle(context, request)

    monkeypatch.setattr(bot._dispatcher, "handle", noting)
    api.say(7, "/help")
    api.say(8, "/help")
    api.answers(7, 1)
    api.answers(8, 1)
    assert len(set(bound)) == 2
    assert all(re.fullmatch("[2-9A-Z]{4}", one) for one in bound)
