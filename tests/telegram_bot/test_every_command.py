"""One conversation in each language through every command and every button, as a transcript to read and compare."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from syrupy.assertion import SnapshotAssertion

from botapi import BotApi, Sent
from botapi.deployment import ADMIN, Deployment
from botapi.transcript import transcript, without_zones
from briefbot.archive import Archive
from briefbot.dialogue.buttons import Act, Press
from briefbot.dialogue.commands import COMMANDS, Channel
from briefbot.dialogue.keeping_buttons import FeedStep, Step
from briefbot.telegram.bot import TelegramBot
from briefbot.wording.locale import reader_locale
from briefbot.wording.translation import own_name
from support.news import as_lines, story

PERSON, GROUP, CHANNEL = 7, -50, -1001234567890
POST = "“We shall paint the lighthouse green before the winter storms arrive,” said Odile Brack."
POSTED = int(datetime(2016, 9, 8, 12, 30, tzinfo=UTC).timestamp())
NAMESAKES = (
    '"Every lamp of the harbour will be repaired before the frost," Clara Vane told reporters.',
    '"Nobody has counted the lamps of the harbour for a decade," Oscar Vane told reporters.',
)
# What is asked, in each language; of the archive's names, Lavrov alone is one that a Russian question declines.
LINES = {
    "en": {
        "lavrov": "What did Lavrov say about missile defense?",
        "syria": "and about Syria?",
        "vane": "What did Vane say about the lamps?",
        "merkel": "What did Angela Merkel say?",
        "missing": "What did Lavrov say about fishing quotas?",
    },
    "ru": {
        "lavrov": "Что Лавров сказал о противоракетной обороне?",
        "syria": "а о Сирии?",
        "vane": "What did Vane say about the lamps?",
        "merkel": "Что сказала Ангела Меркель?",
        "missing": "Что Лавров сказал о рыболовных квотах?",
    },
}


class Conversation:
    """A conversation that is noted down: what people type and press, and every message that comes or changes with it."""

    def __init__(self, bot: TelegramBot, api: BotApi, language: str) -> None:
        self._bot, self._api, self.language = bot, api, language
        self._seen: dict[tuple[int, int], Sent] = {}
        self.parts: dict[str, list[str]] = {}
        self.commands: set[str] = set()
        self.acts: set[Act] = set()

    def part(self, name: str) -> None:
        """Begin a part of the conversation, which is read by itself."""
        self.parts[name] = []

    def say(self, line: str, chat: int = PERSON, **more: Any) -> Sent:
        """Type a line; the last message that comes of it."""
        if line.startswith("/"):
            self.commands.add(line[1:].split(maxsplit=1)[0])
        self._api.say(chat, line, language=self.language, **more)
        self._note(f"{chat} ▸ {line}")
        return self._api.to(chat)[-1]

    def forward(self, text: str) -> Sent:
        """A post of a channel that an admin passes on; the last message that comes of it."""
        self._api.forward(ADMIN, CHANNEL, 12, text, at=POSTED, language=self.language)
        self._note(f"{ADMIN} ▸ (forwarded) {text}")
        return self._api.to(ADMIN)[-1]

    def press(self, message: Sent, act: Act, number: int | None = None, label: str = "") -> Sent:
        """Press the first button that does this; the last message in its chat."""
        found = [(button, press) for row in message.keyboard for button in row
                 if (press := Press.of(button.get("callback_data", ""))) and press.act is act]  # fmt: skip
        button = next(button for button, press in found if number in (None, press.number) and label in button["text"])
        self.acts.add(act)
        count = len(self._api.toasts)
        person = ADMIN if message.chat_id == ADMIN else PERSON
        self._api.press(message, "", person, button["callback_data"], self.language)
        self._api.wait(lambda: len(self._api.toasts) > count)
        self._note(f"{message.chat_id} ▸ [{button['text']}]", self._api.toasts[count])
        return self._api.to(message.chat_id)[-1]

    def _note(self, done: str, toast: str = "") -> None:
        ends = time.monotonic() + 15
        while not self._is_quiet():
            assert time.monotonic() < ends, done
            time.sleep(0.005)
        came = []
        for message in sorted(self._api.sent, key=lambda one: (one.chat_id, one.message_id)):  # chats are served side by side
            before = self._seen.get((message.chat_id, message.message_id))
            if before != message:
                came.append(f"{message.chat_id} {_changed(before, message)}")
                self._seen[message.chat_id, message.message_id] = replace(message)
        self.parts[next(reversed(self.parts))].append("\n".join([f"═══ {done}", *([f"({toast})"] if toast else []), *came]))

    def _is_quiet(self) -> bool:
        """Whether all that was typed and pressed is handled, and all that came of it sent."""
        if self._api.unconfirmed:
            return False
        with self._bot._store.read() as work:
            left = work.inbox.waiting(self._bot._id) or work.submissions.waiting() or work.outbox.chats_with_unsent()
            return not left


def _changed(before: Sent | None, now: Sent) -> str:
    """A message that came or changed; of one whose buttons alone changed, these."""
    if before is None:
        return transcript([now])
    same = before.html == now.html
    return f"changed {transcript([replace(now, html='⟨the same⟩')] if same else [now])}"


def hold(talk: Conversation, lines: dict[str, str]) -> None:
    """The conversation, in its parts."""
    talk.part("start")
    talk.say(f"/language {talk.language}", ADMIN)
    talk.say("/start")
    talk.part("an answer and its buttons")
    answer(talk, lines)
    talk.part("a follow-up")
    follow_up(talk, lines)
    talk.part("what there is")
    menus(talk)
    talk.part("digests")
    digests(talk)
    talk.part("settings")
    choices(talk)
    talk.part("refusals")
    for line in ("merkel", "missing"):
        talk.say(lines[line])
    talk.part("administration")
    administration(talk)
    talk.part("what is sent to be brought in")
    keeping(talk)
    talk.part("a group, and an end")
    talk.say(f"/ask {lines['lavrov']}", GROUP, person=PERSON)
    talk.say("/export", GROUP, person=PERSON)
    talk.say("/export")
    talk.say("/forget")


def answer(talk: Conversation, lines: dict[str, str]) -> None:
    """A question, and what can be done with the quotations that answer it."""
    answer = talk.say(lines["lavrov"])
    talk.press(answer, Act.MENU, 1)
    talk.press(answer, Act.CONTEXT)
    talk.press(answer, Act.SOURCE)
    talk.press(answer, Act.WRONG)
    talk.press(answer, Act.BACK)
    talk.press(answer, Act.MENU, 3)
    talk.press(answer, Act.CITATION)
    talk.press(answer, Act.PICTURE)
    talk.press(answer, Act.WRONG)
    talk.press(answer, Act.BACK)


def follow_up(talk: Conversation, lines: dict[str, str]) -> None:
    """A question that leans on the one before, what else can be said of its answer, and people of one name."""
    answer = talk.say(lines["syria"])
    talk.press(answer, Act.FOLLOW)
    talk.press(answer, Act.MORE)
    for line in (
        "/more",
        "/context 1",
        "/source 2",
        "/why",
        "/timeline Lavrov",
        "/check “The missile defense problem” by Lavrov",
        "/open q1",
        "/start q1",
    ):
        talk.say(line)
    answer = talk.say(lines["vane"])
    talk.press(answer, Act.CHOICE)


def menus(talk: Conversation) -> None:
    """What there is, and what can be typed."""
    for line in ("/speakers", "/speakers lav", "/sources", "/latest", "/stats", "/help", "/privacy"):
        talk.say(line)


def digests(talk: Conversation) -> None:
    """What is followed, and when a digest tells of it."""
    talk.say("/follow Agnes Holm")
    talk.say("/follow lanterns from Valley Wire")
    talk.press(talk.say("/following"), Act.UNFOLLOW)
    talk.say("/digest")
    talk.press(talk.say("/digest 08:30"), Act.ZONE)
    talk.say("/tz UTC")
    talk.say("/unfollow 1")
    talk.say("/digest off")


def choices(talk: Conversation) -> None:
    """What is set."""
    talk.press(talk.say("/language"), Act.LANGUAGE, label=own_name(talk.language))
    settings = talk.say("/settings")
    for setting in (3, 10):
        talk.press(settings, Act.SETTINGS, setting)
    talk.say("/settings names latin")


def administration(talk: Conversation) -> None:
    """What those who run the bot do."""
    listed = talk.say("/reports", ADMIN)
    talk.press(listed, Act.REPORTS)
    following = talk.press(listed, Act.KEEP)
    talk.press(following, Act.WITHDRAW)
    for line in ("/stats", "/allow 7", "/block 8"):
        talk.say(line, ADMIN)


def keeping(talk: Conversation) -> None:
    """What an admin sends, and from where else the archive is kept current."""
    talk.say("/add http://localhost/paint", ADMIN)
    told = talk.forward(POST)
    talk.press(told, Act.SENT, Step.ASK_FOR_TITLE)
    talk.say("A green lighthouse", ADMIN)
    talk.press(talk.press(told, Act.SENT, Step.ASK_FOR_DATE), Act.SENT, Step.CANCEL)
    talk.press(told, Act.SENT, Step.ACCEPT)
    listed = talk.say("/feeds", ADMIN)
    talk.press(listed, Act.CHANNEL)
    talk.press(listed, Act.FEED)
    for step in (FeedStep.RESUME, FeedStep.PAUSE, FeedStep.ASK_TO_REMOVE, FeedStep.REMOVE):
        talk.press(listed, Act.FEED, step)
    talk.press(told, Act.SENT, Step.TAKE_BACK)


@pytest.fixture
def evening(deployment: Deployment) -> Iterator[datetime]:
    """What the bot's clock shows: late today, so that its articles came in before, and half past eight has passed.

    By the machine's clock it is noon, for no midnight is to fall into the test.
    """
    today = datetime.now(UTC)
    with time_machine.travel(today.replace(hour=12)):
        yield today.replace(hour=23, minute=59, second=0, microsecond=0)


@pytest.fixture
def bot(deployment: Deployment, evening: datetime) -> Iterator[TelegramBot]:
    """A bot on an archive with news of today and two people of one family name."""
    stories = [story(1), story(1, paper=1), story(2, paper=2), story(3, person=1)]
    namesakes = [{"id": f"lamps{n}", "title": "Lamps", "source": "Valley Wire", "published": "2015-03-04", "language": "en",
                  "text": text} for n, text in enumerate(NAMESAKES)]  # fmt: skip
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        lines = as_lines(stories) + "".join(json.dumps(one) + "\n" for one in namesakes)
        briefbot.ingest(["-"], BytesIO(lines.encode()))
        briefbot.refresh()
        with briefbot.store.write() as work:
            work.feeds.add("https://example.org/feed", "The Valley", evening)
            work.feeds.pause(1, evening, paused=True)
    deployment.api.channel(CHANNEL, "Harbour Wire", "harbourwire")
    deployment.api.group(ADMIN, type="private")
    deployment.api.group(GROUP)
    with deployment.running(clock=lambda: evening, questions_per_minute=1000) as running:
        yield running


def without_days(text: str, language: str, today: date) -> str:
    """A transcript that reads the same on any day and at any hour, and whatever the clocks of the zones show."""
    locale = reader_locale(language)
    for days in range(-31, 9):
        day = today + timedelta(days=days)
        for shape in (locale.day, locale.weekday_and_day, iso):
            text = re.sub(rf"(?<!\d){re.escape(shape(day))}", f"⟨day {days:+}⟩", text)
    text = re.sub(r"(?m)^(\d+\. \S+) [\d.,]+ = .*$", r"\1 …", text)  # how an order came about is ranking's own affair
    text = without_zones(text)
    return re.sub(r"(?<!\d)(?!08:30|08:00)\d\d:\d\d(?!\d)", "⟨hour⟩", text)


def iso(day: date) -> str:
    """As a document's record has it."""
    return day.isoformat()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_conversation_through_everything(
    bot: TelegramBot, api: BotApi, evening: datetime, language: str, snapshot: SnapshotAssertion
) -> None:
    """Every command and every kind of button is used in it: one that is added fails here until the conversation has it too."""
    talk = Conversation(bot, api, language)
    hold(talk, LINES[language])
    for name, noted in talk.parts.items():
        assert without_days("\n\n".join(noted), language, evening.date()) == snapshot(name=name)
    assert talk.commands == {command.name for command in COMMANDS if Channel.CHAT in command.channels}
    assert talk.acts == set(Act)
