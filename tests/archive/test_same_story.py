"""One story in several papers: shown once, by its original, with where else it stands."""

import json
from typing import Any

import pytest

from briefbot.reading.copies import SAME_STORY, share, shingles
from support.program import Program
from support.work import calls

QUOTED = "The lock at Ostby will stay shut until the eels have passed, whatever the barges say"
BODY = (
    "The canal board met for six hours in the old customs house on Monday while boatmen waited outside with their dogs. "
    "Its engineers had counted more eels this spring than in any year since the weir was rebuilt, and asked for time. "
    "Skippers pointed to contracts for gravel that end with the month, and to fines that nobody has offered to pay. "
    "A motion to open one gate by night failed by two votes, and a motion to count again was sent to a committee."
)
WIRE = f"{BODY}\n\n“{QUOTED},” said Ines Falk, who keeps the canal.\n\nThe board meets again on Thursday."
PAPERS = (
    {"id": "herald", "source": "Ostby Herald", "published": "2022-03-06", "url": "https://herald.example/eels"},
    {"id": "wire", "source": "Reuters", "published": "2022-03-05", "url": "https://wire.example/eels"},
    {"id": "courier", "source": "Elmside Courier", "published": "2022-03-05"},
)
ASK = "What did Ines Falk say about the lock and the eels?"


def bring(program: Program, *articles: dict[str, Any]) -> None:
    """Bring articles in."""
    lines = "".join(json.dumps({"title": "Eels", "language": "en", **one}) + "\n" for one in articles)
    assert program("ingest", program.write("articles.jsonl", lines)).status == 0


@pytest.fixture
def wired(program: Program) -> Program:
    """An archive in which three papers print a wire's article, each a little changed."""
    edited = WIRE.replace("six hours", "many hours").replace("by two votes", "narrowly")
    texts = (WIRE, WIRE, f"{edited}\n\nOur readers write to the editor by post.")
    bring(program, *({**paper, "text": text} for paper, text in zip(PAPERS, texts, strict=True)))
    return program


def told(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of an answer that have the words of the lock."""
    return [one for one in (*record["quotes"], *record["further"]) if one["text"] == f"{QUOTED},"]


def shown(program: Program, *options: str) -> tuple[str, list[str]]:
    """The one quotation that answers, by its document, and where else it stands."""
    (quote,) = told(program("ask", ASK, *options, "--json").record)
    return quote["document"], [other["document"] for other in quote["also"]]


def test_a_wires_article_is_shown_once_by_its_original(wired: Program) -> None:
    """The earliest day is shown, of one day the agency; the other papers stand below, as they printed it."""
    assert shown(wired) == ("wire", ["courier", "herald"])
    assert "also in Elmside Courier (5 March 2022), Ostby Herald (6 March 2022)" in wired("ask", ASK).out


def test_what_is_taken_out_makes_room_for_another(wired: Program) -> None:
    """The next original is shown then; whose words are edited away is no longer named."""
    wired("remove", "wire", "--yes")
    assert shown(wired) == ("courier", ["herald"])
    bring(wired, {**PAPERS[0], "text": f"{BODY}\n\nThe board meets again on Thursday."})
    assert shown(wired) == ("courier", [])
    assert "same story:  courier" in wired("show", "herald").out


def test_limits_hold_for_what_stands_below_too(wired: Program) -> None:
    """A paper that was asked for is shown by itself."""
    assert shown(wired, "--source", "Ostby Herald") == ("herald", [])
    assert shown(wired, "--since", "2022-03-06") == ("herald", [])


def test_show_tells_the_copies_and_why(wired: Program) -> None:
    """In words, and with `--json`; a document that is alone has none."""
    told = wired("show", "herald").out
    assert "same story:  wire (Reuters), because 100% of the runs of five words in the shorter one are in the other too" in told
    copies = {one["document_id"]: one["share"] for one in wired("show", "courier", "--json").record["copies"]}
    assert set(copies) == {"herald", "wire"}
    assert SAME_STORY <= copies["herald"] < 1
    bring(wired, {"id": "alone", "text": "Rain fell on the hills above the town, and then it fell on the town itself."})
    assert wired("show", "alone", "--json").record["copies"] == []


def test_a_shared_quotation_makes_no_copy(program: Program) -> None:
    """Two articles that print one press release's words are two stories; the words are shown once all the same."""
    other = (
        "Fishmongers of Elmside welcomed the news. Their market had lost half of its stalls, and prices had doubled in a year."
    )
    bring(
        program,
        {**PAPERS[0], "text": WIRE},
        {**PAPERS[2], "text": f"{other}\n\n“{QUOTED},” said Ines Falk in a statement.\n\nNo eels were sold on Friday."},
    )
    assert shown(program) == ("courier", ["herald"])
    assert program("show", "herald", "--json").record["copies"] == []


def test_two_people_who_say_the_same_are_both_shown(program: Program) -> None:
    """Words stand under whoever said them, also where their articles are copies of one."""
    texts = (f"{BODY}\n\n“{QUOTED},” said {name}, a skipper." for name in ("Ines Falk", "Oskar Brandt"))
    bring(program, *({"id": f"d{n}", "text": text} for n, text in enumerate(texts)))
    record = program("ask", "Who said that the lock will stay shut until the eels have passed?", "--json").record
    assert {(one["speaker"], one["document"]) for one in told(record)} == {("Ines Falk", "d0"), ("Oskar Brandt", "d1")}
    assert not any(one["also"] for one in told(record))


@pytest.mark.parametrize("copy", [True, False])
def test_a_cut_in_a_copy_is_shown_once(program: Program, *, copy: bool) -> None:
    """A paper that prints a wire's quotation shorter tells the same; another article's shorter words are another quotation."""
    short = WIRE.replace(", whatever the barges say", "")
    bring(program, {**PAPERS[0], "text": WIRE}, {**PAPERS[2], "text": short if copy else short[len(BODY) :]})
    record = program("ask", ASK, "--json").record
    found = [one for one in (*record["quotes"], *record["further"]) if one["text"].startswith("The lock at Ostby")]
    assert len(found) == (1 if copy else 2)
    assert len(found[0]["also"]) == (1 if copy else 0)


def test_a_story_of_many_papers_leaves_room_for_others(program: Program) -> None:
    """A quotation that a hundred papers print takes one place of an answer, and the next one is found behind it."""
    papers = ({"id": f"p{n}", "source": f"Paper {n}", "published": "2022-03-05", "text": WIRE} for n in range(100))
    bring(program, *papers, {"id": "last", "text": "“Eels go where they like, lock or no lock,” said Ines Falk of the canal."})
    record = program("ask", ASK, "--json").record
    assert "last" in [one["document"] for one in (*record["quotes"], *record["further"])]
    (quote,) = told(record)
    assert len(quote["also"]) == 99


def test_shingles_tell_copies_whatever_their_marks() -> None:
    """Case, accents and punctuation do not count; what is too short tells nothing."""
    assert share(shingles(WIRE), shingles(WIRE.upper().replace(",", ";"))) == 1
    assert share(shingles(WIRE), shingles(WIRE[: len(WIRE) // 2])) > 0.95
    assert share(shingles("Four words are few."), shingles("Four words are few.")) == 0


@pytest.mark.slow
def test_finding_copies_takes_as_long_in_a_large_archive(program: Program) -> None:
    """A document is compared with those that share rare hashes, not with all; a paper's furniture costs nothing."""
    furniture = (
        "Sign up for our letters, follow us wherever you are, and read more of what our readers liked best this week. " * 3
    )

    def work(first: int, count: int) -> int:
        texts = (" ".join(f"w{number}x{word}" for word in range(200)) for number in range(first, first + count))
        bring(program, *({"id": f"d{first}-{n}", "text": f"{text}. {furniture}"} for n, text in enumerate(texts)))
        from briefbot.store.store import Store  # noqa: PLC0415 (as each call opens it)

        store = Store(program.database)
        try:
            return calls(store.find_copies)
        finally:
            store.close()

    few = work(0, 20)
    work(1000, 120)
    assert work(5000, 20) < 1.1 * few
