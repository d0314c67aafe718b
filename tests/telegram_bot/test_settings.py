"""Settings in Telegram: one message that changes in place, what each setting does, and who may change it."""

import json
import re
from io import BytesIO

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript, without_zones
from briefbot.archive import Archive
from briefbot.dialogue.preferences import Preferences
from briefbot.telegram.bot import TelegramBot

GROUP, MEMBER, MANAGER = -500, 8, 9
ASK = "What did Lavrov say about Syria?"
ARTICLE = {
    "id": "bridge",
    "title": "Мост через Тарну",
    "source": "Вестник Тарны",
    "published": "2015-05-06",
    "url": "https://vestnik.example/most",
    "language": "ru",
    "text": (
        "Мэр Агнесса Холмогорова рассказала о новом мосте через реку.\n\n"
        "«Мы откроем мост до зимы, и проезд по нему будет бесплатным», — сказала Агнесса Холмогорова журналистам."
    ),
}


def asked(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None) -> str:
    """Press the button that is called so, ticked or not, and wait for what it shows."""
    count, before = len(api.toasts), (message.html, message.keyboard)
    whole = next(one for one in message.labels if one.removeprefix("✓ ") == label)
    api.press(message, whole, person)
    api.wait(lambda: len(api.toasts) > count)
    if not api.toasts[count]:
        api.wait(lambda: (message.html, message.keyboard) != before)
    return api.toasts[count]


def of(bot: TelegramBot, chat: int = 7) -> Preferences:
    """What is kept for a chat."""
    with bot._store.read() as work:
        return work.preferences.of(chat)


@pytest.fixture
def with_article(deployment: Deployment) -> Deployment:
    """An archive that also holds a Russian article with an address."""
    file = deployment.folder / "bridge.jsonl"
    file.write_text(json.dumps(ARTICLE))
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        briefbot.ingest([str(file)], BytesIO())
        briefbot.refresh()
    return deployment


def test_one_message_changes_in_place(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """Every button turns the same message to what it set, in the language and by the clocks that were chosen in it."""
    message = asked(api, "/settings")
    seen = [transcript([message])]
    for label in (
        "10 quotations", "Show link previews", "Write names in Latin letters", "Language ›", "Русский", "Дайджест ›", "08:00",
        "UTC", "Дайджест ›", "пн", "20:00", "Выключить дайджест", "‹ Назад",
    ):  # fmt: skip
        if label == "UTC":  # no zone was chosen yet, so that the hour led here
            seen.append(transcript([message]))
            api.press(message, "", data="1:z:3buwz:2")
            api.wait(lambda: "UTC" in message.text and "Настройки" in message.text)
        else:
            pressed(api, message, label)
        seen.append(transcript([message]))
    assert len(api.to(7)) == 1
    assert of(bot) == Preferences("UTC", "ru", 10, previews=True, latin=True)
    assert [without_clocks(one) for one in seen] == snapshot


def without_clocks(text: str) -> str:
    """A transcript that reads the same on any day."""
    text = without_zones(text)
    text = re.sub(r"\d\d:\d\d(?=[.\]\n]| UTC|$)(?<!08:00)(?<!20:00)", "HH:MM", text)
    return re.sub(r"(следующий: ).*", r"\1…", text)


@pytest.mark.parametrize(("typed", "count"), [("quotations 3", 3), ("quotations 10", 10), ("цитаты 3", 3)])
def test_how_many_quotations_an_answer_shows(bot: TelegramBot, api: BotApi, typed: str, count: int) -> None:
    """The number that was chosen holds for an answer and its further pages, under numbers that go on."""
    asked(api, f"/settings {typed}")
    answer = asked(api, ASK)
    shown = len(answer.quotes())
    assert min(count, 3) <= shown <= count  # fewer where fewer belong together
    pressed(api, answer, "More ›")
    page = api.answers(7, 3)[-1]
    assert page.heads()[0].startswith(f"{shown + 1}.")
    assert len(page.quotes()) <= count


def test_previews_are_those_of_the_first_link(with_article: Deployment) -> None:
    """Switched on, an answer shows what is behind its first link, also after an edit; all else shows nothing."""
    api = with_article.api
    question = "Что сказала Холмогорова о мосте?"
    with with_article.running():
        assert not asked(api, question).preview
        settings = asked(api, "/settings")
        pressed(api, settings, "Show link previews")
        edited = api.say(7, ASK)
        answer = api.answers(7, 3)[-1]
        assert not answer.preview  # nothing there has an address
        api.edit(7, edited, question)
        api.wait(lambda: answer.preview)
        assert answer.preview == asked(api, question).preview == ARTICLE["url"]
        pressed(api, answer, "1")
        number = re.search(r"link:(q\w+)", str(answer.keyboard))
        assert number
        assert asked(api, f"/start {number[1]}").preview == ARTICLE["url"]
        pressed(api, settings, "Hide link previews")
        assert not asked(api, question).preview


def test_names_in_latin_letters(with_article: Deployment) -> None:
    """Names are written in Latin letters, wherever they are shown; the words stay, and either spelling finds them."""
    api = with_article.api
    with with_article.running():
        asked(api, "/settings names latin")
        for question in ("Что сказала Холмогорова о мосте?", "What did Kholmogorova say about the bridge?"):
            answer = asked(api, question, language="ru")
            assert answer.heads()[0].startswith("1. Agnessa Kholmogorova")
            assert answer.quotes()[0].startswith("«Мы откроем мост до зимы")
            assert not any("Холмогорова" in head for head in answer.heads())
        assert asked(api, "/speakers холм").text.startswith("Agnessa Kholmogorova")
        assert "Agnessa" in asked(api, "/why").text
        asked(api, "/settings names printed")
        assert "Агнесса Холмогорова" in asked(api, question).text


def test_only_admins_set_a_group(bot: TelegramBot, api: BotApi) -> None:
    """In a group its admins get buttons; others see what is set, and change nothing by pressing or typing."""
    api.group(GROUP).admins.add(MANAGER)
    seen = asked(api, "/settings", GROUP, person=MEMBER)
    assert seen.text.startswith("Settings")
    assert not seen.keyboard
    assert asked(api, "/settings quotations 10", GROUP, person=MEMBER).text == "Only admins of this group can change that."
    message = asked(api, "/settings", GROUP, person=MANAGER)
    assert pressed(api, message, "10 quotations", MEMBER) == "Only admins of this group can change that."
    assert of(bot, GROUP) == Preferences()
    pressed(api, message, "10 quotations", MANAGER)
    assert of(bot, GROUP) == Preferences(quotations=10)
    assert of(bot, MEMBER) == of(bot, MANAGER) == Preferences()
    pressed(api, asked(api, "/settings", GROUP, person=ADMIN), "3 quotations", ADMIN)
    assert of(bot, GROUP) == Preferences(quotations=3)


def test_what_cannot_be_set(bot: TelegramBot, api: BotApi) -> None:
    """It is said, with what can be set, and nothing changes."""
    for typed in ("quotations 7", "names", "nonsense", "previews maybe"):
        said = asked(api, f"/settings {typed}").text
        assert said.startswith(f"/settings {typed} cannot be read. What can be set: quotations 3, 5 or 10; ")
    assert of(bot) == Preferences()


def test_settings_with_commands_of_their_own(bot: TelegramBot, api: BotApi) -> None:
    """The language, the zone and the digest are set as by their commands."""
    assert asked(api, "/settings tz Munich").text.startswith("Munich (Europe/Berlin): it is ")
    assert asked(api, "/settings digest 08:30 weekdays").text.endswith("08:30.")
    assert "Digest: Monday to Friday, 08:30 (Berlin)" in asked(api, "/settings").text
    assert asked(api, "/settings language ru").text == "Язык: Русский."


def test_buttons_after_a_restart_and_forged_ones(deployment: Deployment) -> None:
    """Buttons work after a restart; those that mean nothing say so and go."""
    api = deployment.api
    with deployment.running():
        message = asked(api, "/settings")
    with deployment.running() as bot:
        pressed(api, message, "3 quotations")
        assert of(bot).quotations == 3
        forged = ("1:t:1:4", "1:t:0:9", "1:t:zz:1", "1:t:5:1440", "1:t:5:99999999999999999999", "1:t:6:0", "1:t:6:128",
                  "1:l:zzz:2", "1:z:0:2", "1:z:zzzz:2")  # fmt: skip
        for data in forged:
            message = asked(api, "/settings")
            count = len(api.toasts)
            api.press(message, "", data=data)
            api.wait(lambda: len(api.toasts) > count)  # noqa: B023 (waited for here)
            assert api.toasts[count].startswith("These buttons have expired"), data
            api.wait(lambda: not message.keyboard)  # noqa: B023 (as above)
        assert of(bot) == Preferences(quotations=3)


def test_settings_are_forgotten(bot: TelegramBot, api: BotApi) -> None:
    """/forget takes them back to what everybody has."""
    asked(api, "/settings quotations 10")
    asked(api, "/forget")
    assert of(bot) == Preferences()
