"""Starting, polling, ending."""

import re
import shutil
import signal
import time

import pytest

from botapi import Trouble
from botapi.deployment import Deployment, process
from botapi.server import TOKEN
from briefbot.errors import BotError
from briefbot.telegram.transport import polling

ASK = "What did Lavrov say about missile defense?"


def test_it_starts_during_an_outage_and_waits(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    """While Telegram cannot be reached the bot tries on, says so once, and then answers what came meanwhile."""
    api = deployment.api
    api.down = True
    api.say(7, ASK)

    def told() -> int:
        return sum("cannot be reached" in record.message for record in caplog.records)

    with deployment.running():
        while not told():
            time.sleep(0.01)
        time.sleep(1.2)
        api.down = False
        api.answers(7, 1)
    assert told() == 1


def test_it_bears_an_outage(deployment: Deployment) -> None:
    """An outage, errors, a flood limit and nonsense while polling: the bot goes on by itself."""
    api = deployment.api
    with deployment.running():
        api.say(7, "/help")
        api.answers(7, 1)
        polls = [Trouble(status, "Bad", method="getUpdates") for status in (502, 0, 500)]
        api.trouble += [*polls, Trouble(429, "Too Many Requests", method="getUpdates", retry_after=1)]
        api.say(7, "/help")
        api.answers(7, 2)


def test_an_update_that_cannot_be_read_holds_nothing_up(deployment: Deployment) -> None:
    """Of a batch with nonsense in it, the rest is answered."""
    api = deployment.api
    api.update({"message": {"nonsense": True}})
    api.update({"poll": {}})
    api.say(7, "/help")
    with deployment.running():
        api.answers(7, 1)


def test_a_redelivered_update_is_answered_once(deployment: Deployment) -> None:
    """What Telegram sends again, because its confirmation was lost, is known."""
    api = deployment.api
    api.say(7, "/help")
    kept = list(api._updates)
    with deployment.running():
        api.answers(7, 1)
    api._updates.extend(kept)
    with deployment.running():
        api.say(7, "/privacy")
        api.answers(7, 2)
        time.sleep(0.3)
    assert len(api.to(7)) == 2


def test_a_second_poller_ends_itself(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newcomer of two ends with a sentence; the one that was there goes on."""
    api = deployment.api
    monkeypatch.setattr(polling, "_CONFLICT_PAUSE", 0.05)
    another = Deployment(deployment.folder / "another", api)
    shutil.copytree(deployment.folder, another.folder, ignore=shutil.ignore_patterns("another"))

    def newcomer() -> None:
        with another.running():
            another.thread.join(20)

    with deployment.running() as bot:
        api.settled("getUpdates")
        bot.poller._undisturbed_since -= 60
        with pytest.raises(BotError, match="Another program fetches this bot's updates with the same token"):
            newcomer()
        api.say(7, "/help")
        api.answers(7, 1)


def test_who_was_there_before_goes_on_for_ever(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """However long another one disturbs it: it says so once, and answers whenever it gets an update."""
    api = deployment.api
    monkeypatch.setattr(polling, "_STANDS_AFTER", 0.1)
    monkeypatch.setattr(polling, "_CONFLICT_PAUSE", 0.005)
    with deployment.running():
        api.settled("getUpdates")
        time.sleep(0.2)
        ours = Trouble(409, "Conflict: terminated by other getUpdates request", method="getUpdates", times=50)
        api.trouble.append(ours)
        api.say(7, "/help")
        api.answers(7, 1)
        api.wait(lambda: ours.times == 0)
        api.say(7, "/help")
        api.answers(7, 2)
    assert sum("goes on" in record.message for record in caplog.records) == 1


def test_of_two_newcomers_the_later_one_gives_way(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who had more time before the first conflict bears more of them."""
    api = deployment.api
    monkeypatch.setattr(polling, "_CONFLICT_PAUSE", 0.005)
    with deployment.running() as bot:
        api.settled("getUpdates")
        bot.poller._undisturbed_since -= 5
        api.trouble.append(Trouble(409, "Conflict: terminated by other getUpdates request", method="getUpdates", times=7))
        api.say(7, "/help")
        api.answers(7, 1)


def test_a_second_bot_on_one_database_refuses_to_start(deployment: Deployment) -> None:
    """Of two on one database one alone sends: the second ends at once with a sentence, and fetches nothing."""
    api = deployment.api
    with deployment.running():
        api.settled("getUpdates")
        with process(deployment) as second:
            assert second.wait(40) == 2
        api.say(7, "/help")
        api.answers(7, 1)
    log = (deployment.folder / "log").read_text()
    assert log.splitlines()[-1].startswith("Another Briefbot sends messages from this database already.")
    assert "Traceback" not in log


def test_a_wrong_token_is_told(deployment: Deployment) -> None:
    """A token that Telegram does not know ends the bot with a sentence that does not hold it."""
    with process(deployment, BRIEFBOT_TELEGRAM_TOKEN="123:wrong-token") as bot:  # noqa: S106 (of no bot)
        assert bot.wait(40) == 2
    log = (deployment.folder / "log").read_text()
    assert "does not accept the token" in log
    assert "123:wrong-token" not in log
    assert "Traceback" not in log


def test_a_token_that_is_revoked_ends_the_bot(deployment: Deployment) -> None:
    """The bot does not go on with a token that is no longer its own."""
    api = deployment.api

    def run() -> None:
        with deployment.running():
            api.settled("getUpdates")
            api.trouble.append(Trouble(401, "Unauthorized", method=None, times=99))
            api.say(7, ASK)
            deployment.thread.join(20)

    with pytest.raises(BotError, match="does not accept the token"):
        run()


def test_being_told_to_end_drains_what_waits(deployment: Deployment) -> None:
    """SIGTERM: what was taken is answered, then the process ends with status 0, and nothing is done twice later."""
    api = deployment.api
    api.latency = 0.1
    with process(deployment) as bot:
        api.settled("getUpdates")
        for chat in range(10, 20):
            api.say(chat, ASK)
        api.answers(10, 1)
        api.wait(lambda: not api.unconfirmed)  # all are taken: the first answer may come before the rest is fetched
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(40) == 0
    taken = {sent.chat_id for sent in api.sent}
    with deployment.running():
        for chat in range(10, 20):
            api.answers(chat, 1)
    assert len(api.sent) == 10
    assert len(taken) > 1


def test_the_token_is_in_no_log(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong, the log names no token; neither do the settings or the bot's description."""
    api = deployment.api
    api.trouble += [Trouble(500, "Oh"), Trouble(0), Trouble(400, "Bad Request: oh"), Trouble(502, "x", method="getUpdates")]
    with process(deployment) as bot:
        for _ in range(3):
            api.say(7, ASK)
        api.update({"message": {"nonsense": True}})
        api.answers(7, 2, 60)
        bot.send_signal(signal.SIGTERM)
        bot.wait(40)
    log = (deployment.folder / "log").read_text()
    assert log
    assert TOKEN not in log
    assert TOKEN.split(":")[1] not in log


def test_a_missing_token_is_told(deployment: Deployment) -> None:
    """Without a token the bot says where to get one, and where to put it."""
    with process(deployment, BRIEFBOT_TELEGRAM_TOKEN="") as bot:
        assert bot.wait(20) == 2
    assert re.fullmatch(r"The bot needs a token: .*BRIEFBOT_TELEGRAM_TOKEN\.\n", (deployment.folder / "log").read_text())


def test_menus_are_set_by_scope(deployment: Deployment) -> None:
    """People, groups and admins each have their commands in Telegram's menu."""
    api = deployment.api
    with deployment.running(menus=True):
        api.wait(lambda: len(api.menus) == 3)
    assert "forget" in api.menus["all_private_chats"]
    assert "forget" not in api.menus["all_group_chats"]
    assert "allow" in api.menus["chat"]
