"""The bot in Russian: every command and button, as somebody reads it whose Telegram is Russian."""

import re
from datetime import UTC, datetime

import pytest
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript
from briefbot.telegram.bot import TelegramBot
from briefbot.wording.locale import reader_locale

ASK = "What did Lavrov say about missile defense?"


def said(api: BotApi, line: str, chat: int = 7, language: str = "ru", **message: object) -> Sent:
    """The reply to a line in a private chat."""
    before = len(api.to(chat))
    api.say(chat, line, language=language, **message)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None, language: str = "en") -> str:
    """Press a button, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, label, person, language=language)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def test_a_conversation_in_russian(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """From /start to a refusal: what somebody reads whose Telegram speaks Russian."""
    lines = ("/start", ASK, "and about Syria?", "more", "context 1", "source 2", "What did Angela Merkel say?", "/why")
    for line in lines:
        said(api, line)
    assert transcript(api.to(7)) == snapshot


def test_commands_in_russian(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """What each command tells, and what is said of those that cannot be done."""
    lines = (
        "/help", "/privacy", "/speakers lav", "/speakers zzz", "/sources", "/latest", "/stats", "/nonsense", "/ask", "/context",
        "context 99", "Syria since:someday", "/language", "/language Klingon", "/reports", "/forget", "more",
    )  # fmt: skip
    for line in lines:
        said(api, line)
    assert transcript(api.to(7)) == snapshot


def test_follows_and_settings_in_russian(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """What is followed, when a digest comes, by which clocks, and what is set here."""
    lines = (
        "/following", "/follow Lavrov", "/follow Lavrov", "/following", "/unfollow", "/unfollow 7", "/digest рано",
        "/tz Москва", "/tz Нигдеград", "/digest 08:30", "/digest silent", "/following", "/digest off", "/unfollow 1",
        "/settings", "/settings цитаты", "/settings quotations 3",
    )  # fmt: skip
    for line in lines:
        said(api, line)
    assert timeless(transcript(api.to(7))) == snapshot


def timeless(shown: str) -> str:
    """The same without what depends on the hour of the test."""
    shown = shown.replace("Сегодня этот час уже прошёл. ", "").replace(
        reader_locale("ru").day(datetime.now(UTC).date()), "СЕГОДНЯ"
    )
    return re.sub(r"сейчас там \d\d:\d\d", "сейчас там ЧАС", re.sub(r"[а-я]{2}, \d+ [а-я]+\.? \d{4}\s?г\., ", "ДЕНЬ, ", shown))


def test_buttons_in_russian(bot: TelegramBot, api: BotApi, snapshot: SnapshotAssertion) -> None:
    """What each button is called, shows, and answers when it is pressed."""
    answer = said(api, ASK)
    toasts = []

    def press(label: str) -> None:
        toasts.append(pressed(api, answer, label, language="ru"))

    press("1")
    api.wait(lambda: "Имя неверно?" in answer.labels)
    for label in ("1. Контекст", "Источник"):
        press(label)
    press("Имя неверно?")
    press("Имя неверно?")
    press("1. Контекст")
    press("‹ Назад")
    api.wait(lambda: "Ещё ›" in answer.labels)
    press("Ещё ›")
    api.answers(7, 4)
    api.press(answer, "", data="0:n:1:1", language="ru")
    api.wait(lambda: len(api.toasts) == len(toasts) + 1)
    assert [*toasts, api.toasts[-1]] == snapshot(name="toasts")
    assert transcript(api.to(7)) == snapshot(name="messages")


def test_what_admins_read_in_russian(deployment: Deployment, snapshot: SnapshotAssertion) -> None:
    """A report, its buttons and what comes of it, and who may use a private bot."""
    api = deployment.api
    api.group(-50)
    with deployment.running(private=True):
        said(api, ASK)
        api.say(-50, f"/ask {ASK}", person=7, language="ru")
        api.answers(-50, 1)
        said(api, "/language ru", ADMIN)
        for line in ("/reports", "/allow", "/allow 7", "/block 8"):
            said(api, line, ADMIN)
        answer = said(api, ASK)
        pressed(api, answer, "1", language="ru")
        api.wait(lambda: "Имя неверно?" in answer.labels)
        pressed(api, answer, "Имя неверно?", language="ru")
        report = api.answers(ADMIN, 6)[-1]
        assert timeless(transcript([report])) == snapshot(name="report")
        assert pressed(api, report, "Имя верно", language="ru") == "Решено: имя остаётся."
        api.wait(lambda: not report.keyboard)
    assert transcript([*api.to(-50), *api.to(7)[:1], *api.to(ADMIN)]) == snapshot


def test_a_language_is_chosen_by_a_button(bot: TelegramBot, api: BotApi) -> None:
    """The buttons name each language as it names itself, the choice holds for the chat, and Telegram's can be taken again."""
    asked = said(api, "/language", language="en")
    assert (asked.text, asked.labels) == ("Language: English.", ["English", "Русский", "✓ Use my Telegram language"])
    pressed(api, asked, "Русский")
    api.wait(lambda: asked.text == "Язык: Русский.")
    assert asked.labels == ["English", "✓ Русский", "Как в моём Telegram"]
    assert said(api, "/stats", language="en").text.startswith("61 документ, ")
    pressed(api, asked, "Как в моём Telegram")
    api.wait(lambda: asked.text == "Language: English.")
    assert said(api, "/stats", language="en").text.startswith("61 documents, ")


@pytest.mark.parametrize(
    ("typed", "language"), [("ru", "Русский"), ("Русский", "Русский"), ("russian", "Русский"), ("EN", "English")]
)
def test_a_language_is_chosen_by_its_name(bot: TelegramBot, api: BotApi, typed: str, language: str) -> None:
    """By its tag, its own name, or its English one, in any letters; it outlives the question of what Telegram says."""
    assert said(api, f"/language {typed}", language="de").text in (f"Язык: {language}.", f"Language: {language}.")
    assert said(api, "/language", language="de").text in (f"Язык: {language}.", f"Language: {language}.")


def test_a_language_that_is_not_spoken(bot: TelegramBot, api: BotApi) -> None:
    """Where Telegram says it, sentences are English; where somebody chooses it, they are told which there are."""
    assert said(api, "/stats", language="de").text.startswith("61 documents, ")
    assert said(api, "/language Deutsch", language="de").text == "Briefbot does not speak Deutsch. Language: English."


def test_buttons_of_a_language_that_is_gone(bot: TelegramBot, api: BotApi) -> None:
    """A language that was offered by another version is spoken no more."""
    asked = said(api, "/language")
    api.press(asked, "", data="1:l:zzz:0", language="ru")
    api.wait(lambda: api.toasts)
    assert api.toasts == ["Эти кнопки устарели. Спросите ещё раз, и появятся новые."]
    api.wait(lambda: not asked.keyboard)


def test_the_menus_are_in_each_language(deployment: Deployment, api: BotApi) -> None:
    """Telegram shows the commands in the language that it is set to."""
    with deployment.running(menus=True):
        api.wait(lambda: ("chat", "ru") in api.translated_menus)
    assert api.translated_menus["all_private_chats", "ru"]["latest"] == "самые новые документы"
    for scope, names in api.menus.items():
        assert list(api.translated_menus[scope, "ru"]) == names


def test_a_groups_language_is_its_admins_matter(bot: TelegramBot, api: BotApi) -> None:
    """Others may see it; who writes in it reads it, whatever their own Telegram is set to."""
    api.group(-50).admins.add(8)

    def last(line: str, person: int) -> str:
        before = len(api.to(-50))
        api.say(-50, line, person=person)
        return api.answers(-50, before + 1)[-1].text

    assert last("/language", 7) == "Language: English."
    assert last("/language ru", 7) == "Only admins of this group can change that."
    asked = api.to(-50)[0]
    assert pressed(api, asked, "Русский", person=7) == "Only admins of this group can change that."
    assert last("/language ru", 8) == "Язык: Русский."
    assert last("/stats", 7).startswith("61 документ, ")
    pressed(api, asked, "English", person=8)
    api.wait(lambda: "✓ English" in asked.labels)
    assert last("/stats", 7).startswith("61 documents, ")
