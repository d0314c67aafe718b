"""`briefbot quotes`: the quotations of files, nothing stored."""

import json
from pathlib import Path

from support.program import SEEDS, Program

SEED = next(SEEDS.glob("*.txt"))
FIELDS = {
    "document", "start", "end", "text", "kind", "speaker", "mention", "mention_start", "mention_end", "cue", "attribution",
    "confidence", "group",
}  # fmt: skip


def test_each_quotation_is_a_line(tmp_path: Path) -> None:
    """All fields of the contract, words and mention at their places in the file, and nothing is left behind."""
    program = Program(tmp_path, {})
    ran = program("quotes", str(SEEDS), "--json")
    assert (ran.status, ran.err) == (0, "")
    text = SEED.read_bytes().decode()
    assert len(ran.records) == 9
    for quote in ran.records:
        assert set(quote) >= FIELDS
        assert quote["document"] == SEED.name
        assert quote["text"] == text[quote["start"] : quote["end"]]
        assert quote["kind"] in {"direct", "mixed"}
        assert quote["attribution"] in {"named", "unnamed", "unresolved", "nobody"}
        assert (quote["speaker"] is not None) == (quote["attribution"] == "named")
        assert 0 <= quote["confidence"] <= 1
        if quote["mention"] is not None:
            assert quote["mention"] == text[quote["mention_start"] : quote["mention_end"]]
    assert list(program.folder.iterdir()) == []


def test_people_see_words_and_speakers(program: Program) -> None:
    """Without --json, the words in marks and whose they are."""
    ran = program("quotes", str(SEED))
    assert "“Any use of force (in Syria) is unacceptable,”\n    Sergei Lavrov · " in ran.out


def test_broken_files_are_named_and_others_read(program: Program) -> None:
    """Status 1, the broken one on standard error, the others' quotations on standard output."""
    program.write("news/a.txt", "“It will stand,” said Agnes Holm.")
    program.write("news/b.txt", b"\x00")
    ran = program("quotes", "news", "missing.txt", "--json")
    assert ran.status == 1
    assert [quote["speaker"] for quote in ran.records] == ["Agnes Holm"]
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["news/b.txt", "missing.txt"]


def test_standard_input_and_escape_sequences(program: Program) -> None:
    """`-` is JSON Lines; what a person sees holds no control characters."""
    record = json.dumps({"id": "r", "text": "“It \x1b[31mwill stand,” said Agnes Holm."})
    assert program("quotes", "-", "--json", stdin=record).record["text"] == "It \x1b[31mwill stand,"
    assert "\x1b" not in program("quotes", "-", stdin=record).out


def test_nothing_named_is_wrong_usage(program: Program) -> None:
    """Without a path there is nothing to read."""
    assert program("quotes").status == 2


def test_a_cautious_reader_is_shown_fewer_names(program: Program) -> None:
    """A speaker who is only likely has a name, or none, as the setting says; the archive follows it by itself."""
    words = "We checked the wheels of the crane twice."
    program.write("news/a.txt", f"“It is unsafe,” Olaf Brandt said. Mona Ferrer shrugged. “{words}”")
    cautious = program.given(BRIEFBOT_SURE="cautious")
    assert program("ingest", "news").status == 0
    for reader, name in ((program, "Mona Ferrer"), (cautious, None), (program, "Mona Ferrer")):
        (shown,) = (one for one in reader("quotes", "news", "--json").records if one["text"] == words)
        answered = reader("ask", words, "--json").record["quotes"][0]
        assert words in answered["text"]
        assert shown["speaker"] == answered["speaker"] == name
