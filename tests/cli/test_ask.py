"""`briefbot ask`: answers in words and in JSON, batches, and whatever people type."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from support.articles import article, token, write_articles
from support.program import SEEDS, Program
from support.work import calls

FIELDS: dict[str, Any] = {"id": (str, type(None)), "question": str, "answered": bool, "gap": (str, type(None)), "quotes": list}
QUOTE_FIELDS: dict[str, Any] = {
    "text": str, "kind": str, "speaker": (str, type(None)), "document": str, "title": (str, type(None)),
    "source": (str, type(None)), "url": (str, type(None)), "date": (str, type(None)), "start": int, "end": int,
    "score": (int, float),
}  # fmt: skip
SEED = next(SEEDS.glob("*.txt"))
QUESTION = "What did Lavrov say about missile defense?"


def check_answer(answer: dict[str, Any], texts: dict[str, str]) -> None:
    """Hold an answer to the contract."""
    for name, kinds in FIELDS.items():
        assert isinstance(answer[name], kinds), name
    assert answer["answered"] is bool(answer["quotes"])
    assert answer["answered"] or answer["gap"]
    for quote in answer["quotes"] + answer["near"]:
        for name, kinds in QUOTE_FIELDS.items():
            assert isinstance(quote[name], kinds), name
        assert quote["text"] == texts[quote["document"]][quote["start"] : quote["end"]]
        assert quote["text"].strip()
        assert quote["kind"] in {"direct", "mixed", "reported"}
        assert quote["date"] is None or date.fromisoformat(quote["date"]).isoformat() == quote["date"]
    places = sorted((quote["document"], quote["start"], quote["end"]) for quote in answer["quotes"])
    for (document, _, end), (following, start, _) in pairwise(places):
        assert document != following or end <= start


def test_the_seed_answers_in_words(seeded: Program) -> None:
    """His exact words, his name, the article's title and its date: what the program is for."""
    ran = seeded("ask", *QUESTION.split())
    assert (ran.status, ran.err) == (0, "")
    first = ran.out.split("\n\n")[0]
    assert first.startswith("1. “The missile defense problem has become an important test")
    assert "— Sergei Lavrov\n" in first
    assert first.rstrip().endswith("Lavrov: The ABM issue prevents to build a common security space · 14 February 2013")


def test_the_seed_answers_in_json(seeded: Program) -> None:
    """One object on one line, with every field of the contract, and the words at their place in the stored text."""
    ran = seeded("ask", QUESTION, "--json")
    assert (ran.status, ran.err) == (0, "")
    check_answer(ran.record, {SEED.stem: SEED.read_bytes().decode()})
    best = ran.record["quotes"][0]
    assert (best["speaker"], best["date"], best["kind"]) == ("Sergei Lavrov", "2013-02-14", "direct")
    assert (best["document"], best["start"], best["end"]) == (SEED.stem, 300, 807)
    assert ran.record["id"] is None
    assert ran.record["question"] == QUESTION


def test_k_limits_the_quotations(seeded: Program) -> None:
    """-k N shows N at most, and is refused where it is no number that can be shown."""
    assert len(seeded("ask", "Lavrov", "-k", "2", "--json").record["quotes"]) == 2
    for wrong in ("0", "-1", "many"):
        ran = seeded("ask", "Lavrov", "-k", wrong)
        assert (ran.status, ran.out) == (2, "")
        assert "-k" in ran.err


def test_an_empty_archive_says_so(program: Program) -> None:
    """Without any document there is an answer still: that there is none."""
    ran = program("ask", QUESTION, "--json")
    assert ran.status == 0
    assert (ran.record["answered"], ran.record["quotes"], ran.record["gap"]) == (False, [], "the archive is empty")


def test_the_default_seeds_may_be_missing(tmp_path: Path) -> None:
    """Who works outside of a checkout and named no seeds is not warned of their absence."""
    ran = Program(tmp_path, {"BRIEFBOT_SEEDS": "seeds"})("ask", QUESTION)
    assert (ran.status, ran.out) == (0, "The archive is empty.\n")
    assert "seeds" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "Give a question"),
        (("Lavrov", "--batch", "questions.jsonl", "--json"), "Give a question"),
        (("--batch", "questions.jsonl"), "add --json"),
        (("--batch", "missing.jsonl", "--json"), "missing.jsonl"),
        (("Lavrov", "--since", "nonsense"), "'nonsense' is not a date"),
        (("Lavrov", "--until", "2015-02-30"), "'2015-02-30' is not a date"),
        (("Lavrov", "--now", "later"), "'later' is not a time"),
        (("Lavrov", "--nonsense"), "--nonsense"),
    ],
)
def test_wrong_usage_is_refused(program: Program, arguments: tuple[str, ...], complaint: str) -> None:
    """What cannot be meant ends with status 2, a sentence that names it, and nothing on standard output."""
    program.write("questions.jsonl", "{}")
    ran = program("ask", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err


def test_limits_hold(program: Program) -> None:
    """--speaker, --source, --since and --until let nothing else through, and --now is today for relative dates."""
    write_articles(program.folder / "archive.jsonl", range(60))
    assert program("ingest", "archive.jsonl").status == 0
    texts = {article(number)["id"]: article(number)["text"] for number in range(60)}

    def quotes(*limits: str) -> list[dict[str, Any]]:
        ran = program("ask", "What was said about the bridge?", "-k", "100", "--json", *limits)
        assert ran.status == 0, ran.err
        check_answer(ran.record, texts)
        found: list[dict[str, Any]] = ran.record["quotes"]
        return found

    assert {quote["speaker"] for quote in quotes("--speaker", "Holm")} == {"Agnes Holm"}
    assert {quote["source"] for quote in quotes("--source", "Valley Wire")} == {"Valley Wire"}
    within = quotes("--since", "2015-03-01", "--until", "April 2015")
    assert within
    assert all("2015-03-01" <= quote["date"] <= "2015-04-30" for quote in within)
    month = quotes("--now", "2015-06-15T10:00:00+02:00", "--since", "last month", "--until", "last month")
    assert month
    assert all(quote["date"].startswith("2015-05") for quote in month)
    assert not quotes("--since", "2019")


def test_a_gap_names_what_is_missing(program: Program) -> None:
    """A stranger, a year and a publisher that the archive does not have are each named in the gap."""
    write_articles(program.folder / "archive.jsonl", range(20))
    program("ingest", "archive.jsonl")
    questions = {
        "stranger": "What did Zebulon Throckmorton say about the bridge?",
        "year": "What did Agnes Holm say in 2019?",
        "nothing": "Who spoke of submarines and volcanoes?",
    }
    lines = "".join(json.dumps({"id": name, "question": asked}) + "\n" for name, asked in questions.items())
    answers = {answer["id"]: answer for answer in program("ask", "--batch", "-", "--json", stdin=lines).records}
    assert all(not answer["answered"] and not answer["quotes"] for answer in answers.values())
    assert "Zebulon Throckmorton" in answers["stranger"]["gap"]
    assert "2015" in answers["year"]["gap"] or "2019" in answers["year"]["gap"]
    assert answers["nothing"]["gap"]


BATCH = [
    b'{"id": "first", "question": "What did Lavrov say about missile defense?"}',
    b"not JSON",
    b'{"id": 7, "question": "and about Syria?", "history": ["What did Lavrov say about missile defense?"]}',
    b"",
    b'{"id": "no question"}',
    b"[1, 2]",
    b'{"question": "Biden"}',
    b'{"id": "bytes", "question": "\xff"}',
    b'{"id": "history", "question": "x", "history": [1]}',
    b'{"id": {}, "question": "x"}',
    b'{"id": "empty", "question": ""}',
    b'{"id": "half", "question": "\\ud800 Lavrov \\u0000 \\u0007"}',
]


def test_a_batch_is_answered_but_for_its_broken_lines(seeded: Program) -> None:
    """Each broken line is told by its number on standard error, the others are answered in order, and the status is 1."""
    seeded.write("questions.jsonl", b"\n".join(BATCH))
    ran = seeded("ask", "--batch", "questions.jsonl", "--json")
    assert ran.status == 1
    assert [answer["id"] for answer in ran.records] == ["first", "7", "7", "empty", "half"]
    for answer in ran.records:
        check_answer(answer, {SEED.stem: SEED.read_bytes().decode()})
    complaints = ran.err.splitlines()
    assert [line.split()[1] for line in complaints] == ["2", "5", "6", "8", "9", "10"]
    assert ran.records[3]["gap"] == "there is no question"
    assert ran.records[4]["answered"]


def test_history_makes_a_follow_up(seeded: Program) -> None:
    """After a question on Lavrov, "and about Syria?" asks for his words; a plain word asks for anybody's."""
    lines = [
        {"id": "follow", "question": "and about Syria?", "history": [QUESTION]},
        {"id": "plain", "question": "Syria"},
    ]
    ran = seeded("ask", "--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    assert ran.status == 0
    follow, plain = ran.records
    assert follow["quotes"][0]["speaker"] == "Sergei Lavrov"
    assert "Syria" in follow["quotes"][0]["text"]
    assert plain["answered"]


ODD = [
    "missile " * 1_250,
    "?!,.;:—…()[]{}\"'",
    " \t ",
    "a\x1b[31mb\x07\x7f\x00",
    "\u202eLavrov",
    "🚀" * 300,
    "Лавров " * 200,
    "from: since: speaker:",
    "((((((((((",
    '"' * 999,
]


def test_any_question_gets_an_answer(seeded: Program) -> None:
    """Length, punctuation and control characters are no reason to fail: an answer or a gap."""
    lines = "".join(json.dumps({"id": number, "question": question}) + "\n" for number, question in enumerate(ODD))
    ran = seeded("ask", "--batch", "-", "--json", stdin=lines)
    assert (ran.status, ran.err) == (0, "")
    for number, answer in enumerate(ran.records):
        check_answer(answer, {SEED.stem: SEED.read_bytes().decode()})
        assert (answer["id"], answer["question"].strip()) == (str(number), ODD[number].strip())
    assert ran.records[0]["answered"]
    assert ran.records[2]["gap"] == "there is no question"
    for odd in (ODD[0], ODD[1], ODD[4]):
        assert seeded("ask", odd).status == 0


def test_one_word_of_ten_thousand_letters_gets_an_answer(seeded: Program) -> None:
    """Nobody can keep the program busy with one word."""
    seeded("ask", "x")  # what is loaded and indexed once is no word's work
    small, large = (calls(lambda size=size: seeded("ask", "x" * size)) for size in (1_000, 10_000))  # type: ignore[misc]
    assert not seeded("ask", "x" * 10_000, "--json").record["answered"]
    assert large < 10 * small


def test_bytes_that_are_no_text_are_shown_as_such(seeded: Program) -> None:
    """Arguments that are no UTF-8 get a sign in place of the broken bytes, wherever they are given."""
    ran = seeded.process("ask", b"Lavrov \xff\xfe", "--json", "--speaker", b"Lav\xe9rov")
    assert ran.status == 0
    assert ran.record["question"] == "Lavrov ��"


def test_json_is_utf8_whatever_the_locale(program: Program) -> None:
    """Standard output is UTF-8 under LC_ALL=C and with another encoding set, and never escaped to ASCII."""
    text = "Die Bürgermeisterin sagte: „Die Brücke wird schön“, und ging — Ostby feierte."
    program.write("brücke.jsonl", json.dumps({"id": "Brücke", "title": "Schön", "text": text}))
    plain, ascii_ = program.given(LC_ALL="C"), program.given(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert program("ingest", "brücke.jsonl", "--json").status == 0
    for local in (plain, ascii_):
        ran = local.process("ask", "Brücke", "--json")
        assert ran.record["quotes"][0]["document"] == "Brücke"
        assert "Brücke wird schön" in ran.out
    assert "Brücke wird schön" in ascii_.process("ask", "Brücke").out


def test_words_hold_no_control_characters_and_json_holds_them_all(program: Program) -> None:
    """A document that sends escape sequences cannot reach the terminal; scripts get its words as they stand."""
    words = "The \x1b]0;owned\x07 bridge\x9b31m of Ostby opened."
    program.write("hostile.jsonl", json.dumps({"id": "hostile", "title": "A \x1b[2J title", "text": words}))
    assert program("ingest", "hostile.jsonl").status == 0
    shown = program("ask", "bridge of Ostby").out
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert "\x9b" not in shown
    assert "�]0;owned� bridge�31m" in shown
    assert program("ask", "bridge of Ostby", "--json").record["quotes"][0]["text"] == words


def test_a_token_finds_its_article(program: Program) -> None:
    """A word that one article of many has finds a passage of that article first."""
    write_articles(program.folder / "archive.jsonl", range(80))
    program("ingest", "archive.jsonl")
    answer = program("ask", f"What was said of {token(41)}?", "--json").record
    assert answer["quotes"][0]["document"] == "a0041"


def test_somebody_who_says_nothing_of_it_is_silent_beside_somebody_who_does(seeded: Program) -> None:
    """Another's words in the same article are no answer to what somebody said, and what they do say is shown as a near miss."""
    record = seeded("ask", "What did Biden say about chemical weapons?", "--json").record
    assert not record["answered"]
    assert record["gap"].startswith("no words of Joe Biden")
    assert {near["speaker"] for near in record["near"]} == {"Joe Biden"}


def test_a_gap_is_told_in_the_language_of_the_question(program: Program) -> None:
    """Who asks in Russian is refused in Russian, in records for scripts too."""
    program("ingest", "-", stdin=json.dumps({"text": "“The bridge will stand,” said Mara Stoll."}))
    ran = program("ask", "Что сказал Борис Неведомский о мосте?", "--json")
    assert ran.record["gap"] == "среди тех, кого цитируют в архиве, нет никого по имени Борис Неведомский"


@pytest.mark.parametrize("now", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "9999-12-31", "9999-01-01"])
@pytest.mark.parametrize(
    "command", [("ask", "What was said last week?"), ("ask", "x", "--since", "last week"), ("digest", "--dry-run")]
)
def test_the_calendars_ends_have_an_answer(seeded: Program, now: str, command: tuple[str, ...]) -> None:
    """What is relative to a time at an end of the calendar is answered, or refused with a sentence that names it."""
    ran = seeded(*command, "--now", now)
    assert "fault of its own" not in ran.err
    assert ran.status == 0 or "--now" in ran.err or "--since" in ran.err


def test_a_slip_in_a_name_is_told(program: Program) -> None:
    """What is shown is said to be whose it is, in text and in records; a near name of another ending is offered."""
    program("ingest", "-", stdin=json.dumps({"text": "“The bridge will stand,” said Mara Castellano."}))
    asked = "What did Castelano say about the bridge?"
    told = "Nobody called Castelano speaks in the archive. This is Mara Castellano:"
    assert program("ask", asked).out.splitlines()[0] == told
    assert program("ask", asked, "--json").record["taken"] == [{"typed": "Castelano", "person": "Mara Castellano"}]
    refused = program("ask", "What did Castellani say about the bridge?", "--json").record
    assert (refused["quotes"], refused["near"], refused["choices"]) == ([], [], ["Mara Castellano"])
