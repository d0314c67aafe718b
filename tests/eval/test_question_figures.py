"""What the figures of questions say about programs whose faults are known."""

import dataclasses
from collections.abc import Sequence
from datetime import date

import pytest

from briefbot.model import Span

from .corpus import GoldAnswer, Turn, articles, turns
from .figures import Report
from .names import Person
from .question_figures import MAX_LENGTH, ShownAnswer, ShownQuote, is_hit, judge, report

REED = Person.parse("Nora Reed")
GOLD = GoldAnswer("small", Span(100, 200), (REED,), date(2020, 1, 2))
ASKED = Turn("q1", "who", "who was late?", (), (GOLD,))
NOTHING = Turn("q2", "unanswerable", "who was early?", (), ())
SHOWN = ShownQuote("small", Span(100, 200), "words", "Nora Reed", date(2020, 1, 2))
REFUSAL = ShownAnswer(answered=False, quotes=())


def _answer(*quotes: ShownQuote) -> ShownAnswer:
    return ShownAnswer(answered=True, quotes=quotes)


def _values(report: Report) -> dict[str, float]:
    return {figure.name: figure.value for figure in report.figures}


def _elsewhere(count: int) -> list[ShownQuote]:
    return [dataclasses.replace(SHOWN, document=f"other{n}") for n in range(count)]


def _show(gold: GoldAnswer) -> ShownQuote:
    """The accepted passage as a perfect program shows it."""
    text = next(article.document.text for article in articles() if article.document.id == gold.document)
    speaker = gold.speakers[0].fullest if gold.speakers else None
    return ShownQuote(gold.document, gold.span, gold.span.of(text), speaker, gold.date)


def _oracle(question: str, history: Sequence[str]) -> ShownAnswer:
    """The annotation as a program's answer."""
    turn = next(turn for turn in (*turns(), *turns("ru")) if (turn.question, turn.history) == (question, tuple(history)))
    return _answer(*map(_show, turn.answers)) if turn.answers else REFUSAL


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_program_that_knows_everything_has_the_best_figures(language: str) -> None:
    """On all questions, the accepted answers themselves are measured as faultless."""
    full = report(turns(language), _oracle)
    assert _values(full) == {figure.name: float(not figure.lower_is_better) for figure in full.figures}
    assert full.faults == ()


def test_a_program_that_refuses_everything_answers_nothing() -> None:
    """It is right about the unanswerable alone."""
    values = _values(report(turns(), lambda *_: REFUSAL))
    assert values["hit_at_1"] == values["hit_at_5"] == values["dialogue_hit_at_5"] == 0
    assert values["refused_answerable"] == values["refused_unanswerable"] == 1


def test_answering_what_has_no_answer_is_a_fault() -> None:
    """A bot that always answers never refuses rightly."""
    eager = report([NOTHING], lambda *_: _answer(SHOWN))
    assert _values(eager)["refused_unanswerable"] == 0
    assert eager.faults == ("q2 (unanswerable): answered: who was early?",)


@pytest.mark.parametrize(("before", "rank"), [(0, 1), (4, 5), (5, None)])
def test_a_hit_counts_among_the_first_five(before: int, rank: int | None) -> None:
    """The rank is the first hit's, and what comes sixth is not seen."""
    assert judge(ASKED, _answer(*_elsewhere(before), SHOWN)).rank == rank


def test_quotations_of_a_refusal_do_not_count() -> None:
    """Who refuses has shown nothing."""
    assert judge(ASKED, ShownAnswer(answered=False, quotes=(SHOWN,))).rank is None


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, True),
        ({"span": Span(150, 250)}, True),
        ({"span": Span(151, 251)}, False),
        ({"span": Span(120, 130)}, True),
        ({"span": Span(0, 333)}, True),
        ({"span": Span(0, 340)}, False),
        ({"span": Span(0, 340), "parts": (Span(100, 200), Span(260, 339))}, True),
        ({"span": Span(0, 340), "parts": (Span(0, 90), Span(260, 339))}, False),
        ({"span": Span(0, MAX_LENGTH + 1)}, False),
        ({"span": Span(300, 400)}, False),
        ({"span": Span(150, 150)}, False),
        ({"document": "other"}, False),
        ({"text": "two\nlines"}, False),
    ],
)
def test_a_hit_shares_enough_of_the_passage(changes: dict[str, object], hit: bool) -> None:  # noqa: FBT001 -- a table's column
    """Half of the shorter and three tenths of itself or of one of its parts, in the right document, in one line."""
    assert is_hit(dataclasses.replace(SHOWN, **changes), GOLD) is hit  # type: ignore[arg-type]  # the table's own field names


def test_speaker_and_date_are_judged_by_the_first_hit() -> None:
    """A wrong name or date under the right words shows, and one under other words does not."""
    wrong = dataclasses.replace(SHOWN, speaker="Ola Lund", date=None)
    values = _values(report([ASKED], lambda *_: _answer(*_elsewhere(1), wrong, SHOWN)))
    assert (values["hit_at_1"], values["hit_at_5"], values["speaker"], values["date"]) == (0, 1, 0, 0)


def test_words_of_nobody_in_particular_ask_for_no_speaker() -> None:
    """The reporter's own sentence is right under any name or none."""
    turn = dataclasses.replace(ASKED, answers=(dataclasses.replace(GOLD, speakers=()),))
    figures = report([turn], lambda *_: _answer(SHOWN)).figures
    assert next(figure for figure in figures if figure.name == "speaker").cases == 0


def test_a_dialogue_is_asked_turn_by_turn() -> None:
    """Each follow-up comes with the questions before it."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(question: str, history: Sequence[str]) -> ShownAnswer:
        asked.append((question, tuple(history)))
        return REFUSAL

    dialogue = [turn for turn in turns() if turn.id.startswith("t1.")]
    report(dialogue, ask)
    first, second, third = (question for question, _ in asked)
    assert [history for _, history in asked] == [(), (first,), (first, second)]
    assert third not in (first, second)
