"""`briefbot console` without a terminal: one question a line, plain text out."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from support.program import Program

CONVERSATION = [
    "What did Lavrov say about missile defense?",
    "and about Syria?",
    "more",
    "context 1",
    "source 2",
    "What did Angela Merkel say about missile defense?",
    "What did Lavrov say in 2019?",
    "/help",
    "/speakers",
    "/speakers bid",
    "/sources",
    "/stats",
    "/why",
    "/nonsense",
    "context 99",
    "context",
    "/context",
    "Syria since:someday",
]


def test_who_asks_nothing_is_told_what_can_be_asked(seeded: Program) -> None:
    """In the language of the terminal."""
    english = seeded("console", stdin="\n").out
    assert english.startswith("Try one of these, or ask in your own words:\n• What did Sergei Lavrov say about")
    russian = seeded.given(LANG="ru_RU.UTF-8")("console", stdin=" \n\n").out
    assert russian.startswith("Попробуйте один из этих вопросов или спросите своими словами:\n• Что говорит Sergei Lavrov?")


def test_of_an_empty_archive_nothing_can_be_asked(program: Program) -> None:
    """So there are no examples."""
    assert program("console", stdin="\n").out == "Ask who said what, and when. /help shows what can be typed; Ctrl-D ends.\n"


def test_a_conversation_as_it_is_read(seeded: Program, snapshot: SnapshotAssertion) -> None:
    """The golden one: asking, following up, more, context, source, gaps, commands, and whatever is typed wrong."""
    ran = seeded("console", stdin="\n".join(CONVERSATION))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


def test_a_conversation_in_russian(seeded: Program, snapshot: SnapshotAssertion) -> None:
    """The same where the locale is Russian; what is quoted stays as it stands in its document."""
    ran = seeded.given(LC_ALL="ru_RU.UTF-8")("console", stdin="\n".join([*CONVERSATION, "/language"]))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "Русский"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "English"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "ru"}, "Русский"),
        ({"LANG": "ru_UA.UTF-8@x", "LC_ALL": ""}, "Русский"),
        ({"LANG": "de_DE.UTF-8"}, "English"),
        ({"LANG": "C"}, "English"),
        ({"LANG": "xx"}, "English"),
    ],
)
def test_the_locale_says_which_language(seeded: Program, variables: dict[str, str], language: str) -> None:
    """The first of LC_ALL, LC_MESSAGES and LANG that says anything; a language that is not spoken is English."""
    assert f": {language}." in seeded.given(**variables)("console", stdin="/language").out


def test_a_chosen_language_stays(seeded: Program) -> None:
    """It is spoken from its own reply on, also in the next session, whatever the locale; "auto" takes the locale's again."""
    assert seeded("console", stdin="/language русский\n/stats").out.splitlines()[0] == "Язык: Русский."
    assert seeded.given(LANG="en_US.UTF-8")("console", stdin="/stats").out.startswith("1 документ, 16 отрывков, 3 спикера")
    assert seeded("console", stdin="/language auto\n/stats").out.startswith("Language: English.\n\n1 document, ")


def test_scripts_read_english(seeded: Program) -> None:
    """What `--json` prints does not depend on who sits there."""
    asked = ("ask", "What did Angela Merkel say?", "--json")
    assert seeded.given(LC_ALL="ru_RU.UTF-8")(*asked).out == seeded(*asked).out


def test_each_line_gets_its_reply(seeded: Program) -> None:
    """Blank lines get none, bytes that are no UTF-8 and controls are no failure, and the last line needs no end."""
    typed = b"\n  \nLavrov \xff\xfe\n\x00\x1b[31m\x07\r\nmore\r\n" + b"x " * 20_000 + b"\n/stats"
    ran = seeded("console", stdin=typed)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.rstrip().endswith("of 14 February 2013.")
    assert "\x1b" not in ran.out


def test_no_input_is_no_failure(seeded: Program) -> None:
    """Nothing asked, nothing said, exit 0."""
    ran = seeded("console", stdin=b"")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_a_hostile_document_sends_nothing_to_the_screen(program: Program) -> None:
    """Neither its words nor its title, speaker or publisher carry control characters into what is written."""
    text = "“The \x1b[2J bridge \x1b]0;owned\x07 stands,” said Agnes\x9b Holm.\n\nBo\x7f Lind left\x08\x08."
    record = {"id": "h", "title": "T\x1b[5m", "source": "The \x9bPost", "text": text}
    assert program("ingest", "-", stdin=json.dumps(record)).status == 0
    ran = program("console", stdin="bridge\ncontext 1\nsource 1\n/speakers\n/sources\n/why\nfoo \x1b[31m bar")
    assert ran.status == 0
    assert {character for character in ran.out if not character.isprintable()} <= {"\n"}


def test_two_pipes_at_once_do_not_mix(seeded: Program) -> None:
    """Each has a conversation of its own, and leaves none behind."""
    one = seeded.start("console", stdin=-1)
    assert one.stdin is not None
    assert one.stdout is not None
    one.stdin.write(b"What did Lavrov say about Syria?\n")
    one.stdin.flush()
    while one.stdout.readline() != b"There is more: more\n":
        pass
    assert seeded("console", stdin="more").out.startswith("No quotation has been shown yet")
    out, err = one.communicate(b"context 1\n")
    assert (one.returncode, err) == (0, b"")
    assert b"1. " in out
    assert seeded("console", stdin="more").out.startswith("No quotation has been shown yet")
