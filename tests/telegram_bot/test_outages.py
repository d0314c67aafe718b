"""Outages: whatever else than Telegram answers, no answer is lost, and whoever may have missed one is told."""

from dataclasses import replace

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import Deployment, process
from briefbot.archive import Archive
from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.telegram.transport.failures import judge
from briefbot.telegram.transport.requests import ForeignAnswerError
from briefbot.telegram.transport.sending import Patience

ASK = "What did Lavrov say about missile defense?"
PAGE = "<html><body><h1>Something else</h1></body></html>"
# Pauses as in life, but none of them long.
QUICK = Patience(first=0.001, times=3, long=0.02, alone=30)

# What a proxy, a captive portal or a broken server can answer, for longer than anybody waits.
ANSWERS = {
    "a proxy that reaches nobody": Trouble(502, page=PAGE),
    "a proxy that waits in vain": Trouble(504, page=""),
    "a page": Trouble(200, page=PAGE),
    "nothing": Trouble(200, page=""),
    "no content": Trouble(204, page=""),
    "other JSON": Trouble(200, page='{"status": "ok"}'),
    "a list": Trouble(200, page="[1, 2]"),
    "half an answer": Trouble(200, page='{"ok": true, "result": {"message_'),
    "an answer without a result": Trouble(200, page='{"ok": true}'),
    "a result that is nothing": Trouble(200, page='{"ok": true, "result": null}'),
    "a result that is no message": Trouble(200, page='{"ok": true, "result": {"message_id": 5}}'),
    "a login": Trouble(302, page=PAGE),
    "a page that asks for a password": Trouble(401, page=PAGE),
    "a page that forbids": Trouble(403, page=PAGE),
    "JSON that forbids": Trouble(403, page='{"error": "forbidden"}'),
    "a page that is not found": Trouble(404, page=PAGE),
    "a page about a wrong request": Trouble(400, page=PAGE),
    "a page about a conflict": Trouble(409, page=PAGE),
    "a page about too many requests": Trouble(429, page=PAGE),
    "Telegram's own failure": Trouble(500, "Internal Server Error"),
    "Telegram's own failure, with strange parameters": Trouble(500, page='{"ok": false, "description": "x", "parameters": 5}'),
    "a token that Telegram does not accept for a while": Trouble(401, "Unauthorized"),
    "a token that Telegram does not find for a while": Trouble(404, "Not Found"),
}


def trouble(kind: str, times: int, **where: object) -> Trouble:
    """One of these, so many times."""
    one = ANSWERS[kind]
    return Trouble(one.status, one.description, page=one.page, times=times, **where)  # type: ignore[arg-type]  # fields


def unsent(deployment: Deployment) -> list[int]:
    """The chats into which something is still to be sent."""
    with Archive.open(deployment.url, deployment.folder) as briefbot, briefbot.store.read() as work:
        return work.outbox.chats_with_unsent()


@pytest.mark.parametrize("kind", ANSWERS)
def test_no_answer_is_lost(deployment: Deployment, kind: str) -> None:
    """However long it lasts: what was asked is answered once, in order, the bot goes on, and no chat is taken for lost."""
    api = deployment.api
    api.trouble.append(trouble(kind, 10))
    with deployment.running(patience=QUICK) as bot:
        api.say(7, ASK)
        api.say(7, "/help")
        answer, help_ = api.answers(7, 2)
        with bot._store.read() as work:
            assert work.chats.lost(7) is None
    assert answer.quotes()
    assert help_.text.startswith("Ask in")
    assert len(api.to(7)) == 2


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_bot_goes_on_fetching(deployment: Deployment, kind: str) -> None:
    """Whatever a request for updates is answered, twice in a row: it is made again."""
    api = deployment.api
    with deployment.running():
        api.say(7, "/help")
        api.answers(7, 1)
        api.trouble.append(trouble(kind, 2, method="getUpdates"))
        api.say(7, "/help")
        api.say(7, "/help")
        api.answers(7, 3)


def test_an_answer_waits_for_the_next_start(deployment: Deployment) -> None:
    """A bot that is ended during the outage sends the answer when it starts again."""
    api = deployment.api
    api.trouble.append(trouble("a page that forbids", 10**6))
    with deployment.running(patience=QUICK):
        api.say(7, ASK)
        api.wait(lambda: api.trouble[0].times < 10**6 - 5)
    api.trouble.clear()
    with process(deployment):
        assert api.answers(7, 1)[0].quotes()


def test_what_cannot_be_sent_lets_others_pass(deployment: Deployment) -> None:
    """A message that alone is never taken is tried on, while later ones of its chat arrive; then a word stands for it."""
    api = deployment.api
    api.trouble.append(Trouble(403, page=PAGE, times=10**6, text="Sergei Lavrov"))
    with deployment.running(patience=replace(QUICK, alone=10)):
        api.say(7, ASK)
        api.wait(lambda: api.trouble[0].times < 10**6 - 10)
        for count in (1, 2, 3):
            api.say(7, "/help")
            api.answers(7, count)
        *_, word = api.answers(7, 4)
        assert word.text.startswith("A message to you could not be sent")
    assert not unsent(deployment)


def test_what_may_have_arrived_is_sent_once_more_when_telegram_is_reached(deployment: Deployment) -> None:
    """The connection breaks with each message, and nothing else gets through: four tries, and a fifth when something does."""
    api = deployment.api
    broken, unreached = Trouble(chat_id=7, times=4), Trouble(502, page=PAGE, method="sendChatAction", chat_id=7, times=10)
    api.trouble += [broken, unreached]
    with deployment.running(patience=QUICK):
        api.say(7, ASK)
        assert api.answers(7, 1)[0].quotes()
    assert (broken.times, unreached.times) == (0, 0)
    assert len(api.to(7)) == 1


def test_who_may_have_missed_an_answer_is_told_when_one_arrives(deployment: Deployment) -> None:
    """The connection breaks with each of five tries: no sixth, but with the next message that arrives a word, once."""
    api = deployment.api
    api.trouble.append(Trouble(chat_id=7, times=10))
    with deployment.running(patience=QUICK):
        for _ in range(2):
            api.say(7, ASK, language="ru")
        api.wait(lambda: api.trouble[0].times == 0)
        api.say(8, "/help")
        api.answers(8, 1)
        assert not api.to(7)
        api.say(7, "/help")
        help_, word = api.answers(7, 2)
        assert help_.text.startswith("Ask in")
        assert word.text.startswith("Сообщение для вас не удалось отправить")
    assert len(api.to(7)) == 2
    assert not unsent(deployment)


def test_a_word_that_is_owed_is_not_forgotten(deployment: Deployment, api: BotApi) -> None:
    """It is written down: after a restart it comes with the next message."""
    api.trouble.append(Trouble(chat_id=7, times=5))
    with deployment.running(patience=QUICK):
        api.say(7, ASK)
        api.wait(lambda: api.trouble[0].times == 0)
    with deployment.running():
        api.say(7, "/help")
        assert api.answers(7, 2)[1].text.startswith("A message to you could not be sent")


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(200, Verdict.FAILED), (502, Verdict.FAILED), (302, Verdict.AGAIN), (401, Verdict.AGAIN), (403, Verdict.AGAIN)],
)
def test_what_a_foreign_answer_means_for_a_digest(status: int, verdict: Verdict) -> None:
    """Who refuses a request has not passed it on, so that a digest can be sent again; of others nobody knows."""
    assert judge(ForeignAnswerError(status)) == Failure(verdict)
