"""Updates, answers and buttons that nobody at Telegram makes: what cannot be read is put aside, and the bot goes on."""

from typing import Any

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from briefbot.telegram.bot import TelegramBot

ASK = "What did Lavrov say about missile defense?"
SECRET = "what nobody else may read"  # noqa: S105 (of no account)
HUGE = 10**20


def message(**changes: Any) -> dict[str, Any]:
    """An update with a message of a person's, with some of its fields changed."""
    person = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "en"}
    chat = {"id": 7, "type": "private", "first_name": "A"}
    told = {"message_id": 5, "date": 1_700_000_000, "chat": chat, "from": person, "text": SECRET}
    return {"message": {**told, **changes}}


def nested(depth: int) -> list[Any]:
    """Lists within lists."""
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return inner


UNREADABLE = {
    "the chat's number": message(chat={"id": HUGE, "type": "private"}),
    "a group's number": message(chat={"id": -HUGE, "type": "supergroup", "title": "G"}, text="/help", entities=[
        {"type": "bot_command", "offset": 0, "length": 5}]),
    "the person's number": message(**{"from": {"id": HUGE, "is_bot": False, "first_name": SECRET}}),
    "the number of a message": message(message_id=HUGE),
    "a number that is a word": message(chat={"id": SECRET, "type": "private"}),
    "a number that is true": message(chat={"id": True, "type": "private"}),
    "no date": message(date=None),
    "a date of no calendar": message(date=2**60),
    "a date that is a word": message(date=SECRET),
    "a text that is a list": message(text=[SECRET]),
    "a language that is a list": message(**{"from": {"id": 7, "is_bot": False, "first_name": "A", "language_code": ["en"]}}),
    "nobody": message(**{"from": None}),
    "a location of words": message(text=None, location={"latitude": SECRET, "longitude": SECRET}),
    "a place of no planet": message(text=None, location={"latitude": 1e400, "longitude": 5}),
    "too deep": message(photo=nested(400)),
    "a word": {"message": SECRET},
    "nothing": {"message": None},
    "an inline query of nobody": {"inline_query": {"id": "1", "query": SECRET, "offset": ""}},
    "an inline query of words": {"inline_query": SECRET},
    "a chosen result of nobody": {"chosen_inline_result": {"result_id": SECRET, "query": SECRET}},
    "an inline query without words": {"inline_query": {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "A"},
                                                       "query": None, "offset": True}},
    "a chosen result of no name": {"chosen_inline_result": {"result_id": None, "query": SECRET, "from": {
        "id": 7, "is_bot": False, "first_name": "A"}}},
    "a group that moves to no number": message(text=None, migrate_to_chat_id=HUGE),
    "a number that is deep within": message(reply_to_message={**message()["message"], "message_id": HUGE}),
    "a press of nobody": {"callback_query": {"id": "1", "chat_instance": "1", "data": SECRET, "message": message()["message"]}},
    "a member of nothing": {"my_chat_member": {"chat": {"id": 7, "type": "private"}, "date": 1_700_000_000}},
}  # fmt: skip


def test_what_cannot_be_read_is_put_aside(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    """It comes in batches with questions: those are answered, the next start is as any other, and no log tells what it said."""
    api = deployment.api
    for person, kind in enumerate(UNREADABLE.values(), start=100):
        api.update(kind)
        api.say(person, "/help")
    with deployment.running():
        for person in range(100, 100 + len(UNREADABLE)):
            api.answers(person, 1)
    with deployment.running() as bot:
        api.say(8, "/help")
        api.answers(8, 1)
        with bot._store.read() as work:
            assert work.inbox.waiting(bot._id) == []
    assert len(api.sent) == len(UNREADABLE) + 1
    assert SECRET not in caplog.text


def test_an_update_without_a_number_holds_nothing_up(deployment: Deployment) -> None:
    """It cannot be confirmed, so that the server brings it again and again; what comes with it is answered, once."""
    api = deployment.api
    api.say(8, ASK)
    strange = [message(), *({"update_id": number, **message()} for number in (HUGE, "7", 1.5, True, -3)), None, SECRET]
    get = api._get_updates

    async def with_strange(form: dict[str, Any]) -> list[Any]:
        return [*strange, *await get({**form, "timeout": 0})]

    api._get_updates = with_strange  # type: ignore[method-assign]
    with deployment.running():
        api.answers(8, 1)
        api.say(8, "/help")
        api.answers(8, 2)
    assert len(api.sent) == 2


def test_an_answer_without_updates_is_an_outage(deployment: Deployment) -> None:
    """A server that answers a poll with something else is asked again, as after an outage."""
    api = deployment.api
    get = api._get_updates
    strange: list[Any] = [None, {}, "text"]

    async def sometimes(form: dict[str, Any]) -> Any:
        return strange.pop() if strange else await get(form)

    api._get_updates = sometimes  # type: ignore[method-assign]
    with deployment.running():
        api.say(8, ASK)
        api.answers(8, 1)
    assert not strange


def test_half_a_character_is_shown_as_unreadable(bot: TelegramBot, api: BotApi) -> None:
    """Halves of characters are replaced before they are written down, so that a follow with one is kept and listed."""
    api.say(7, "/follow Lavrov \ud83d")
    assert "Sergei Lavrov" in api.answers(7, 1)[0].text
    api.say(7, "/following")
    assert "Lavrov �" in api.answers(7, 2)[1].text


FORGED = ("zzzzzzzzzzzzz:1", "1:99999999999999999999", "²:1", "1:٣", "-1:1", ":", "1:1:1", "1:1", "\x00:1")


def test_forged_buttons_are_answered(bot: TelegramBot, api: BotApi) -> None:
    """Whatever data a button carries, whoever presses it is answered, and others' questions are."""
    api.say(7, "/help")
    (under,) = api.answers(7, 1)
    forged = [f"1:{act}:{rest}" for act in "nbmcsqwpkuflthxz?" for rest in FORGED]
    for data in forged:
        api.press(under, "", data=data)
    api.wait(lambda: len(api.toasts) == len(forged), 60)
    assert not any(toast.startswith("Something went wrong") for toast in api.toasts)
    api.say(8, ASK)
    assert api.answers(8, 1)[0].quotes()


def test_a_fault_behind_a_button_is_told(bot: TelegramBot, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pressing a button fails here, the person is told so, instead of waiting for ever."""
    api.say(7, ASK)
    (answer,) = api.answers(7, 1)

    def fail(*_: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(bot._dispatcher, "handle", fail)
    api.press(answer, "1")
    api.wait(lambda: len(api.toasts) == 1)
    assert api.toasts[0].startswith("Something went wrong")


def test_what_cannot_be_handled_is_not_tried_at_every_start(
    deployment: Deployment, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that fails, and whose apology fails too, is put aside for good."""
    api = deployment.api
    with deployment.running() as bot:

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError(SECRET)

        monkeypatch.setattr(bot._updates, "apologise", fail)
        monkeypatch.setattr(bot._dispatcher, "handle_line", fail)
        api.say(7, ASK)
        api.say(7, "/help")
        api.answers(7, 1)
        with bot._store.read() as work:
            assert work.inbox.waiting(bot._id) == []
    assert "is put aside" in caplog.text


def test_a_number_that_is_none_is_told(bot: TelegramBot, api: BotApi) -> None:
    """Admins who mistype a number are told what is wanted, and nobody is let in or kept out."""
    typed = ["--5", "²", "1" + "0" * 23, "five", "5 6", "+5", "٣", "0x5", "-", "@somebody"]
    for words in typed:
        api.say(ADMIN, f"/allow {words}")
        api.say(ADMIN, f"/block {words}")
    told = api.answers(ADMIN, 2 * len(typed))
    assert all(one.text.startswith("Whom do you mean?") for one in told)
    with bot._store.read() as work:
        assert work._connection.exec_driver_sql("SELECT count(*) FROM access").scalar() == 0


def test_an_outage_of_nonsense_says_nothing_of_what_was_answered(
    deployment: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    """What a proxy answers in the place of Telegram is not written into the log."""
    api = deployment.api
    api.trouble.append(Trouble(502, SECRET, method="getUpdates"))
    with deployment.running():
        api.say(8, ASK)
        api.answers(8, 1)
    assert "Traceback" not in caplog.text
