"""Time zones in Telegram: told, chosen, typed, shared, and who may set them."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect, text
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.server import Trouble
from botapi.transcript import transcript, without_zones
from briefbot.dialogue.zones import clock, find_zones, guesses
from briefbot.store import outbox
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.transport.location import without_coordinates

GROUP, MEMBER = -500, 8
LATITUDE, LONGITUDE = 48.137431, 11.575491
OTHER, SHARE = "Another city…", "Share my location…"


def asked(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None) -> str:
    """Press the button whose label begins so, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    whole = next(one for one in message.labels if one.startswith(label))
    api.press(message, whole, person)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def zone_of(bot: TelegramBot, chat: int = 7) -> str | None:
    """The zone that is kept for a chat."""
    with bot._store.read() as work:
        return work.preferences.of(chat).zone


@pytest.mark.parametrize(
    ("typed", "zone", "begins"),
    [
        ("Europe/Berlin", "Europe/Berlin", "Berlin (Europe/Berlin): it is "),
        ("Munich", "Europe/Berlin", "Munich (Europe/Berlin): it is "),
        ("Москва", "Europe/Moscow", "Москва (Europe/Moscow): it is "),
        ("asia/calcutta", "Asia/Kolkata", "Kolkata (Asia/Kolkata): it is "),
        ("UTC", "UTC", "UTC: it is "),
    ],
)
def test_a_zone_is_typed(bot: TelegramBot, api: BotApi, typed: str, zone: str, begins: str) -> None:
    """/tz with a city or a zone sets it, and says what the clocks show there; /tz alone tells it again."""
    assert asked(api, f"/tz {typed}").text.startswith(begins)
    assert zone_of(bot) == zone
    assert f"({zone}): it is " in (told := asked(api, "/tz").text) or told.startswith("UTC: it is ")


TYPED = ("UTC+5:30", "Birmingham", "Novosibrsk", "Nowhereville")


def test_the_picker(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """Nothing chosen, an offset, several places, a misspelt one, an unknown one: what is said, and which buttons there are."""
    now = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
    object.__setattr__(bot._updates._service, "clock", lambda: now)
    for line in ("/tz", *(f"/tz {typed}" for typed in TYPED)):
        asked(api, line)
    asked(api, "/tz", language="ru")
    assert zone_of(bot) is None
    assert without_zones(transcript(api.to(7))) == snapshot
    offered = [guesses("en", now), *(find_zones(typed, "en", now).choices for typed in TYPED), guesses("ru", now)]
    for said, choices in zip(api.to(7), offered, strict=True):
        assert [label for label in said.labels if label[-1].isdigit()] == [
            f"{one.place} {clock(one.zone, now)}" for one in choices
        ]


def test_a_button_sets_the_zone(deployment: Deployment) -> None:
    """A button under the choices works after a restart too; the message then says what was set, and has no buttons."""
    api = deployment.api
    with deployment.running():
        picker = asked(api, "/tz Birmingham")
    with deployment.running() as bot:
        pressed(api, picker, "Birmingham, AL")
        api.wait(lambda: not picker.keyboard)
        assert picker.text.startswith("Chicago (America/Chicago): it is ")
        assert zone_of(bot) == "America/Chicago"


def test_another_city_is_asked_for(deployment: Deployment) -> None:
    """A reply to the question for a city is read as one, also after a restart and after one that is unknown; others are not."""
    api = deployment.api
    with deployment.running():
        pressed(api, asked(api, "/tz"), OTHER)
        question = api.answers(7, 2)[-1]
        assert (question.asks, question.suggestions) == ("reply", ["City, country or zone"])
    with deployment.running() as bot:
        unknown = asked(api, "Nowhereville", reply_to=question.message_id)
        assert (unknown.asks, "Nowhereville" in unknown.text) == ("reply", True)
        assert asked(api, "Vienna", reply_to=unknown.message_id).text.startswith("Vienna (Europe/Vienna): it is ")
        assert zone_of(bot) == "Europe/Vienna"
        assert not asked(api, "Munich").text.startswith("Munich (")


def test_a_location_becomes_a_zone(deployment: Deployment) -> None:
    """The key that shares where one is goes away with the answer; no coordinate is in any row, handled or waiting."""
    api = deployment.api
    with deployment.running():
        pressed(api, asked(api, "/tz"), SHARE)
        assert api.answers(7, 2)[-1].asks == "location"
        api.say(7, "", location={"latitude": LATITUDE, "longitude": LONGITUDE, "horizontal_accuracy": 12.5})
        told = api.answers(7, 3)[-1]
        assert (told.asks, told.text.startswith("Berlin (Europe/Berlin): it is ")) == ("no more", True)
        api.say(7, "", venue={"location": {"latitude": LATITUDE, "longitude": LONGITUDE}, "title": "T", "address": "A"})
        assert api.answers(7, 4)[-1].text.startswith("Only text can be read here.")
        assert_no_coordinates(deployment.folder)


def test_no_coordinate_is_written_down(deployment: Deployment) -> None:
    """Killed before it handles a location, the bot has the zone in the database and no coordinate."""
    api = deployment.api
    with deployment.running() as bot:
        asked(api, "/help")
        bot.chats.queues.add = lambda *_: None  # type: ignore[method-assign] # what comes in now waits
        api.say(7, "", location={"latitude": LATITUDE, "longitude": LONGITUDE})
        api.say(7, "", location={"latitude": 89.9, "longitude": LONGITUDE})
        until(lambda: waiting(deployment.folder) == 2)
        assert_no_coordinates(deployment.folder)
    with deployment.running() as bot:
        assert [one.text.startswith("Berlin (") for one in api.answers(7, 3)[1:]] == [True, False]


def until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for what the server does not see."""
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.02)


def waiting(folder: Path) -> int:
    """How many updates wait to be handled."""
    engine = create_engine(f"sqlite:///{folder}/briefbot.db")
    with engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM updates WHERE payload IS NOT NULL")).scalar_one()
    engine.dispose()
    return int(count)


def assert_no_coordinates(folder: Path) -> None:
    """Neither the database's rows nor its files hold the place."""
    engine = create_engine(f"sqlite:///{folder}/briefbot.db")
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 (the database's own names)
                assert "11.5754" not in str(row)
                assert "latitude" not in str(row)
    engine.dispose()
    files = [path for path in folder.iterdir() if path.name.startswith("briefbot.db")]
    assert all(b"11.5754" not in path.read_bytes() for path in files)


def test_coordinates_are_taken_out_wherever_they_stand() -> None:
    """Of a location in a group, of a message that is replied to, of a live location's change, nothing is left."""
    place = {"latitude": LATITUDE, "longitude": LONGITUDE}
    located = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group"}, "location": place}
    venue = {**located, "venue": {"location": place, "title": "T", "address": "A"}}
    for payload in (
        {"message": located},
        {"edited_message": {**located, "chat": {"id": 7, "type": "private"}}},
        {"message": {"message_id": 2, "chat": {"id": 7, "type": "private"}, "text": "x", "reply_to_message": venue}},
        {"callback_query": {"message": venue}},
        {"message": {"chat": {"id": 7, "type": "private"}, "strange": [{"inner": place}]}},
    ):
        kept = json.dumps(without_coordinates(payload))
        assert "tude" not in kept
        assert "address" not in kept
    assert (
        without_coordinates({"message": {**located, "chat": {"id": 7, "type": "private"}}})["message"]["zone"]
        == "Europe/Berlin"
    )
    untouched = {"message": {"chat": {"id": 7, "type": "private"}, "text": "location"}}
    assert without_coordinates(untouched) == untouched


def test_who_may_set_the_zone_of_a_group(bot: TelegramBot, api: BotApi) -> None:
    """A group's zone is set by its admins, its creator, who writes in its name, and the bot's admins; others read it."""
    room = api.group(GROUP)
    room.creator, room.admins = 21, {22}
    refused = "Only admins of this group can change that."
    assert asked(api, "/tz Munich", GROUP, person=MEMBER).text == refused
    picker = asked(api, "/tz", GROUP, person=MEMBER)
    assert SHARE not in picker.labels
    assert pressed(api, picker, picker.labels[0], MEMBER) == refused
    assert pressed(api, picker, OTHER, MEMBER) == refused
    assert zone_of(bot, GROUP) is None
    for person, city, zone in ((21, "Vienna", "Europe/Vienna"), (22, "Paris", "Europe/Paris"), (ADMIN, "Rome", "Europe/Rome")):
        assert asked(api, f"/tz {city}", GROUP, person=person).text.startswith(city)
        assert zone_of(bot, GROUP) == zone
    anonymous = {"id": GROUP, "type": "supergroup", "title": "Group 500"}
    assert asked(api, "/tz Madrid", GROUP, person=1087968824, sender_chat=anonymous).text.startswith("Madrid")
    pressed(api, picker, OTHER, 22)
    assert api.answers(GROUP, 7)[-1].text == "Put a city after the command: /tz Munich"
    api.settled("getChatMember")
    assert {form["user_id"] for _, name, form in api.calls if name == "getChatMember"} == {MEMBER, 21, 22}


def test_what_is_not_known_is_not_allowed(bot: TelegramBot, api: BotApi) -> None:
    """Where Telegram does not tell who may manage a group, nothing is changed, and that is said; /tz alone works."""
    api.group(GROUP).admins = {22}
    api.trouble = [Trouble(500, "Internal Server Error", "getChatMember")]
    assert asked(api, "/tz Munich", GROUP, person=22).text.startswith("Telegram did not tell whether you are an admin")
    assert asked(api, "/tz", GROUP, person=22).text.startswith("No time zone is set here yet.")
    assert zone_of(bot, GROUP) is None
    assert asked(api, "/tz Munich", GROUP, person=22).text.startswith("Munich (Europe/Berlin)")


def test_a_question_asks_nobody_for_rights(bot: TelegramBot, api: BotApi) -> None:
    """Telegram is asked only where something may be changed: not for questions, and not in private."""
    api.group(GROUP)
    asked(api, "/ask What did Lavrov say about Syria?", GROUP, person=MEMBER)
    asked(api, "/tz Munich")
    assert not any(name == "getChatMember" for _, name, _ in api.calls)


def test_buttons_of_no_zone_expire(bot: TelegramBot, api: BotApi) -> None:
    """A button that carries no zone that is known is taken away."""
    picker = asked(api, "/tz")
    for data in ("1:z:5yc1:0", "1:z:0:7", f"1:z:{'z' * 50}:0"):
        count = len(api.toasts)
        api.press(picker, "", data=data)
        api.wait(lambda: len(api.toasts) > count)  # noqa: B023 (waited for here)
        assert api.toasts[count].startswith("These buttons have expired")
    assert zone_of(bot) is None


def test_a_question_for_a_city_is_forgotten_after_a_month(bot: TelegramBot, api: BotApi) -> None:
    """Which message asked for a city is kept for 30 days."""
    pressed(api, asked(api, "/tz"), OTHER)
    question = api.answers(7, 2)[-1]
    asked(api, "/help")  # so that the question was noted as sent
    for days, known in ((29, True), (31, False)):
        with bot._store.write() as work:
            work.chats.expire(datetime.now(UTC) + timedelta(days=days))
            assert work.outbox.is_question_for(7, question.message_id, outbox.ZONE) is known


def test_a_command_behind_a_mention_asks_for_rights_too(bot: TelegramBot, api: BotApi) -> None:
    """An admin who mentions the bot before the command may do what they may by the command alone."""
    api.group(GROUP).admins = {22}
    assert asked(api, "@brief_test_bot /tz Vienna", GROUP, person=22).text.startswith("Vienna (")
    assert asked(api, "@brief_test_bot /tz Munich", GROUP, person=MEMBER).text == "Only admins of this group can change that."
    assert zone_of(bot, GROUP) == "Europe/Vienna"


def test_what_becomes_of_the_digest(bot: TelegramBot, api: BotApi) -> None:
    """A digest that is set without a zone offers some; choosing one says when the digest comes, and moving it says it anew."""
    object.__setattr__(bot._updates._service, "clock", lambda: datetime(2026, 11, 23, 13, 5, tzinfo=UTC))
    planned = asked(api, "/digest 08:30", language="de")
    pressed(api, planned, "Berlin 14:05")
    api.wait(lambda: not planned.keyboard)
    assert planned.text == "Berlin (Europe/Berlin): it is 14:05 there. The next digest comes on 24 November 2026 at 08:30."
    assert asked(api, "/tz Auckland").text.endswith("The next digest comes on 24 November 2026 at 08:30.")
    assert zone_of(bot) == "Pacific/Auckland"


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["message", "location", "venue", "chat", "x"]), inner),
    max_leaves=20,
)


@given(JSON, st.lists(st.sampled_from(["message", "location", "venue", "x", 0]), max_size=5))
def test_no_shape_of_an_update_keeps_coordinates(around: object, path: list[str | int]) -> None:
    """Wherever coordinates stand in an update, they are taken out."""
    value: object = {"latitude": LATITUDE, "longitude": LONGITUDE, "around": around}
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    assert "tude" not in json.dumps(without_coordinates({"strange": value, "update_id": 1}))
