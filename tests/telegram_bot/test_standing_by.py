"""One bot on a database: another one takes over from a killed one, and a bot outlives its database's outages."""

import logging
import time

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import Deployment, process
from briefbot.errors import BotError
from briefbot.store.store import Store
from briefbot.telegram import chat_work, owning
from support.databases import Databases, looking_into, rows

ASK = "What did Lavrov say about missile defense?"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other sooner than in life."""
    monkeypatch.setattr(owning, "_LOOK", 0.1)
    monkeypatch.setattr(owning, "_GRACE", 0.1)


def is_noted(deployment: Deployment) -> bool:
    """Whether all that was sent is known to be: what is not is sent again."""
    return not rows(deployment.url, "SELECT 1 FROM messages WHERE letter IS NOT NULL")


@pytest.mark.slow
def test_a_killed_bot_is_replaced_within_half_a_minute(
    deployment: Deployment, api: BotApi, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that stands by answers nothing while the other is there, and takes over what that one left."""
    monkeypatch.undo()
    assert owning._LOOK + owning._GRACE <= 20
    monkeypatch.setattr(owning, "_LOOK", 0.1)
    monkeypatch.setattr(owning, "_GRACE", 0.1)
    with process(deployment) as first:
        api.settled("getUpdates")
        with caplog.at_level(logging.INFO), deployment.running(stands_by=True):
            api.wait(lambda: "this one stands by" in caplog.text)
            api.say(7, ASK)
            api.answers(7, 1)
            assert "takes over" not in caplog.text
            api.wait(lambda: is_noted(deployment))
            first.kill()
            first.wait()
            api.say(7, ASK)
            api.answers(7, 2, 30)
            assert "this one takes over" in caplog.text
    assert len(api.to(7)) == 2


def test_a_bot_that_stands_by_ends_when_it_is_told_to(deployment: Deployment, api: BotApi) -> None:
    """It has not to come into its own before; the other one goes on."""
    with deployment.running():
        api.settled("getUpdates")
        with deployment.running(stands_by=True):
            time.sleep(0.3)
        api.say(7, "/help")
        api.answers(7, 1)


@pytest.mark.postgresql
def test_a_bot_whose_database_another_one_took_over_ends(deployment: Deployment, api: BotApi) -> None:
    """Its session broke, and somebody else was there before it came back: of two, one would send everything twice."""
    other = Store(deployment.url)

    def lose() -> None:
        with deployment.running():
            api.settled("getUpdates")
            with other.owning_the_schedule() as taken:
                assert not taken
            query = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = :number"
            for _ in range(200):
                rows(deployment.url, query, {"number": 0x62726966})
                with other.owning_the_schedule() as taken:
                    if taken:
                        deployment.thread.join(20)
                        return

    with pytest.raises(BotError, match="Another Briefbot has taken this database over"):
        lose()
    other.close()


@pytest.mark.postgresql
def test_a_deadlock_costs_no_question(deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """What PostgreSQL takes back for the sake of others is done again, and answered once."""
    monkeypatch.setattr(chat_work, "_RETRY", 0.05)
    raising = "IF nextval('tries') = 1 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF; RETURN NEW;"
    with looking_into(deployment.url) as connection:
        connection.exec_driver_sql("CREATE SEQUENCE tries")  # which no transaction takes back
        connection.exec_driver_sql(f"CREATE FUNCTION once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raising} END $$")
        connection.exec_driver_sql("CREATE TRIGGER once BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION once()")
    with deployment.running():
        api.say(7, ASK)
        assert api.answers(7, 1)[0].quotes()
        api.say(7, "/help")
        api.answers(7, 2)
    assert len(api.to(7)) == 2
    assert rows(deployment.url, "SELECT last_value FROM tries") == [(2,)]


@pytest.mark.postgresql
def test_a_database_that_is_gone_for_a_while_costs_no_question(
    deployment: Deployment, api: BotApi, databases: Databases, caplog: pytest.LogCaptureFixture
) -> None:
    """Who asks meanwhile is told once, in their language, that it waits; once it is back, each question is answered once."""
    with deployment.running():
        api.say(7, ASK)
        api.answers(7, 1)
        api.wait(lambda: is_noted(deployment))
        with databases.server.gone():
            api.say(7, ASK, language="ru")
            assert api.answers(7, 2)[1].text.startswith("Архив сейчас недоступен")
            api.say(7, "/help", language="ru")
            api.say(8, "/help")
            assert api.answers(8, 1)[0].text.startswith("The archive cannot be reached just now.")
        first, _, second, help_ = api.answers(7, 4, 40)
        api.answers(8, 2, 40)
        assert first.quotes() == second.quotes() != []
        assert not help_.quotes()
        api.say(7, ASK)
        api.answers(7, 5)
    assert (len(api.to(7)), len(api.to(8))) == (5, 2)
    assert "Traceback" not in caplog.text


@pytest.mark.postgresql
def test_a_private_bot_shows_strangers_nothing_while_its_database_is_gone(
    deployment: Deployment, api: BotApi, databases: Databases
) -> None:
    """Whom it lets in, nobody can tell then: its admins alone hear that they wait, also where the first word is not taken."""
    with deployment.running(private=True, admins=frozenset({5})):
        api.settled("getUpdates")
        api.trouble.append(Trouble(403, "Forbidden: not now", chat_id=5, times=1))
        with databases.server.gone():
            api.say(7, ASK)
            api.say(5, ASK)
            assert api.answers(5, 1)[0].text.startswith("The archive cannot be reached just now.")
            assert not api.to(7)
        assert api.answers(5, 2, 40)[1].quotes()
    assert len(api.to(7)) == 1
    assert "closed" in api.to(7)[0].text or "private" in api.to(7)[0].text
