"""Reports of wrong speakers as a list that admins work off, one after the other and several at once."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript
from briefbot.archive import Archive
from briefbot.chat.reports import cases
from briefbot.telegram.bot import TelegramBot

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


def report(api: BotApi, number: int, reader: int = 7, *, again: bool = False) -> str:
    """A reader calls the speaker of a quotation wrong, of which the admins hear unless it is done again; its words."""
    before = {admin: len(api.to(admin)) for admin in (ADMIN, SECOND)}
    answer = asked(api, ASK, reader)
    pressed(api, answer, str(number))
    api.wait(lambda: "Wrong speaker?" in answer.labels)
    assert pressed(api, answer, "Wrong speaker?").startswith("Thank you.")
    for admin, count in before.items():
        api.answers(admin, count + (not again))
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
    following = api.answers(ADMIN, 5)[-1]
    assert following.quotes() == [second]
    pressed(api, following, "Later ›")
    api.wait(lambda: following.quotes() == [third])
    api.say(ADMIN, "Lakhdar Brahimi", reply_to=following.message_id)
    last = api.answers(ADMIN, 6)[-1]
    assert last.quotes() == [second]
    assert last.labels == ["The name is right", "Name nobody"]
    pressed(api, last, "The name is right")
    assert api.answers(ADMIN, 7)[-1].text == "No reports are waiting."
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
    assert api.answers(ADMIN, 4)[-1].quotes() == [second]
    api.wait(lambda: not listed.keyboard)
    api.say(ADMIN, "Somebody Else", reply_to=pushed.message_id)
    assert api.answers(ADMIN, 5)[-1].text == "That is settled already."


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
    pressed(api, api.to(ADMIN)[1], "Name nobody")
    assert pressed(api, listed, "", data=later) == "No other report is waiting."
    api.wait(lambda: not listed.keyboard)


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
