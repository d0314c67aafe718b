"""`briefbot check`: one quotation in words and in JSON, and files of them."""

import json
from pathlib import Path

import pytest

from support.program import Program

SAID = "The missile defense problem has become an important test for real actions compliance"
FIELDS = {"id", "text", "by", "verdict", "speaker", "found", "difference"}
FOUND = {"document", "start", "end", "speaker", "date", "source", "title"}


def records(out: str) -> list[dict[str, object]]:
    """The records of an output."""
    return [json.loads(line) for line in out.splitlines()]


def test_a_quotation_is_checked_in_words(seeded: Program) -> None:
    """The verdict, the words in their quotation, and where they stand."""
    ran = seeded("check", *SAID.split(), "--by", "Lavrov")
    assert (ran.status, ran.err) == (0, "")
    verdict, _, first, *_ = ran.out.splitlines()
    assert verdict == "Said in these words by Sergei Lavrov."
    assert first.startswith(f"1. “{SAID} with solemn declarations")


def test_what_differs_is_drawn_without_colours(seeded: Program) -> None:
    """As wdiff draws it: what only the archive has, and what it lacks."""
    ran = seeded("check", SAID.replace("important", "unimportant"))
    assert ran.out.startswith("Altered: Sergei Lavrov said it otherwise.\n")
    assert "has become an [-important-] {+unimportant+} test" in ran.out


def test_the_record_of_a_quotation(seeded: Program) -> None:
    """Every field of the contract, and the words at their place in the stored text."""
    ran = seeded("check", SAID.replace("has become an", "is not an"), "--json")
    record = ran.record
    assert set(record) >= FIELDS
    assert (record["id"], record["by"], record["verdict"], record["speaker"]) == (None, None, "altered", "Sergei Lavrov")
    assert record["difference"][1:3] == [["-", "has become"], ["+", "is not"]]
    assert [sign for sign, _ in record["difference"]] == ["=", "-", "+", "="]
    (found,) = record["found"]
    assert set(found) >= FOUND
    assert found["date"] == "2013-02-14"
    assert found["end"] - found["start"] == len(found["text"])


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ((f"“{SAID}” by Lavrov",), "exact"),
        ((f"“{SAID}” by Kerry",), "other_speaker"),
        ((SAID, "--by", "Kerry"), "other_speaker"),
        (("Nobody has ever said this about lighthouses",), "not_found"),
        (("?!",), "not_found"),
    ],
)
def test_scripts_know_verdicts_by_their_own_names(seeded: Program, typed: tuple[str, ...], verdict: str) -> None:
    """Those of the contract; the exit status is 0 whatever they are."""
    ran = seeded("check", *typed, "--json")
    assert (ran.status, ran.record["verdict"]) == (0, verdict)


def test_a_file_of_lines(seeded: Program) -> None:
    """Each line is a quotation, with or without a name; JSON has the number of the line for its id."""
    file = seeded.folder / "claims.txt"
    file.write_text(f"“{SAID}” by Lavrov\n\n{SAID}\nNobody has ever said this about lighthouses\n", "utf-8")
    ran = seeded("check", str(file), "--json")
    assert ran.status == 0
    assert [(one["id"], one["by"], one["verdict"]) for one in records(ran.out)] == [
        ("1", "Lavrov", "exact"),
        ("3", None, "exact"),
        ("4", None, "not_found"),
    ]


def test_a_report_in_words_has_a_line_for_each_and_the_sum(seeded: Program) -> None:
    """For a person: what was asked, the verdict, and how many there were of each."""
    file = seeded.folder / "claims.txt"
    file.write_text(f"{SAID}\nNobody has ever said this about lighthouses\n", "utf-8")
    lines = seeded("check", str(file)).out.splitlines()
    assert lines[0].startswith("1. “The missile defense problem")
    assert lines[1].strip() == "Said in these words by Sergei Lavrov."
    assert lines[-1] == "1 exact, 1 absent"
    file.write_text("\n", "utf-8")
    ran = seeded("check", str(file))
    assert (ran.status, ran.out, ran.err) == (0, "Nothing to check.\n", "")


def test_a_file_of_records_and_what_is_none(seeded: Program) -> None:
    """Broken ones are told by number, the others are checked, and the status says that some failed."""
    file = seeded.folder / "claims.jsonl"
    lines = [
        json.dumps({"id": "a", "text": SAID, "by": "Lavrov"}),
        "{broken",
        json.dumps([1]),
        json.dumps({"id": "b", "quote": SAID, "speaker": "Kerry"}),
        json.dumps({"by": "Lavrov"}),
        json.dumps({"text": SAID, "by": 7}),
        json.dumps({"text": SAID, "id": True}),
        json.dumps({"text": SAID, "id": 7}),
    ]
    file.write_text("\n".join(lines), "utf-8")
    ran = seeded("check", str(file), "--json")
    assert ran.status == 1
    assert [(one["id"], one["verdict"]) for one in records(ran.out)] == [("a", "exact"), ("b", "other_speaker"), ("7", "exact")]
    assert [line.split(" is ")[0] for line in ran.err.splitlines()] == ["Line 2", "Line 3", "Line 5", "Line 6", "Line 7"]


@pytest.mark.parametrize(("name", "sign"), [("claims.csv", ","), ("claims.tsv", "\t")])
def test_a_table(seeded: Program, name: str, sign: str) -> None:
    """Columns are known by their names, in whatever order; cells may hold the sign in marks."""
    file = seeded.folder / name
    file.write_text(f'Speaker{sign}Quote\nLavrov{sign}"{SAID}"\n{sign}"Nobody, ever, said this about lighthouses"\n', "utf-8")
    ran = seeded("check", str(file), "--json")
    assert [(one["id"], one["by"], one["verdict"]) for one in records(ran.out)] == [
        ("2", "Lavrov", "exact"),
        ("3", None, "not_found"),
    ]


def test_a_table_that_breaks_off(seeded: Program) -> None:
    """What stands before the broken row is checked."""
    file = seeded.folder / "claims.csv"
    file.write_text(f"text,by\n{SAID},Lavrov\n{'x' * 200_000},Lavrov\n", "utf-8")
    ran = seeded("check", str(file), "--json")
    assert (ran.status, [one["verdict"] for one in records(ran.out)]) == (1, ["exact"])
    assert "cannot be read behind line 2" in ran.err


def test_the_quotations_of_an_article(seeded: Program) -> None:
    """Each is checked as the words of whom the article names; a fragment is none."""
    file = seeded.folder / "article.txt"
    file.write_text(
        f"“{SAID},” John Kerry told reporters.\n\n“We shall count every lamp of the harbour,” said Mara Stoll.\n\n"
        "Stoll called the pier “a rumour”.\n",
        "utf-8",
    )
    ran = seeded("check", str(file), "--article", "--json")
    assert ran.status == 0
    assert [(one["by"], one["verdict"]) for one in records(ran.out)] == [
        ("John Kerry", "other_speaker"),
        ("Mara Stoll", "not_found"),
    ]


def test_what_cannot_be_read(seeded: Program, tmp_path: Path) -> None:
    """An article that is none is told by name; words are no article."""
    empty = seeded.folder / "empty.txt"
    empty.write_text(" ", "utf-8")
    ran = seeded("check", str(empty), "--article", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "empty" in ran.err
    empty.write_bytes(bytes(range(32)) * 9)
    assert seeded("check", str(empty)).status == 2
    assert seeded("check", "some words", "--article").status == 2
    assert seeded("check").status == 2


def test_standard_input(seeded: Program) -> None:
    """A dash stands for it, also for an article."""
    ran = seeded("check", "-", "--json", stdin=f"{SAID}\n")
    assert [one["verdict"] for one in records(ran.out)] == ["exact"]


@pytest.mark.parametrize("named", ["claims.csv", "./claims", "/nowhere/claims.txt", "lavrov.pdf"])
def test_a_file_that_is_not_there_is_no_quotation(seeded: Program, named: str) -> None:
    """A slip in a file's name is told, instead of a verdict on its letters."""
    ran = seeded("check", named)
    assert (ran.status, ran.out) == (2, "")
    assert ran.complaint.startswith(f"{named}: there is no such file.")


@pytest.mark.parametrize("words", ["“claims.csv”", "Enough.", "and/or", "U.S."])
def test_one_word_may_be_a_quotation(seeded: Program, words: str) -> None:
    """What only looks a little like a file's name is checked."""
    assert seeded("check", words, "--json").record["verdict"] == "not_found"
