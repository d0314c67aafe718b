"""Limits, troubles and people who come and go: one chat's trouble is no other one's."""

import time
from collections import Counter
from datetime import timedelta

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.transport.pacing import Pace

ASK = "What did Lavrov say about missile defense?"


def test_a_chat_that_must_wait_delays_no_other(bot: TelegramBot, api: BotApi) -> None:
    """While Telegram holds one chat back, others are answered; as soon as it does not, that one is answered too."""
    api.trouble.append(Trouble(429, "Too Many Requests: retry after 1", chat_id=7, retry_after=1, times=10**6))
    api.say(7, ASK)
    api.wait(lambda: api.trouble[0].times < 10**6)
    for chat in range(20, 30):
        api.say(chat, ASK)
        api.answers(chat, 1)
    assert not api.to(7)
    api.trouble.clear()
    api.answers(7, 1)


@pytest.mark.parametrize("delivered", [False, True])
def test_a_broken_connection_loses_no_answer(bot: TelegramBot, api: BotApi, delivered: bool) -> None:  # noqa: FBT001 (a parameter)
    """Dropped before delivery, the answer comes once; after it, nobody can know, and it comes again rather than not at all."""
    api.trouble.append(Trouble(chat_id=7, delivered=delivered))
    api.say(7, ASK)
    api.say(7, "/help")
    api.wait(lambda: api.to(7) and api.to(7)[-1].text.startswith("Ask in"))
    assert [one.text[:12] for one in api.to(7)[:-1]] == ["1. Sergei La"] * (2 if delivered else 1)


def test_a_connection_that_always_breaks_fills_no_chat(bot: TelegramBot, api: BotApi) -> None:
    """A message that may have arrived is sent again three times at most."""
    api.trouble.append(Trouble(chat_id=7, delivered=True, times=99, method="sendMessage"))
    api.say(7, ASK)
    api.wait(lambda: len(api.to(7)) == 4, 20)
    time.sleep(0.5)
    assert len(api.to(7)) == 4


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_failing_server_is_asked_again(bot: TelegramBot, api: BotApi, status: int) -> None:
    """An answer that the server could not take is sent again until it can."""
    api.trouble.append(Trouble(status, "Internal Server Error", chat_id=7, times=2))
    api.say(7, ASK)
    assert len(api.answers(7, 1)) == 1


def test_html_that_telegram_cannot_read(bot: TelegramBot, api: BotApi) -> None:
    """A message whose HTML is refused comes as plain text."""
    api.trouble.append(Trouble(400, "Bad Request: can't parse entities: oh", chat_id=7))
    api.say(7, ASK)
    answer = api.answers(7, 1)[0]
    assert not answer.entities
    assert answer.text.startswith("1. Sergei Lavrov")


def test_a_refused_message_holds_nothing_up(bot: TelegramBot, api: BotApi) -> None:
    """What Telegram will never take is given up, and the next answer comes."""
    api.trouble.append(Trouble(400, "Bad Request: not enough rights to send text messages to the chat", chat_id=7))
    api.say(7, ASK)
    api.say(7, "/help")
    assert api.answers(7, 1)[0].text.startswith("Ask in")


@pytest.mark.parametrize(
    "words",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the group chat",
    ],
)
def test_a_lost_chat_is_found_again(bot: TelegramBot, api: BotApi, words: str) -> None:
    """Blocked, deleted or kicked: what waits is given up without a fuss; who writes again is answered again."""
    room = api.group(7, type="private")
    room.forbidden = words
    api.say(7, ASK)
    api.say(7, ASK)
    api.wait(lambda: sum(method == "sendMessage" for _, method, _ in api.calls) == 2)
    room.forbidden = None
    api.membership(7, "kicked", "member")
    api.say(7, "/help")
    assert api.answers(7, 1)[-1].text.startswith("Ask in")


def test_a_group_that_becomes_a_supergroup(bot: TelegramBot, api: BotApi) -> None:
    """The answer reaches the new chat, buttons and follow-ups move with it, and the update told twice does no harm."""
    old = api.group(-50, type="group")
    api.say(-50, f"/ask {ASK}", person=7)
    first = api.answers(-50, 1)[0]
    new = api.group(-5000)
    old.moved_to = -5000
    api.say(-50, "/help", person=7)  # is answered on the way, before the bot was told
    api.answers(-5000, 1)
    api.say(-50, "", person=7, migrate_to_chat_id=-5000)
    api.say(-5000, "", person=7, migrate_from_chat_id=-50)
    api.say(-5000, "/ask and about Syria?", person=7)
    assert "Any use of force (in Syria)" in api.answers(-5000, 2)[1].text
    count = len(api.toasts)
    first.chat_id = new.id
    api.press(first, "1", person=7)
    api.wait(lambda: len(api.toasts) > count)
    assert not api.toasts[count]


def test_a_person_who_asks_too_fast(deployment: Deployment) -> None:
    """Past the limit there is one friendly answer, and others are not concerned."""
    api = deployment.api
    with deployment.running(questions_per_minute=2):
        for _ in range(5):
            api.say(7, ASK)
        api.say(8, ASK)
        api.answers(8, 1)
        api.wait(lambda: len(api.to(7)) == 3)
        api.say(8, "/help")
        api.answers(8, 2)
    assert [one.text[:22] for one in api.to(7)][2] == "That is more than 2 qu"
    assert len(api.to(7)) == 3


def test_the_flood_limits_are_kept(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """No message leaves without its turn, and a server that refuses what arrives too close together gets all."""
    turns: Counter[int] = Counter()
    take = Pace.turn

    async def turn(pace: Pace, chat_id: int, person_id: int) -> None:
        await take(pace, chat_id, person_id)
        turns[chat_id] += 1

    monkeypatch.setattr(Pace, "turn", turn)
    with BotApi(flood=True) as api:
        deployment.api = api
        api.group(-50)
        with deployment.running(paced=True):
            for chat in range(7, 32):
                api.say(chat, "/privacy")
                api.say(chat, "/privacy")
            for _ in range(3):
                api.say(-50, "/privacy", person=7)
            for chat in range(7, 32):
                api.answers(chat, 2)
            api.answers(-50, 3)
        assert turns == Counter(form["chat_id"] for _, method, form in api.calls if method == "sendMessage")
        assert len(api.sent) == 53


def test_a_private_deployment(deployment: Deployment) -> None:
    """Strangers are told their number; whom an admin lets in may ask, and whom one keeps out is not answered."""
    api = deployment.api
    api.group(-50)
    with deployment.running(private=True):
        api.say(7, ASK)
        assert "tell those who run it your number: 7" in api.answers(7, 1)[0].text
        api.say(-50, f"/ask {ASK}", person=7)
        assert "by its number: -50" in api.answers(-50, 1)[0].text
        api.say(7, "/allow 7")
        assert "private" in api.answers(7, 2)[1].text
        api.say(ADMIN, "/allow 7")
        api.say(ADMIN, "/allow")
        assert [one.text[:8] for one in api.answers(ADMIN, 2)] == ["Allowed:", "Whom do "]
        api.say(7, ASK)
        assert api.answers(7, 3)[2].quotes()
        api.say(ADMIN, "/block 7")
        api.answers(ADMIN, 3)
        api.say(7, ASK)
        api.say(ADMIN, ASK)
        api.answers(ADMIN, 4)
    assert len(api.to(7)) == 3


def test_a_question_that_waited_for_long(deployment: Deployment) -> None:
    """Found after an outage, an old question is answered with a word about it, one past the set age is passed over."""
    api = deployment.api
    api.say(7, ASK, ago=3 * 3600)
    api.say(8, ASK, ago=9 * 3600)
    with deployment.running(answer_within=timedelta(hours=8)):
        assert api.answers(7, 1)[0].text.startswith("You asked this 3 hours ago, while the bot was not running.")
        api.say(8, "/help")
        assert api.answers(8, 1)[0].text.startswith("Ask in")
