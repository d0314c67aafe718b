"""`briefbot digest`: what would be sent and why, the console's own, and sending without a bot that runs."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from botapi import BotApi
from botapi.server import TOKEN
from briefbot.archive import Archive
from support.digests import make_due
from support.news import as_lines, story
from support.program import Program

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date()
NOON = f"{TOMORROW}T12:00+00:00"


def talked(program: Program, *lines: str) -> str:
    """What the console says to these lines."""
    ran = program("console", stdin="\n".join(lines) + "\n")
    assert ran.status == 0, ran.err
    return ran.out


@pytest.fixture
def following(program: Program) -> Program:
    """An archive with some news, and a follow and a digest in the console."""
    stories = [story(1), story(1, paper=1), story(2, person=1), story(3, published="2016-09-08", name="old")]
    assert program("ingest", "-", stdin=as_lines(stories)).status == 0
    talked(program, "/follow Agnes Holm", "/tz UTC", "/digest 08:30")
    return program


def test_follows_in_the_console(following: Program) -> None:
    """Follows are listed with their numbers and the digest's hour, and end by number or all at once."""
    out = talked(following, "/follow the stadium", "/following", "/unfollow 1", "/unfollow all", "/following")
    assert "1. Agnes Holm\n2. the stadium\nDigest: every day, 08:30 (UTC); the next one: " in out
    assert "No longer followed: Agnes Holm\n" in out
    assert "No longer followed: the stadium\n" in out
    assert "You follow nothing here yet." in out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/unfollow", "/unfollow needs a number"),
        ("/unfollow 9", "There is no number 9 in the list"),
        ("/digest whenever", "/digest whenever cannot be read."),
        ("/follow ...", "names nobody, no topic and no paper"),
        ("/follow from:Nowhere", "Following. In: Nowhere.\nNothing matches it today"),
        ("/follow xylophones", "Nothing matches it today, and in the last 30 days it would have brought nothing."),
        ("/follow Bruno Castell", "1 quotation matches it today; in the last 30 days it would have brought 1 quotation."),
        ("/digest weekdays 7pm", "Digest: Monday to Friday, 19:00 (UTC)"),
        ("/digest off", "The digest is off."),
    ],
)
def test_what_is_typed_has_a_reply(following: Program, typed: str, said: str) -> None:
    """Also what cannot be done: the sentence says what can."""
    assert said in talked(following, typed)


def test_more_and_numbers_go_on_through_a_digest(following: Program) -> None:
    """A digest longer than its limit is paged by "more"; numbers go on, and mean what was shown."""
    many = as_lines([story(number, name=f"m{number}") for number in range(10, 26)])
    assert following("ingest", "-", stdin=many).status == 0
    out = talked(following, "/digest", "more", "context 14", "more", "/why")
    assert "17 new quotations since" in out
    assert "1–12 are shown" in out
    assert "13–17 are shown" in out
    assert out.count("\n14. ") == 2  # on the second page, and in its context
    assert "The council met." in out
    assert "There is nothing more on that." in out
    assert "Nothing has been asked yet." in out


def test_the_console_shows_what_is_due_once(following: Program) -> None:
    """The newest slot is shown when somebody looks, however late; then it counts as delivered, and is not shown again."""
    assert "Your digest" not in talked(following, "/stats")
    shown = following("digest", "--chat", "local", "--now", f"{TOMORROW + timedelta(days=3)}T12:00+00:00")
    assert shown.status == 0
    assert "1 new quotation since" in shown.out
    assert "also in Elmside Courier" in shown.out
    again = following("digest", "--chat", "local", "--now", f"{TOMORROW + timedelta(days=3)}T12:10+00:00")
    assert again.out.startswith("The console: it is not due.")
    following("ingest", "-", stdin=as_lines([story(1, paper=2)]))
    assert "Nothing new" in talked(following, "/digest")


def test_a_pipe_begins_with_the_digest_that_is_due(following: Program) -> None:
    """It comes before the first reply, and "context 1" means its quotation."""
    make_due(following)
    out = talked(following, "context 1")
    assert out.startswith("Your digest\n")
    assert "1. “Council number 1 voted" in out
    assert "The council met." in out
    assert "Your digest" not in talked(following, "/stats")


def test_a_dry_run_tells_why_and_changes_nothing(following: Program) -> None:
    """Slot, zone, window, what matches, what is left out and why; twice the same, and the digest still comes."""
    dry = "digest", "--chat", "local", "--now", NOON, "--dry-run"
    told = following(*dry).out
    assert told == following(*dry).out
    assert told.startswith("The console: it is sent.\n")
    for part in (
        f"Due: {TOMORROW} 08:30 UTC, for {TOMORROW}.",
        "Follow “Agnes Holm”: 2 quotations, 0 of them delivered before.",
        "Statements: 1; shown 1, left out by the limit 0.",
        "0 quotations delivered before; 1 published long before they came in.",
    ):
        assert part in told
    record = following(*dry, "--json").record
    assert (record["fate"], record["zone"], record["day"], record["shown"], record["of"]) == (
        "sent",
        "UTC",
        str(TOMORROW),
        1,
        1,
    )
    (statement,) = record["statements"]
    assert statement["speaker"] == "Agnes Holm"
    assert [other["source"] for other in statement["also"]] == ["Elmside Courier"]
    assert {
        "text",
        "kind",
        "speaker",
        "document",
        "title",
        "source",
        "url",
        "date",
        "start",
        "end",
        "score",
    } <= statement.keys()
    assert "1 new quotation since" in following("digest", "--chat", "local", "--now", NOON).out


@pytest.mark.parametrize(
    ("lines", "chat", "said"),
    [
        ([], "5", "Chat 5: no digest was ever set there"),
        ([], "-100/7", "Chat -100, topic 7: no digest was ever set there"),
        (["/digest off"], "local", "The console: it is switched off."),
        ([], "local", "The console: it is not due."),
    ],
)
def test_a_digest_that_is_not_due_says_why(following: Program, lines: list[str], chat: str, said: str) -> None:
    """Where one chat is named, it is told of also where nothing is due."""
    talked(following, *lines, "/stats")
    assert following("digest", "--chat", chat, "--dry-run").out.startswith(said)


@pytest.mark.parametrize("chat", ["x", "0", "-", "5/", "5/x", "99999999999999999999"])
def test_what_is_no_chat_is_refused(program: Program, chat: str) -> None:
    """By the name of what was typed, with status 2."""
    ran = program("digest", "--dry-run", f"--chat={chat}")
    assert ran.status == 2
    assert "is no chat" in ran.err


def test_sending_needs_a_token(program: Program) -> None:
    """Without one nothing is planned, and the sentence says where it belongs."""
    ran = program("digest")
    assert ran.status == 2
    assert "BRIEFBOT_TELEGRAM_TOKEN" in ran.complaint


def sending(program: Program, api: BotApi) -> Program:
    """The program with a bot's token and a server."""
    return program.given(BRIEFBOT_TELEGRAM_TOKEN=TOKEN, BRIEFBOT_TELEGRAM_BASE_URL=api.url)


def test_digests_are_sent_without_a_bot_that_runs(following: Program) -> None:
    """Once: a second run has nothing to send; while another process owns the schedule, it refuses; an outage is told."""
    database = following.database
    with Archive.open(database, following.folder) as briefbot, briefbot.store.write() as work:
        work._connection.exec_driver_sql("UPDATE digests SET chat_id = 7")
        work._connection.exec_driver_sql("UPDATE follows SET chat_id = 7")
        work._connection.exec_driver_sql("UPDATE preferences SET chat_id = 7")
    with BotApi() as api:
        api.group(7, type="private")
        program = sending(following, api)
        with Archive.open(database, following.folder) as briefbot, briefbot.store.owning_the_schedule():
            refused = program("digest", "--now", NOON)
        assert refused.status == 2
        assert "Another Briefbot sends messages from this database" in refused.err
        sent = program("digest", "--now", NOON, "--json")
        assert (sent.status, sent.record["state"], sent.record["chat"]) == (0, "sent", 7)
        (message,) = api.to(7)
        assert "Council number 1 voted" in message.text
        assert program("digest", "--now", NOON).out == "No digest was due.\n"
        assert len(api.to(7)) == 1
        api.down = True
        unreached = program("digest", "--now", NOON)
        assert unreached.status == 2
        assert "Telegram cannot be reached" in unreached.err
        assert TOKEN not in unreached.err
    assert json.dumps(sent.record)


def test_a_time_ahead_of_the_clock_is_told_and_mended(following: Program) -> None:
    """What --now plans years ahead is told when it is done; afterwards the console goes by the clock again, and says so."""
    ahead = following("digest", "--chat", "local", "--now", "2099-01-01T12:00+00:00")
    assert "--now is ahead of the clock" in ahead.complaint
    again = following("digest", "--chat", "local", "--now", "2099-01-01T12:10+00:00")
    assert again.out.startswith("The console: it is not due.")
    dry = following("digest", "--chat", "local", "--dry-run")
    assert "was planned ahead of the clock, up to 2099-01-01" in dry.complaint
    console = following("console", stdin="/digest 08:30\n/following\n")
    assert "was planned ahead of the clock, up to 2099-01-01" in console.complaint
    assert "2099" not in console.out
    following("ingest", "-", stdin=as_lines([story(7)]))
    shown = following("digest", "--chat", "local", "--now", NOON).out
    assert "Vote 1" in shown, "it came in before, and the wrong plan looked for news of its own year alone"
    assert "Vote 7" in shown


def test_a_time_before_the_clock_changes_no_plan(following: Program) -> None:
    """--now in the past makes no present plan a wrong one."""
    make_due(following)
    assert "Vote 1" in following("digest", "--chat", "local").out
    past = following("digest", "--chat", "local", "--now", "2001-01-01T12:00+00:00")
    assert past.err == ""
    assert following("digest", "--chat", "local").out.startswith("The console: it is not due.")
