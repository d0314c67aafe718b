"""Buttons: what they show, twice, after a restart, and when they are too old."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript
from briefbot.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"
WRONG = "Wrong speaker?"


def asked(api: BotApi, line: str = ASK, chat: int = 7) -> Sent:
    """The answer to a question."""
    before = len(api.to(chat))
    api.say(chat, line)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None) -> str:
    """Press a button, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, label, person)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def settles(api: BotApi, condition: Callable[[], object]) -> None:
    """Wait for what a press leads to."""
    api.wait(condition)


def test_what_the_buttons_show(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """A number opens what can be done with its quotation: context, source, a citation to copy, and back again."""
    answer = asked(api)
    pressed(api, answer, "1")
    settles(api, lambda: WRONG in answer.labels)
    for count, label in enumerate(("1. Context", "Source", "Copy citation"), start=2):
        pressed(api, answer, label)
        api.answers(7, count)
    pressed(api, answer, "‹ Back")
    settles(api, lambda: "1" in answer.labels)
    assert transcript(api.to(7)) == snapshot


def test_pressing_twice_does_no_harm(bot: TelegramBot, api: BotApi) -> None:
    """The second press of context, of more, and of a number shows nothing twice."""
    answer = asked(api, "What did Lavrov say about Syria?")
    pressed(api, answer, "1")
    settles(api, lambda: WRONG in answer.labels)
    data = answer.button("1. Context")["callback_data"]
    api.press(answer, "", data=data)
    api.press(answer, "", data=data)
    api.wait(lambda: "It is shown below." in api.toasts)
    pressed(api, answer, "‹ Back")
    settles(api, lambda: "More ›" in answer.labels)
    more = answer.button("More ›")["callback_data"]
    api.press(answer, "", data=more)
    api.press(answer, "", data=more)
    api.wait(lambda: api.toasts.count("It is shown below.") == 2)
    assert len(api.answers(7, 3)) == 3
    assert "6. Sergei Lavrov" in api.to(7)[2].text
    assert "More ›" not in answer.labels


def test_more_goes_on_in_the_conversation(bot: TelegramBot, api: BotApi) -> None:
    """After the button, "context 6" and "more" mean the further page."""
    answer = asked(api, "What did Lavrov say about Syria?")
    pressed(api, answer, "More ›")
    api.answers(7, 2)
    assert asked(api, "context 6").text.startswith("6. ")


def test_buttons_work_after_a_restart(deployment: Deployment) -> None:
    """What a button needs is in the database, not in memory."""
    api = deployment.api
    with deployment.running():
        answer = asked(api)
    with deployment.running():
        pressed(api, answer, "2")
        settles(api, lambda: "2. Context" in answer.labels)
        pressed(api, answer, "2. Context")
        assert api.answers(7, 2)[1].reply_to == answer.message_id


def test_old_buttons_say_so_and_go(bot: TelegramBot, api: BotApi) -> None:
    """Data of another version, of nobody, or of another chat: a word, and the buttons are taken away."""
    answer = asked(api)
    elsewhere = asked(api, chat=8)
    forged = ("junk", "1:n:zzz:1", f"1:n:{'z' * 20}:1", f"1:u:{'z' * 20}:0", "1:t:6:128", "1:l:zzz:0")
    for data in ("0:n:1:1", *forged, elsewhere.button("1")["callback_data"]):
        count = len(api.toasts)
        api.press(answer, "", data=data)
        api.wait(lambda: len(api.toasts) > count)  # noqa: B023 (waited for here)
        assert api.toasts[count].startswith("These buttons have expired")
    settles(api, lambda: not answer.keyboard)


def test_forgetting_is_at_once(bot: TelegramBot, api: BotApi) -> None:
    """After /forget no row names the person, and the buttons have expired; a later question works as ever."""
    answer = asked(api)
    asked(api, "/forget")
    assert pressed(api, answer, "1").startswith("These buttons have expired")
    tables = {"answers": "person_id", "updates": "person_id", "reports": "person_id"}
    asked(api, "/help")
    with bot._store.read() as work:
        kept = {
            table: work._connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {column} = 7").scalar()  # noqa: S608
            for table, column in tables.items()
        }
        threads = work._connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar()
    assert kept == {"answers": 0, "updates": 2, "reports": 0}  # the press and /help came after it
    assert threads == 0
    assert asked(api).quotes()


def test_a_wrong_speaker_is_corrected(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """A report reaches the admin with the quotation; the name that they reply with stands under it from then on."""
    api.group(ADMIN, type="private")
    answer = asked(api, "What did Lavrov say about Syria?")
    pressed(api, answer, "1")
    settles(api, lambda: WRONG in answer.labels)
    assert pressed(api, answer, WRONG).startswith("Thank you.")
    assert pressed(api, answer, WRONG).startswith("You have told us already")
    (report,) = api.answers(ADMIN, 1)
    words = report.quotes()[0]
    api.say(ADMIN, "Lakhdar  Brahimi", reply_to=report.message_id)
    api.wait(lambda: report.text.startswith("Settled"))
    assert transcript(api.to(ADMIN)) == snapshot
    corrected = asked(api, "What did Lakhdar Brahimi say about the use of force?")
    assert words in corrected.quotes()


def reported(api: BotApi, answer: Sent, number: int) -> Sent:
    """Call a speaker wrong; the message that an admin gets."""
    pressed(api, answer, str(number))
    settles(api, lambda: WRONG in answer.labels)
    before = len(api.to(ADMIN))
    pressed(api, answer, WRONG)
    return api.answers(ADMIN, before + 1)[-1]


@pytest.mark.parametrize(("label", "under"), [("Name nobody", None), ("The name is right", "Sergei Lavrov")])
def test_an_admin_settles_a_report(bot: TelegramBot, api: BotApi, label: str, under: str | None) -> None:
    """Only an admin settles a report, once; what they say holds for the next answer."""
    api.group(ADMIN, type="private")
    report = reported(api, asked(api, "What did Lavrov say about the use of force in Syria?"), 1)
    data, words = report.button(label)["callback_data"], report.quotes()[0].strip("“”")
    assert pressed(api, report, label, person=7) == "Only an admin of this bot can do that."
    assert pressed(api, report, label).startswith("Settled")
    settles(api, lambda: not report.keyboard)
    count = len(api.toasts)
    api.press(report, "", data=data)
    settles(api, lambda: len(api.toasts) > count)
    assert api.toasts[count] == "That is settled already."
    stored = bot._updates._service.briefbot.store.document("000_ef1bfbddb149f054")
    assert stored
    (speaker,) = {one.source.speaker for one in stored.passages if one.span.of(stored.document.text) == words}
    assert speaker == under


def test_reports_are_listed_for_admins(bot: TelegramBot, api: BotApi) -> None:
    """/reports shows what is not settled, and nobody else sees it."""
    api.group(ADMIN, type="private")
    report = reported(api, asked(api), 1)
    assert asked(api, "/reports").text == "That command is for the admins of this bot."
    assert asked(api, "/reports", ADMIN).quotes() == report.quotes()
    pressed(api, report, "Name nobody")
    assert asked(api, "/reports", ADMIN).text == "No reports are waiting."
