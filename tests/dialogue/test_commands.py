"""The table of commands: what each reads from what somebody types, where it can be typed, and where it is told of."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.checking.claims import Claim
from briefbot.dialogue.commands import COMMANDS, Channel, Command, Menu, chat_help, console_help, is_known, menu, parse
from briefbot.dialogue.commands.admins import DecideAccess, ShowReports
from briefbot.dialogue.commands.archive import ShowLatest, ShowPublishers, ShowSpeakers
from briefbot.dialogue.commands.briefbot import ExportPersonal, Forget, OpenLink, ShowHelp, ShowPrivacy, ShowStatistics, Start
from briefbot.dialogue.commands.checking import CheckQuotations
from briefbot.dialogue.commands.follows import ListFollows, PlanDigest, ShowDigest, StartFollowing, StopFollowing
from briefbot.dialogue.commands.keeping import AddFeed, BringIn, ShowFeeds
from briefbot.dialogue.commands.questions import Ask, AskNothing, Look, More, ShowReading
from briefbot.dialogue.commands.settings import ChangeSettings, FindZone, ShowLanguages, ShowSettings, ShowZone, Speak
from briefbot.dialogue.guide import Topic
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.requests import Misunderstood, Request, Who
from briefbot.digests.schedule_changes import ScheduleChange

SPEECH = (
    "I have stood on that pier every winter for thirty years, and I tell you that the boards are soft, that the bolts are "
    "gone, and that nobody who has ever looked below it in good light would let a child walk to the lamp at its end."
)
LONG = "99999999999999999999"
OFF = PlanDigest(ScheduleChange(switched_on=False))
# What can be typed everywhere.
EVERYWHERE: list[tuple[str, Request]] = [
    ("What did Holm say?", Ask("What did Holm say?")),
    ("/ask Who spoke?", Ask("Who spoke?")),
    ("/ask", AskNothing()),
    ("/", Ask("/")),
    ("", Ask("")),
    ("  more  ", More()),
    ("More!", More()),
    ("/more", More()),
    ("/ещё", More()),
    ("ещё", More()),
    ("Еще!", More()),
    ("more on the bridge", Ask("more on the bridge")),
    ("ещё о мосте", Ask("ещё о мосте")),
    ("context 2", Look("context", 2)),
    ("Context #2", Look("context", 2)),
    ("контекст 2", Look("context", 2)),
    ("/context 2", Look("context", 2)),
    ("/context #2", Look("context", 2)),
    ("/контекст 2", Look("context", 2)),
    ("/source@briefbot 12", Look("source", 12)),
    ("Источник #2", Look("source", 2)),
    ("context of the bridge", Ask("context of the bridge")),
    ("source", Look("source", 1)),
    ("Show me the source", Look("source", 1)),
    ("which paper?", Look("source", 1)),
    ("покажи источник", Look("source", 1)),
    ("show me the context", Look("context", 1)),
    ("Tell me more!", More()),
    ("sources of the river", Ask("sources of the river")),
    ("/why", ShowReading()),
    ("/timeline Lind on rust", Ask("Lind on rust", timeline=True)),
    ("/хронология Корсаков о мосте", Ask("Корсаков о мосте", timeline=True)),
    ("/timeline", AskNothing(timeline=True)),
    ("/check “The pier is rotten.”", CheckQuotations((Claim("The pier is rotten."),))),
    ('/check "The pier is rotten" by Mara Stoll', CheckQuotations((Claim("The pier is rotten", "Mara Stoll"),))),
    ("/check the pier is rotten", CheckQuotations((Claim("the pier is rotten"),))),
    ("/проверь «Причал сгнил» от Мары Штоль", CheckQuotations((Claim("Причал сгнил", "Мары Штоль"),))),
    (
        "“The pier is rotten, and we knew it.” — Mara Stoll",
        CheckQuotations((Claim("The pier is rotten, and we knew it.", "Mara Stoll"),)),
    ),
    ("«Причал сгнил, и мы это знали»", CheckQuotations((Claim("Причал сгнил, и мы это знали"),))),
    (SPEECH, CheckQuotations((Claim(SPEECH),))),
    (f"{SPEECH} Who said that?", Ask(f"{SPEECH} Who said that?")),
    (f"What did she say about it: {SPEECH}", Ask(f"What did she say about it: {SPEECH}")),
    ('who said "the pier is rotten"', Ask('who said "the pier is rotten"')),
    ('"the pier is rotten" in the Post', Ask('"the pier is rotten" in the Post')),
    ("“housing crisis”", Ask("“housing crisis”")),
    ("/speakers", ShowSpeakers()),
    ("/speakers  lav ", ShowSpeakers("lav")),
    ("/sources", ShowPublishers()),
    ("/sources lav", ShowPublishers()),
    ("/follow", ListFollows()),
    ("/follow Holm on\nthe bridge", StartFollowing("Holm on\nthe bridge")),
    ("/following", ListFollows()),
    ("/unfollow 2", StopFollowing(2)),
    ("/unfollow #2", StopFollowing(2)),
    ("/unfollow All", StopFollowing(None)),
    ("/unfollow всё", StopFollowing(None)),
    ("/unfollow все", StopFollowing(None)),
    ("/digest", ShowDigest()),
    ("/digest off", OFF),
    ("/tz", ShowZone()),
    ("/tz New York", FindZone("New York")),
    ("/language", ShowLanguages()),
    ("/language ru", Speak("ru")),
    ("/language Russian", Speak("ru")),
    ("/language русский", Speak("ru")),
    ("/language Auto", Speak(None)),
    ("/language Klingon", ShowLanguages("Klingon")),
    ("/settings", ShowSettings()),
    ("/settings quotations 10", ChangeSettings(Change(quotations=10))),
    ("/settings language ru", Speak("ru")),
    ("/settings Язык ru", Speak("ru")),
    ("/settings tz Munich", FindZone("Munich")),
    ("/settings zone Munich", FindZone("Munich")),
    ("/settings пояс Мюнхен", FindZone("Мюнхен")),
    ("/settings digest off", OFF),
    ("/settings дайджест off", OFF),
    ("/open q1z", OpenLink("q1z")),
    ("/open https://t.me/briefbot?start=q1z", OpenLink("q1z")),
    ("/stats", ShowStatistics()),
    ("/HELP", ShowHelp()),
    ("/help follow", ShowHelp(Topic.FOLLOWING)),
    ("/help me", ShowHelp()),
    ("/start", Start()),
    ("/start q1z", Start("q1z")),
]
# What cannot be done, and why.
NOWHERE = [
    *((f"/{name} {typed}", Hint.NO_NUMBER) for name in ("context", "source") for typed in ("0", "one", LONG, "²", "٣", "##1")),
    ("/source", Hint.NO_NUMBER),
    ("/check", Hint.NOTHING_TO_CHECK),
    ("context 0", Hint.NO_NUMBER),
    ("источник 0", Hint.NO_NUMBER),
    ("/unfollow", Hint.NO_FOLLOW_NUMBER),
    ("/unfollow 0", Hint.NO_FOLLOW_NUMBER),
    ("/unfollow Holm", Hint.NO_FOLLOW_NUMBER),
    ("/digest soon", Hint.UNREADABLE_SCHEDULE),
    ("/settings digest soon", Hint.UNREADABLE_SCHEDULE),
    ("/settings language", Hint.NO_SUCH_SETTING),
    ("/settings quotations 4", Hint.NO_SUCH_SETTING),
    ("/nonsense 1", Hint.NO_SUCH_COMMAND),
]
# What can be typed in chats alone.
IN_CHATS: list[tuple[str, Request]] = [
    ("/latest", ShowLatest()),
    ("/privacy", ShowPrivacy()),
    ("/export", ExportPersonal()),
    ("/forget", Forget()),
    ("/add https://example.org/a", BringIn("https://example.org/a")),
    ("/add example.org/a?b=1", BringIn("https://example.org/a?b=1")),
    ("/feeds", ShowFeeds()),
    ("/feeds add https://example.org/feed", AddFeed("https://example.org/feed")),
    ("/feeds ADD example.org", AddFeed("https://example.org")),
    ("/reports", ShowReports()),
    ("/allow", DecideAccess(None, allowed=True, named=False)),
    ("/allow -100123", DecideAccess(-100123, allowed=True, named=True)),
    ("/block 7", DecideAccess(7, allowed=False, named=True)),
    ("/block seven", DecideAccess(None, allowed=False, named=True)),
    (f"/block {LONG}", DecideAccess(None, allowed=False, named=True)),
]


# What cannot be done in chats, and why.
NOT_IN_CHATS = [
    *((f"/add{typed}", Hint.NO_ADDRESS) for typed in ("", " paint", " https://example.org/a and more")),
    *((f"/feeds {typed}", Hint.NO_FEED_ADDRESS) for typed in ("add", "add paint", "remove https://example.org/feed")),
]


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(("typed", "request_"), EVERYWHERE)
def test_a_line_is_understood(typed: str, request_: Request, channel: Channel) -> None:
    """Commands with their slash, the frequent ones without, and everything else as a question: the same in every channel."""
    assert parse(typed, channel) == request_


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(("typed", "hint"), NOWHERE)
def test_what_cannot_be_done_is_told(typed: str, hint: Hint, channel: Channel) -> None:
    """A command that is none, or lacks what it needs, says so with the line as it was typed."""
    assert parse(f" {typed} ", channel) == Misunderstood(typed, hint)


@pytest.mark.parametrize(("typed", "hint"), NOT_IN_CHATS)
def test_what_cannot_be_done_in_a_chat_is_told(typed: str, hint: Hint) -> None:
    """An address that is none says so."""
    assert parse(typed, Channel.CHAT) == Misunderstood(typed, hint)


@pytest.mark.parametrize(("typed", "request_"), IN_CHATS)
def test_some_commands_are_those_of_chats(typed: str, request_: Request) -> None:
    """What is about Telegram is no command of the console."""
    assert parse(typed, Channel.CHAT) == request_
    assert parse(typed) == Misunderstood(typed)


@given(st.text(), st.sampled_from(Channel))
def test_any_line_is_understood_as_something(line: str, channel: Channel) -> None:
    """Nothing that can be typed fails."""
    assert isinstance(parse(line, channel), Request)
    assert isinstance(parse("/" + line, channel), Request)


@given(st.sampled_from(COMMANDS), st.sampled_from(Channel), st.text())
def test_any_words_behind_a_command_are_read(command: Command, channel: Channel, words: str) -> None:
    """Whatever stands behind a command is read, or there is a hint; nothing fails."""
    assert isinstance(parse(f"/{command.name} {words}", channel), Request)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_asks_for_nothing_that_it_does_not_say(command: Command) -> None:
    """No words behind a command make a request that fewer people may have done than its entry in the table says."""
    allowed = list(Who)[: list(Who).index(command.who) + 1]
    lines = [typed for typed, _ in (*EVERYWHERE, *IN_CHATS) if typed.startswith(f"/{command.name}")]
    asked_for = {parse(line, Channel.CHAT).who for line in lines}
    assert asked_for
    assert asked_for <= set(allowed)
    assert command.who in asked_for


def test_every_list_names_commands_that_are_understood_there() -> None:
    """Help, completion and menus name no command that cannot be typed in their channel."""
    for name, channel in [*product(console_help(), [Channel.CONSOLE]), *product(chat_help(), [Channel.CHAT])]:
        assert not isinstance(parse(f"/{name} 1", channel), Misunderstood) or name == "settings", name
    for kind in Menu:
        assert all(map(is_known, menu(kind)))
    assert not is_known("nonsense")


def test_menus_show_what_concerns_their_readers() -> None:
    """Groups are shown no command about a person, and admins all that everybody is shown, with their own behind it."""
    private, group, admin = (list(menu(kind)) for kind in Menu)
    assert [name for name in private if name in group] == group
    assert set(private) - set(group) == {"privacy", "export", "forget"}
    assert admin[: len(private)] == private
    assert admin[len(private) :] == [command.name for command in COMMANDS if command.menus == frozenset({Menu.ADMIN})]


def test_rights_are_looked_up_where_they_matter() -> None:
    """For changes of what a chat shares, and where its settings are shown with or without buttons; for nothing else."""
    needing = {"follow", "unfollow", "digest", "tz", "language", "settings"}
    lines = [(typed, parse(typed, Channel.CHAT)) for typed, _ in (*EVERYWHERE, *IN_CHATS)]
    assert {typed[1:].split()[0] for typed, request in lines if request.needs_rights} == needing
    assert not parse("/tz").needs_rights
    assert parse("/settings").needs_rights


def test_what_is_typed_is_a_question_or_not() -> None:
    """There is a limit on questions alone."""
    assert Ask("Who spoke?").is_question
    assert not More().is_question


def test_what_ends_something_is_everybodys_right() -> None:
    """Whoever is kept out may still have what is kept of them erased, and a digest ended."""
    assert Forget().is_everybodys_right
    assert OFF.is_everybodys_right
    assert not PlanDigest(ScheduleChange(switched_on=True)).is_everybodys_right
    assert not ShowHelp().is_everybodys_right
