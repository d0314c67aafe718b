"""Reports of wrong speakers as a list that admins work off, one after the other and several at once."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript
from briefbot.archive import Archive
from briefbot.chat.reports import cases
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.model import Span
from briefbot.reading.corrections import Report
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.controllers.reports import Reports
from support.articles import token

SECOND = 98  # another admin
ASK = "What did Lavrov say about Syria?"


def asked(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None, data: str | None = None) -> str:
    """Press a button, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, label, person, data)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def told(api: BotApi, admin: int) -> int:
    """Of how many reports an admin's messages tell together."""
    waiting = [re.match(r"(\d+) reports? waits?", one.text) for one in api.to(admin)]
    return sum(int(match[1]) if match else 1 for match in waiting)


def report(api: BotApi, number: int, reader: int = 7, *, again: bool = False) -> str:
    """A reader calls the speaker of a quotation wrong, of which the admins are told unless it is done again; its words."""
    before = {admin: told(api, admin) for admin in (ADMIN, SECOND)}
    answer = asked(api, ASK, reader)
    pressed(api, answer, str(number))
    api.wait(lambda: "Wrong speaker?" in answer.labels)
    assert pressed(api, answer, "Wrong speaker?").startswith("Thank you.")
    for admin, count in before.items():
        api.wait(lambda: told(api, admin) == count + (not again))  # noqa: B023 (called here)
    return answer.quotes()[number - 1]


@pytest.fixture
def admins(deployment: Deployment) -> Iterator[TelegramBot]:
    """A bot with two admins who have written to it."""
    for admin in (ADMIN, SECOND):
        deployment.api.group(admin, type="private")
    both = frozenset({ADMIN, SECOND})
    with deployment.running(clock=lambda: datetime(2026, 11, 23, 12, 0, tzinfo=UTC), admins=both) as running:
        yield running


def test_the_list_is_worked_off(admins: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """Oldest first, with how often and where; a decision brings the next one, and the last one says that nothing waits."""
    first, second, third = (report(api, number) for number in (1, 2, 3))
    assert report(api, 1, reader=8, again=True) == first
    listed = asked(api, "/reports", ADMIN)
    assert listed.text.startswith("3 reports wait")
    assert listed.quotes() == [first]
    assert transcript([listed]) == snapshot(name="the oldest")
    assert pressed(api, listed, "Name nobody").startswith("Settled")
    following = api.answers(ADMIN, 3)[-1]
    assert following.quotes() == [second]
    pressed(api, following, "Later ›")
    api.wait(lambda: following.quotes() == [third])
    api.say(ADMIN, "Lakhdar Brahimi", reply_to=following.message_id)
    last = api.answers(ADMIN, 4)[-1]
    assert last.quotes() == [second]
    assert last.labels == ["The name is right", "Name nobody"]
    pressed(api, last, "The name is right")
    assert api.answers(ADMIN, 5)[-1].text == "No reports are waiting."
    api.wait(lambda: all(one.text.startswith("Settled") for one in api.to(SECOND)))
    assert not cases(admins._briefbot)
    assert transcript(api.to(ADMIN)) == snapshot(name="all")


def test_a_second_report_of_the_same_words_calls_no_admin(admins: TelegramBot, api: BotApi) -> None:
    """The admins hear of some words once; the list counts who said it."""
    report(api, 1)
    report(api, 1, reader=8, again=True)
    assert asked(api, "/reports", ADMIN).text.startswith("1 report waits")
    assert len(api.to(ADMIN)) == 2


def test_several_admins_at_once(admins: TelegramBot, api: BotApi) -> None:
    """What one settles is settled in the other's messages too, whose list goes on by a button; nothing is settled twice."""
    first, second = report(api, 1), report(api, 2)
    mine, theirs = asked(api, "/reports", ADMIN), asked(api, "/reports", SECOND)
    assert mine.quotes() == theirs.quotes() == [first]
    stale = theirs.button("Name nobody")["callback_data"]
    pressed(api, mine, "The name is right")
    api.wait(lambda: theirs.text.startswith("Settled: the name stays."))
    assert theirs.labels == ["Next report ›"]
    pressed(api, theirs, "Next report ›")
    api.wait(lambda: theirs.quotes() == [second])
    assert pressed(api, theirs, "", data=stale) == "That is settled already."
    (case,) = cases(admins._briefbot)
    assert case.citation.text == second.strip("“”")
    assert asked(api, ASK).heads()[0].startswith("1. Sergei Lavrov")


def test_two_decisions_at_the_same_moment(admins: TelegramBot, api: BotApi) -> None:
    """Of two admins who press at once, one decides, and the other is told."""
    report(api, 1)
    mine, theirs = api.answers(ADMIN, 1)[0], api.answers(SECOND, 1)[0]
    api.press(mine, "Name nobody")
    api.press(theirs, "The name is right")
    api.wait(lambda: len(api.toasts) == 4)
    assert sorted(toast == "That is settled already." for toast in api.toasts[2:]) == [False, True]
    api.wait(lambda: mine.text.startswith("Settled") and mine.text == theirs.text)


def test_what_was_settled_elsewhere(admins: TelegramBot, api: BotApi, deployment: Deployment) -> None:
    """Settled on the command line, a report's message says so when it is pressed or replied to, and the list goes on."""
    report(api, 1)
    second = report(api, 2)
    listed = asked(api, "/reports", ADMIN)
    pushed = api.to(ADMIN)[0]
    with Archive.open(deployment.url, deployment.folder) as elsewhere:
        case, other = cases(elsewhere)
        assert (case.report.times, other.citation.text) == (1, second.strip("“”"))
        elsewhere.correct(case.citation.document.id, case.citation.span, None)
    assert pressed(api, listed, "The name is right") == "That is settled already."
    assert api.answers(ADMIN, 3)[-1].quotes() == [second]
    api.wait(lambda: not listed.keyboard)
    api.say(ADMIN, "Somebody Else", reply_to=pushed.message_id)
    assert api.answers(ADMIN, 4)[-1].text == "That is settled already."


def test_only_admins_work_it_off(admins: TelegramBot, api: BotApi) -> None:
    """Nobody else sees the list, or moves in it."""
    report(api, 1)
    report(api, 2)
    assert asked(api, "/reports").text == "That command is for the admins of this bot."
    listed = asked(api, "/reports", ADMIN)
    before = listed.html
    assert pressed(api, listed, "Later ›", person=7) == "Only an admin of this bot can do that."
    assert listed.html == before


def test_the_only_report_cannot_wait_behind_others(admins: TelegramBot, api: BotApi) -> None:
    """A button to go on from before says that nothing else waits, and goes."""
    report(api, 1)
    report(api, 2)
    listed = asked(api, "/reports", ADMIN)
    later = listed.button("Later ›")["callback_data"]
    pushed = api.to(ADMIN)[0]
    pressed(api, pushed, "Later ›")
    api.wait(lambda: pushed.button("Name nobody") != listed.button("Name nobody"))
    pressed(api, pushed, "Name nobody")
    assert pressed(api, listed, "", data=later) == "No other report is waiting."
    api.wait(lambda: not listed.keyboard)


def test_reports_are_gathered_in_one_message(deployment: Deployment) -> None:
    """Dozens of reports, at Telegram's own pace: one message, whose count grows; what the admin asks does not wait behind."""
    api = deployment.api
    api.group(ADMIN, type="private")
    presses: list[tuple[Sent, str]] = []
    with deployment.running(paced=True):
        for reader in range(7, 37):
            api.say(reader, f"What did anybody say about {token(reader)}?")
        for reader in range(7, 37):
            (answer,) = api.answers(reader, 1)
            number = answer.keyboard[0][0]["callback_data"].split(":")[2]
            presses += [(answer, f"1:w:{number}:{at + 1}") for at in range(len(answer.quotes()))]
        for answer, data in presses:
            api.press(answer, "", data=data)
        api.wait(lambda: len(api.toasts) == len(presses), 30)
        before = sum(form.get("chat_id") == ADMIN for _, _, form in api.calls)
        api.say(ADMIN, "/help")
        api.wait(lambda: any(one.text.startswith("Ask in") for one in api.to(ADMIN)))
        assert sum(form.get("chat_id") == ADMIN for _, _, form in api.calls) - before <= 3
        filed = api.toasts.count("Thank you. Those who run this bot will look at it.")
        assert filed >= 30
        message = api.to(ADMIN)[0]
        api.wait(lambda: message.text.startswith(f"{filed} reports wait"), 30)
    assert len(api.to(ADMIN)) == 2
    assert len(api.to(ADMIN)[0].quotes()) == 1


def test_reports_of_one_moment_are_counted_each(admins: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that was read before the message of another one was there makes that one's count grow all the same."""
    monkeypatch.setattr(Reports, "_told", lambda *_: None)
    first = report(api, 1)
    report(api, 2)
    assert [one.text.split("\n")[0] for one in api.to(ADMIN)] == ["2 reports wait"]
    assert api.to(ADMIN)[0].quotes() == [first]


def test_a_later_report_is_worth_another_message(deployment: Deployment) -> None:
    """More than an hour after the message before it, or when that is settled, a report has one of its own."""
    api, clock = deployment.api, [datetime(2026, 11, 23, 12, 0, tzinfo=UTC)]
    for admin in (ADMIN, SECOND):
        api.group(admin, type="private")
    with deployment.running(clock=lambda: clock[0], admins=frozenset({ADMIN, SECOND})):
        report(api, 1)
        clock[0] += timedelta(minutes=61)
        second = report(api, 2)
        assert api.answers(ADMIN, 2)[1].quotes() == [second]
        pressed(api, api.to(ADMIN)[1], "The name is right")
        api.wait(lambda: api.to(ADMIN)[1].text.startswith("Settled"))
        api.wait(lambda: api.to(SECOND)[1].text.startswith("Settled"))
        third = report(api, 3)
        assert api.answers(ADMIN, 3)[2].quotes() == [third]


def test_a_message_that_changes_while_it_is_sent(admins: TelegramBot) -> None:
    """What is written down in the place of a letter that is on its way is sent afterwards, by an edit."""
    store, now = admins._store, datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    first, second = (OutgoingMessage("send", text, reply_to=5) for text in ("One.", "Two."))
    with store.write() as work:
        report_ = Report(0, "d", Span(0, 3), "One", "Ann Lee", now)
        number = work.corrections.file_report(report_, 7, now)
        work.outbox.post(300, [first], now, report_id=number)
        (unsent,) = work.outbox.unsent(300)
        work.outbox.repost(unsent.id, second)
        work.outbox.sent(unsent.id, 77, first)
        (left,) = work.outbox.unsent(300)
        assert left.outgoing == OutgoingMessage("edit", "Two.", target=77)
        work.outbox.sent(unsent.id, 77, left.outgoing)
        assert not work.outbox.unsent(300)


LIGHTHOUSES = '"We will paint every lighthouse green before the summer," Imre Vass told reporters in Ostby.'


def bring(briefbot: Archive, folder: Path, text: str) -> None:
    """Bring in the article on lighthouses, or a new version of it."""
    file = folder / "lighthouses.jsonl"
    file.write_text(json.dumps({"id": "lighthouses", "title": "Green", "language": "en", "text": text}) + "\n")
    briefbot.ingest([str(file)], BytesIO())
    briefbot.refresh()


def reported_lighthouse(api: BotApi) -> Sent:
    """The message that an admin gets about it."""
    answer = asked(api, "Who said that every lighthouse will be green?")
    pressed(api, answer, "1" if "1" in answer.labels else "Wrong speaker?")
    if "1" in answer.labels:
        api.wait(lambda: "Wrong speaker?" in answer.labels)
        pressed(api, answer, "Wrong speaker?")
    return api.answers(ADMIN, 1)[0]


@pytest.fixture
def on_lighthouses(deployment: Deployment) -> Iterator[TelegramBot]:
    """A bot on an archive with an article on lighthouses, and an admin."""
    deployment.api.group(ADMIN, type="private")
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        bring(briefbot, deployment.folder, LIGHTHOUSES)
    with deployment.running() as running:
        yield running


def test_a_report_follows_its_words(on_lighthouses: TelegramBot, api: BotApi, deployment: Deployment) -> None:
    """In a new version of the document what is decided is the words, wherever they stand, and never others."""
    briefbot = on_lighthouses._briefbot
    words = reported_lighthouse(api).quotes()[0].strip("“”")
    bring(briefbot, deployment.folder, f'"Nothing at all will be painted red this year," Agnes Holm said.\n\n{LIGHTHOUSES}')
    listed = asked(api, "/reports", ADMIN)
    assert listed.quotes()[0].strip("“”") == words
    (case,) = cases(briefbot)
    assert case.citation.span.start > case.report.span.start
    api.say(ADMIN, "Dorota Lind", reply_to=listed.message_id)
    assert api.answers(ADMIN, 3)[-1].text == "No reports are waiting."
    stored = briefbot.store.document("lighthouses")
    assert stored
    names = {passage.span.of(stored.document.text)[:7]: passage.source.speaker for passage in stored.passages}
    assert (names["We will"], names["Nothing"]) == ("Dorota Lind", "Agnes Holm")


@pytest.mark.parametrize("now", ["Nothing of it is true.", LIGHTHOUSES.replace("Imre Vass", "Agnes Holm")])
def test_a_report_that_is_moot(on_lighthouses: TelegramBot, api: BotApi, deployment: Deployment, now: str) -> None:
    """Where its words are gone, or stand under another name by now, nothing waits, and a button says so."""
    pushed = reported_lighthouse(api)
    bring(on_lighthouses._briefbot, deployment.folder, now)
    assert asked(api, "/reports", ADMIN).text == "No reports are waiting."
    pressed(api, pushed, "Name nobody")
    api.wait(lambda: pushed.text.startswith("That quotation is no longer in the archive"))
    stored = on_lighthouses._briefbot.store.document("lighthouses")
    assert stored
    assert not on_lighthouses._briefbot.store.corrections()
