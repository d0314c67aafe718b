"""Several processes serve one bot from one database: workers share its chats, one schedules, and a lost one is replaced."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from botapi import BotApi
from botapi.deployment import ADMIN, SECRET, Deployment, hook_here, process
from briefbot.config import WebhookSettings
from briefbot.errors import BotError
from briefbot.fetching import Fetcher
from briefbot.store.processes import Mode, Process
from briefbot.store.store import Store
from briefbot.telegram import owning, sharing
from briefbot.telegram.roles import Role
from briefbot.telegram.sharing import Lookout
from support.articles import article, token
from support.cut import Cable
from support.databases import Databases, rows
from support.web import Page, serving

CHATS, QUESTIONS = 6, 4


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other sooner than in life."""
    monkeypatch.setattr(owning, "_LOOK", 0.1)
    monkeypatch.setattr(owning, "_GRACE", 0.1)
    monkeypatch.setattr(sharing, "_LOOK", 0.1)


def question(number: int) -> str:
    """A question that only the article of this number answers."""
    return f"What did anybody say about {token(number)}?"


def answered(api: BotApi, chat: int, numbers: list[int]) -> list[int]:
    """Which of these questions were answered in a chat, in the order of the answers; none is one of another's."""
    return [number for sent in api.to(chat) for number in numbers if token(number) in sent.text]


@contextmanager
def working(deployment: Deployment, count: int, **how: Any) -> Iterator[list[WebhookSettings]]:
    """So many workers behind one webhook."""
    url = f"http://127.0.0.1:{hook_here().port}/of/telegram"
    places = [replace(hook_here(), url=url) for _ in range(count)]
    deployment.api.behind[:] = [f"http://127.0.0.1:{one.port}" for one in places]
    with ExitStack() as running:
        for one in places:
            running.enter_context(deployment.running(webhook=one, role=Role.WORKER, **how))
        deployment.api.settled("setWebhook", count)
        yield places


# Who is dead


def one(beat: int, number: int = 1) -> Process:
    """A process that has worked so far."""
    return Process(number, 4242, Mode.WEBHOOK, beat)


def test_a_process_without_a_session_is_dead_after_a_while() -> None:
    """Not at once: a server that was started anew has none of its processes for a moment."""
    lookout = Lookout()
    found = {now: lookout.dead([one(int(now)), one(int(now), 2)], {2}, now) for now in (0.0, 5.0, 9.0, 10.0)}
    assert found == {0.0: [], 5.0: [], 9.0: [], 10.0: [1]}


def test_a_process_that_is_back_is_not_dead() -> None:
    """Its absence begins anew with the next one."""
    lookout = Lookout()
    seen = [lookout.dead([one(int(now))], {1} if now == 6.0 else set(), now) for now in (0.0, 6.0, 12.0, 18.0)]
    assert seen == [[], [], [], []]
    assert lookout.dead([one(19)], set(), 22.0) == [1]


def test_a_process_that_has_a_session_and_does_nothing_is_dead() -> None:
    """It is frozen, or a proxy holds its session: its beat stands still."""
    lookout = Lookout()
    assert [lookout.dead([one(7)], {1}, now) for now in (0.0, 6.0, 12.0, 18.0, 20.0)] == [[], [], [], [], [1]]


def test_who_was_blind_takes_nobody_for_dead() -> None:
    """While the database could not be reached nobody could work: what was seen before says nothing."""
    lookout = Lookout()
    assert [lookout.dead([one(7)], set(), now) for now in (0.0, 5.0, 60.0, 65.0)] == [[], [], [], []]
    assert lookout.dead([one(7)], set(), 70.0) == [1]


def test_a_dead_one_is_replaced_within_half_a_minute() -> None:
    """By the numbers that hold in life: absent or frozen, and two looks."""
    assert max(sharing._ABSENT, sharing._FROZEN) + 2 * 2.0 < 30
    assert sharing._BLIND > 3 * 2.0


# Workers


@pytest.mark.postgresql
def test_workers_share_the_chats_and_each_keeps_its_order(deployment: Deployment, api: BotApi) -> None:
    """Questions come to either of two, some of them twice: each is answered once, and each chat's in their order."""
    api.latency = 0.01
    api.bringer.loses_every = 5
    asked = {100 + chat: [chat * QUESTIONS + n for n in range(QUESTIONS)] for chat in range(CHATS)}
    with working(deployment, 2):
        for n in range(QUESTIONS):
            for chat, numbers in asked.items():
                api.say(chat, question(numbers[n]))
        api.wait(lambda: all(len(api.to(chat)) >= QUESTIONS for chat in asked), 30)
        api.wait(lambda: not api.unconfirmed)
        api.wait(lambda: not rows(deployment.url, "SELECT 1 FROM claims"))
    assert {chat: answered(api, chat, numbers) for chat, numbers in asked.items()} == asked
    assert not rows(deployment.url, "SELECT 1 FROM processes")


@pytest.mark.postgresql
def test_a_person_has_one_limit_with_all_workers(deployment: Deployment, api: BotApi) -> None:
    """Whichever of them gets a question, it counts."""
    with working(deployment, 2, questions_per_minute=3):
        for number in range(6):
            api.say(7, question(number))
            api.wait(lambda: not api.unconfirmed)
        api.answers(7, 4)
        api.wait(lambda: not rows(deployment.url, "SELECT 1 FROM updates WHERE payload IS NOT NULL"))
    assert [bool(sent.quotes()) for sent in api.to(7)] == [True, True, True, False]
    assert rows(deployment.url, "SELECT person_id, kind FROM acts") == [(7, "QUESTION")]


@pytest.mark.postgresql
@pytest.mark.parametrize("fate", ["frozen", "absent"])
def test_what_a_lost_worker_had_is_anothers(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, fate: str
) -> None:
    """One that does nothing any more, or whose session is gone, has a chat in which a question waits: it is answered."""
    monkeypatch.setattr(sharing, "_FROZEN" if fate == "frozen" else "_ABSENT", 0.3)
    store, lost = Store(deployment.url), 5
    with working(deployment, 1), ExitStack() as session:
        if fate == "frozen":
            session.enter_context(store.present(lost))
        with store.write() as work:
            work.processes.join(lost, 4242, Mode.WEBHOOK)
            assert work.processes.claim(lost, {7}) == {7}
        api.say(7, question(1))
        api.say(8, question(2))
        api.answers(8, 1)
        assert answered(api, 7, [1]) == [] or fate == "absent"
        api.answers(7, 1)
    with store.write() as work:
        assert work.processes.claim(lost, {7}) == set()  # it is known to be dead, should it come back
    store.close()


@pytest.mark.postgresql
def test_a_worker_that_was_taken_for_dead_ends(deployment: Deployment, api: BotApi) -> None:
    """Whatever kept it from working: another one does what it did."""

    def lose() -> None:
        with working(deployment, 1):
            api.say(7, question(1))
            api.answers(7, 1)
            store = Store(deployment.url)
            with store.write() as work:
                work.processes.leave([one.id for one in work.processes.all_processes()])
            store.close()
            deployment.thread.join(20)

    with pytest.raises(BotError, match="taken this one for dead"):
        lose()


@pytest.mark.postgresql
def test_another_bot_has_no_place_on_the_database(deployment: Deployment, api: BotApi) -> None:
    """What is to be sent tells no bot: two would send each other's."""
    store = Store(deployment.url)
    with store.present(5), store.write() as work:
        work.processes.join(5, 777, Mode.WEBHOOK)
    with store.present(5), pytest.raises(BotError, match=r"Another bot \(its number is 777\)"), deployment.running():
        deployment.thread.join(20)
    with deployment.running():  # of a process that is gone nothing is left
        api.say(7, "/help")
        api.answers(7, 1)
    store.close()


@pytest.mark.postgresql
def test_of_workers_that_poll_one_fetches_and_the_next_takes_its_place(deployment: Deployment, api: BotApi) -> None:
    """The others answer with it."""
    with ExitStack() as first:
        first.enter_context(deployment.running(role=Role.WORKER))
        api.settled("getUpdates")
        with deployment.running(role=Role.WORKER):
            api.say(7, question(1))
            api.answers(7, 1)
            first.close()
            api.say(7, question(2))
            api.answers(7, 2)
    assert answered(api, 7, [1, 2]) == [1, 2]


@pytest.mark.postgresql
def test_a_worker_that_is_cut_off_from_the_database_is_replaced(
    deployment: Deployment, api: BotApi, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection falls silent in the middle of an answer: another one does what it had to do; one message comes twice."""
    monkeypatch.setattr(sharing, "_ABSENT", 0.3)
    monkeypatch.setattr("briefbot.telegram.bot._DRAIN", 0.2)
    api.latency = 0.3
    with working(deployment, 1) as (place,), Cable(databases.server.folder / ".s.PGSQL.5432", patience=0.2) as cable:
        beside = replace(hook_here(), url=place.url)
        there, here = list(api.behind), f"http://127.0.0.1:{beside.port}"
        far = replace(deployment, url=cable.url(deployment.url.partition("@/")[2].partition("?")[0]))
        with far.running(webhook=beside, role=Role.WORKER):
            api.settled("setWebhook", 2)
            api.behind[:] = [here]
            for number in (1, 2, 3):
                api.say(7, question(number))
            api.wait(lambda: not api.unconfirmed)
            api.settled("sendMessage")
            cable.cut()
            api.behind[:] = there
            api.wait(lambda: set(answered(api, 7, [1, 2, 3])) == {1, 2, 3}, 20)
            cable.take_away()
    assert list(dict.fromkeys(answered(api, 7, [1, 2, 3]))) == [1, 2, 3]
    assert len(api.to(7)) <= 4


# The scheduler


@pytest.mark.postgresql
def test_a_scheduler_brings_in_what_a_worker_was_sent(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker writes it down and sends the answer; what came in is in all workers' answers. A second scheduler stands by."""
    monkeypatch.setattr("briefbot.telegram.scheduling._LOOK", 0.1)
    text = str(article(77)["text"]).replace("\n\n", "</p><p>")
    page = f"<html lang='en'><head><title>Of {token(77)}</title></head><body><article><p>{text}</p></article></body></html>"
    fetcher = Fetcher({"127.0.0.1"})
    with (
        serving() as site,
        working(deployment, 2),
        deployment.running(role=Role.SCHEDULER, fetcher=fetcher),
        deployment.running(role=Role.SCHEDULER),
    ):
        site.pages["/a"] = Page(page.encode())
        api.say(ADMIN, site.url("/a"))
        assert "Brought in." in api.answers(ADMIN, 1)[0].text
        for chat in (7, 8):
            api.say(chat, question(77))
            assert answered_within(api, chat) == [77]


def answered_within(api: BotApi, chat: int) -> list[int]:
    """What is answered in a chat."""
    api.answers(chat, 1)
    return answered(api, chat, [77])


# Killed


@pytest.mark.slow
@pytest.mark.postgresql
def test_kills_lose_no_question(deployment: Deployment, api: BotApi) -> None:
    """Of two workers under load one is killed and started anew, then the other: each question is answered, hardly one twice."""
    api.latency = 0.02
    rng = random.Random(5)  # noqa: S311 (a moment, no secret)
    url = f"http://127.0.0.1:{hook_here().port}/of/telegram"
    ports = [hook_here().port for _ in range(2)]
    api.behind[:] = [f"http://127.0.0.1:{port}" for port in ports]
    shared = {"BRIEFBOT_WEBHOOK_URL": url, "BRIEFBOT_WEBHOOK_SECRET": SECRET}
    asked = {100 + chat: [chat * 5 + n for n in range(5)] for chat in range(CHATS)}

    def start(running: ExitStack, port: int) -> Any:
        place = {**shared, "BRIEFBOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
        return running.enter_context(process(deployment, "--role", "worker", **place))

    with ExitStack() as running:
        workers = [start(running, port) for port in ports]
        api.settled("setWebhook", 2)
        for n in range(5):
            for chat, numbers in asked.items():
                api.say(chat, question(numbers[n]))
            if n in (1, 3):
                time.sleep(rng.uniform(0, 0.3))
                workers[n // 2].kill()
                workers[n // 2].wait()
                workers[n // 2] = start(running, ports[n // 2])
        done = lambda: all(set(answered(api, chat, numbers)) == set(numbers) for chat, numbers in asked.items())  # noqa: E731
        with suppress(AssertionError):
            api.wait(done, 40)
    found = {chat: Counter(answered(api, chat, numbers)) for chat, numbers in asked.items()}
    assert {chat: sorted(counts) for chat, counts in found.items()} == asked
    assert max(sum(counts.values()) - len(counts) for counts in found.values()) <= 2
    assert sum(sum(counts.values()) - len(counts) for counts in found.values()) <= CHATS
