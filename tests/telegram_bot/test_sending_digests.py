"""Digests in Telegram: set, asked for a zone, sent on time, and whatever goes wrong on their way."""

import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from time import monotonic, sleep

import pytest
from sqlalchemy import create_engine, update

from botapi import BotApi, Sent, Trouble
from botapi.deployment import ADMIN, Deployment, process
from botapi.server import BOT
from briefbot.archive import Archive
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import Destination, Subscription, Told
from briefbot.store.tables import DocumentRow
from briefbot.store.work import UnitOfWork
from briefbot.telegram import digests as sending
from briefbot.telegram.bot import TelegramBot
from support.news import as_lines, story, words

GROUP = -500


class Clock:
    """The time, which a test may set ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        """Now, aware."""
        return datetime.now(UTC) + self.ahead

    def to_the_next(self, day: int, hour: str) -> None:
        """Go to this hour (UTC) on a day after today."""
        at = datetime.combine(datetime.now(UTC).date() + timedelta(days=day), datetime.strptime(hour, "%H:%M").time(), UTC)  # noqa: DTZ007 (an hour)
        self.ahead = at - datetime.now(UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock, and a bot that looks at its schedule often."""
    monkeypatch.setattr(sending, "_TICK", 0.1)
    return Clock()


@pytest.fixture
def bot(deployment: Deployment, clock: Clock) -> Iterator[TelegramBot]:
    """A bot that goes by the clock, on an archive with some news."""
    bring(deployment, [story(number, name=f"m{number}") for number in range(3)], [story(1, paper=1), story(9, person=1)])
    with deployment.running(clock=clock) as running:
        yield running


def bring(deployment: Deployment, *stories: list[dict[str, object]]) -> None:
    """Bring articles in."""
    with Archive.open(deployment.url, deployment.folder) as briefbot:
        briefbot.ingest(["-"], BytesIO(as_lines([one for each in stories for one in each]).encode()))
        briefbot.refresh()


def said(api: BotApi, line: str, chat: int = 7, **more: object) -> Sent:
    """What the bot says to a line."""
    before = len(api.to(chat))
    api.say(chat, line, **more)
    return api.answers(chat, before + 1)[-1]


def pressed(api: BotApi, message: Sent, label: str, person: int | None = None) -> str:
    """Press the button whose label begins so, and wait for the word that Telegram shows."""
    count = len(api.toasts)
    api.press(message, next(one for one in message.labels if one.startswith(label)), person)
    api.wait(lambda: len(api.toasts) > count)
    return api.toasts[count]


def told(bot: TelegramBot, destination: Destination) -> list[Told]:
    """What became of the dates of a digest, newest first."""
    with bot._store.read() as work:
        return work.subscriptions.told(destination)


def settles(api: BotApi, bot: TelegramBot, state: SlotState, destination: Destination = Destination(7)) -> None:  # noqa: B008 (a value)
    """Wait until the newest date of a digest is in a state."""
    deadline = monotonic() + 15
    while not ((found := told(bot, destination)) and found[0].state is state):
        assert monotonic() < deadline, (found, [one.text[:60] for one in api.sent])
        sleep(0.05)


def following(api: BotApi, chat: int = 7, **more: object) -> None:
    """Follow somebody, with a digest at half past eight in UTC."""
    for line in ("/follow Agnes Holm", "/tz UTC", "/digest 08:30"):
        said(api, line, chat, **more)


def test_a_digest_is_set_and_comes(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Without a zone it is asked for, with buttons; the reply to a press tells when the first one comes; it comes once."""
    said(api, "/follow Agnes Holm")
    asked = said(api, "/digest 08:30")
    assert asked.text.startswith("Where are you?")
    pressed(api, asked, "London")
    api.wait(lambda: "The next digest comes on" in asked.text)
    assert not asked.keyboard
    assert said(api, "/digest silent").text.endswith("It makes no sound.")
    clock.to_the_next(1, "08:30")
    digest = api.answers(7, 4)[-1]
    settles(api, bot, SlotState.SENT)
    assert "3 new quotations since" in digest.text
    assert "also in Elmside Courier" in digest.text
    assert words(9) not in digest.text
    assert digest.labels == ["1", "2", "3"]
    sleep(0.5)
    assert len(api.to(7)) == 4
    calls = [form for _, method, form in api.calls if method == "sendMessage"]
    assert calls[-1].get("disable_notification") is True
    clock.to_the_next(2, "08:31")
    settles(api, bot, SlotState.EMPTY)
    assert len(api.to(7)) == 4


def test_a_clock_that_was_years_ahead_silences_nothing(
    deployment: Deployment, api: BotApi, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """A bot whose clock is years ahead plans; once the clock is right, the log tells it, and the next digest comes in time."""
    bring(deployment, [story(number) for number in range(3)])
    with deployment.running(clock=clock) as bot:
        following(api)
        clock.to_the_next(2000, "08:30")
        settles(api, bot, SlotState.EMPTY)
    clock.to_the_next(1, "08:00")
    with deployment.running(clock=clock):
        api.wait(lambda: "planned ahead of the clock" in caplog.text)
    bring(deployment, [story(8)])
    with deployment.running(clock=clock) as bot:
        clock.to_the_next(1, "08:30")
        assert words(8) in api.answers(7, 4)[-1].text
        settles(api, bot, SlotState.SENT)


def test_what_was_sent_answers_to_buttons_and_replies(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """A number opens what can be done with it, its speaker can be followed, "context 2" in reply means its second quotation."""
    following(api)
    clock.to_the_next(1, "08:30")
    digest = api.answers(7, 4)[-1]
    pressed(api, digest, "2")
    api.wait(lambda: "+ Follow Agnes Holm" in digest.labels)
    assert pressed(api, digest, "+ Follow Agnes Holm") == "You follow this already."
    pressed(api, digest, "2. Context")
    assert api.answers(7, 5)[-1].text.startswith("2. in the text around it")
    api.say(7, "context 3", reply_to=digest.message_id)
    assert api.answers(7, 6)[-1].text.startswith("3. in the text around it")


def test_always_tells_that_nothing_is_new(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Where that is wished for; else nothing is sent."""
    said(api, "/follow Dorota Lind")
    said(api, "/tz UTC")
    assert said(api, "/digest 08:30 always").text.endswith("It comes also when nothing is new.")
    clock.to_the_next(1, "08:31")
    assert "Nothing new since" in api.answers(7, 4)[-1].text


def test_a_long_digest_has_parts_and_a_rest(deployment: Deployment, api: BotApi, clock: Clock) -> None:
    """What does not fit into one message goes on in the next, what is above the limit is shown by a button, page by page."""
    long = [story(number, name=f"m{number}") for number in range(30)]
    for one in long:
        one["text"] = str(one["text"]).replace("lanterns", "lanterns " + "and more of the same kind " * 20)
    bring(deployment, long)
    with deployment.running(clock=clock) as bot:
        following(api)
        clock.to_the_next(1, "08:30")
        settles(api, bot, SlotState.SENT)
        parts = api.to(7)[3:]
        assert len(parts) > 1
        assert "30 new quotations since" in parts[0].text
        assert [part.labels for part in parts[:-1]] == [[]] * (len(parts) - 1)
        assert "18 more ›" in parts[-1].labels
        count = len(api.to(7))
        pressed(api, parts[-1], "18 more ›")
        api.wait(lambda: "6 more ›" in api.to(7)[-1].labels)
        last = api.to(7)[-1]
        assert "18 new quotations since" in api.to(7)[count].text
        assert pressed(api, parts[-1], "1") == ""
        count = len(api.to(7))
        pressed(api, last, "6 more ›")
        assert "13–18 are shown" in api.answers(7, count + 1)[count].text


@pytest.mark.parametrize(
    ("trouble", "state", "copies"),
    [
        (Trouble(429, "Too Many Requests: retry after 1", chat_id=7, retry_after=1), SlotState.SENT, 1),
        (Trouble(500, "Internal Server Error", chat_id=7), SlotState.UNKNOWN, 0),
        (Trouble(0, chat_id=7), SlotState.UNKNOWN, 0),
        (Trouble(0, chat_id=7, delivered=True), SlotState.UNKNOWN, 1),
        (Trouble(400, "Bad Request: can't parse entities", chat_id=7), SlotState.SENT, 1),
        (Trouble(400, "Bad Request: oh", chat_id=7), SlotState.SKIPPED, 0),
    ],
)
def test_a_failure_means_what_it_means(
    bot: TelegramBot, api: BotApi, clock: Clock, trouble: Trouble, state: SlotState, copies: int
) -> None:
    """What certainly was not sent is tried again; what may have arrived is not, and /digest shows it."""
    following(api)
    api.trouble.append(replace(trouble))
    clock.to_the_next(1, "08:30")
    settles(api, bot, state)
    digests_there = [one for one in api.to(7) if one.text.startswith("Your digest")]
    assert len(digests_there) == copies
    shown = said(api, "/digest")
    assert (words(1) in shown.text) == (state is not SlotState.SENT)


CHATS = range(20, 65)


def subscribe(deployment: Deployment, chats: Iterable[int], due: datetime) -> None:
    """Follow somebody in each of these chats, with a digest that was due at an instant, on what came in an hour before."""
    with Archive.open(deployment.url, deployment.folder) as briefbot, briefbot.store.write() as work:
        for chat in chats:
            work.follows.add(Destination(chat), "Agnes Holm", chat, due)
            work.preferences.keep(chat, Preferences(zone="UTC"))
            wanted = Subscription(0, Destination(chat), due, switched_on=True, zone="UTC", at=time_of(due))
            work.subscriptions.keep(wanted, due - timedelta(days=1))
        work._connection.execute(update(DocumentRow).values(added_at=due - timedelta(hours=1)))


def time_of(instant: datetime) -> time:
    """Its hour and minute."""
    return time(instant.hour, instant.minute)


@pytest.mark.slow
def test_a_kill_while_sending(deployment: Deployment, api: BotApi) -> None:
    """What was on its way is not sent again, the digests of others come, and none comes twice."""
    bring(deployment, [story(number, name=f"m{number}") for number in range(3)])
    subscribe(deployment, CHATS, datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1))
    for chat in CHATS:
        api.group(chat, type="private")
    api.latency = 0.3
    with process(deployment) as killed:
        api.wait(lambda: len(api.sent) >= 20, 40)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    with process(deployment):
        settle(lambda: SlotState.CLAIMED not in states(deployment))
    received = Counter(one.chat_id for one in api.sent)
    assert set(received.values()) == {1}
    unknown = states(deployment).count(SlotState.UNKNOWN)
    assert 1 <= unknown <= 24
    assert len(received) >= len(CHATS) - unknown


def states(deployment: Deployment) -> list[SlotState]:
    """The states of the newest dates of all digests."""
    engine = create_engine(deployment.url)
    with engine.connect() as connection:
        found = [UnitOfWork(connection).subscriptions.told(Destination(chat), 1) for chat in CHATS]
    engine.dispose()
    return [each[0].state if each else SlotState.CLAIMED for each in found]


def test_blocked_and_back(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Who blocks the bot gets nothing and keeps all; who comes back is told in a line what is on, and gets no backlog."""
    following(api)
    api.rooms[7].forbidden = "Forbidden: bot was blocked by the user"
    api.membership(7, "member", "kicked")
    settle(lambda: lost(bot, 7))
    clock.to_the_next(1, "08:30")
    sleep(0.5)
    assert len(api.to(7)) == 3
    api.rooms[7].forbidden = None
    clock.to_the_next(4, "20:00")
    api.membership(7, "kicked", "member")
    back = api.answers(7, 4)[-1]
    assert back.text.startswith("You follow 1 thing here. Digest: every day, 08:30 (UTC); the next one:")
    settles(api, bot, SlotState.SKIPPED)
    assert len(api.to(7)) == 4
    clock.to_the_next(5, "08:30")
    assert "3 new quotations since" in api.answers(7, 5)[-1].text


def test_a_private_bot_sends_strangers_no_digest(deployment: Deployment, api: BotApi, clock: Clock) -> None:
    """What somebody set before it became private is kept; nothing comes until an admin lets them in, and then it goes on."""
    bring(deployment, [story(number) for number in range(3)])
    with deployment.running(clock=clock):
        following(api)
        following(api, ADMIN)
    with deployment.running(clock=clock, private=True) as bot:
        clock.to_the_next(1, "08:30")
        settles(api, bot, SlotState.SENT, Destination(ADMIN))
        sleep(0.5)
        assert len(api.to(7)) == 3
        said(api, "/allow 7", ADMIN)
        settles(api, bot, SlotState.SENT)
        assert "3 new quotations since" in api.answers(7, 4)[-1].text


def lost(bot: TelegramBot, chat: int) -> bool:
    """Whether nothing can be sent into a chat."""
    with bot._store.read() as work:
        return work.chats.lost(chat) is not None


def settle(done: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for what the bot writes down."""
    deadline = monotonic() + seconds
    while not done():
        assert monotonic() < deadline
        sleep(0.05)


def managed(api: BotApi, *, forum: bool = False) -> None:
    """A group with an admin, person 7, and the digest that they set."""
    api.group(7, type="private")
    api.group(GROUP, forum=forum).admins.add(7)


def test_a_group_is_managed_by_its_admins(bot: TelegramBot, api: BotApi) -> None:
    """Members read; only an admin follows, ends and sets the digest, by commands and by buttons."""
    managed(api)
    for line in ("/follow Agnes Holm", "/digest 08:30", "/unfollow all"):
        assert said(api, line, GROUP, person=8).text == "Only admins of this group can change that."
    assert "what most papers printed" in said(api, "/digest", GROUP, person=8).text
    following(api, GROUP, person=7)
    listed = said(api, "/following", GROUP, person=8)
    assert pressed(api, listed, "✕", person=8).startswith("Only admins of this group")
    assert pressed(api, listed, "✕", person=7) == "No longer followed."
    api.wait(lambda: "You follow nothing here yet." in listed.text)


def test_a_group_that_loses_the_bot(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Whoever set its digest is told once, in their own chat, that it is paused."""
    managed(api)
    following(api, GROUP, person=7)
    api.rooms[GROUP].forbidden = "Forbidden: bot was kicked from the supergroup chat"
    clock.to_the_next(1, "08:30")
    (notice,) = api.answers(7, 1)
    assert "is paused: the bot was removed from it" in notice.text
    api.membership(GROUP, "member", "kicked")
    sleep(0.5)
    assert len(api.to(7)) == 1


def test_a_group_that_becomes_a_supergroup(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Its follows and digest go with it: told by an update, or found out by sending."""
    managed(api)
    following(api, GROUP, person=7)
    api.group(-1000500).admins.add(7)
    api.rooms[GROUP].moved_to = -1000500
    clock.to_the_next(1, "08:30")
    assert "3 new quotations since" in api.answers(-1000500, 1)[0].text
    settles(api, bot, SlotState.SENT, Destination(-1000500))
    assert "1. Agnes Holm" in said(api, "/following", -1000500, person=7).text


def test_topics_have_digests_of_their_own(bot: TelegramBot, api: BotApi, clock: Clock) -> None:
    """Each topic follows for itself; when one is closed, its digest comes to the general one, and an admin is told."""
    managed(api, forum=True)
    following(api, GROUP, person=7, topic=5)
    said(api, "/follow Bruno Castell", GROUP, person=7, topic=6)
    said(api, "/digest 08:30", GROUP, person=7, topic=6)
    before = len(api.to(GROUP))
    api.rooms[GROUP].closed_topics.add(6)
    clock.to_the_next(1, "08:30")
    there = api.answers(GROUP, before + 2)[before:]
    assert {one.topic: words(9) in one.text for one in there} == {5: False, None: True}
    assert "The topic of a digest in group" in api.answers(7, 1)[0].text


def test_a_second_process_refuses_to_start(bot: TelegramBot, deployment: Deployment) -> None:
    """One process owns the schedule of a database."""
    with process(deployment) as second:
        assert second.wait(40) == 2
    assert "Another Briefbot sends messages from this database" in (deployment.folder / "log").read_text()


def test_an_edited_question_changes_nothing_that_all_share(bot: TelegramBot, api: BotApi) -> None:
    """Who changes a question in a group into a command that only admins may give is refused, like anybody else."""
    managed(api)
    question = f"@{BOT['username']} What did Lavrov say about Syria?"
    number = api.say(GROUP, question, person=8)
    api.answers(GROUP, 1)
    api.edit(GROUP, number, f"@{BOT['username']} /tz Berlin", person=8)
    assert "admins of this group" in api.answers(GROUP, 2)[1].text or "whether you are an admin" in api.to(GROUP)[1].text
    with bot._store.read() as work:
        assert work.preferences.of(GROUP).zone is None
