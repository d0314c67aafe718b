"""What the figures of quotations say about programs whose faults are known."""

import dataclasses

import pytest

from briefbot.model import Analysis, Attribution, Document, Kind, Quote, Span, SpeakerSource, Statement

from .corpus import Article, articles, read_article
from .figures import Report
from .markup import GoldSource, GoldWords
from .quote_figures import match, mention_type, report

HEADER = "title: T\nsource: S\npublished: 2020-01-02\nlanguage: en\nstyle: s\nreed = Nora Reed\nlund = Ola Lund\n---\n"
TEXT = (
    '"{1 We are very late,}" {@1=reed|Nora Reed} said.\n"{2 So we are indeed,}" {@2=lund|he} told Lund.\n'
    '"{3 It will not work,}" {@3=?|an aide} said. They sang "{- Ode to Joy}". Ola Lund left.\n'
    "{:4 {@4=reed|Reed} said no.}\n{@5=lund|LUND}: {=5 I never left. I was here.}"
)
SMALL = read_article("small", HEADER + TEXT)


def _source(source: GoldSource) -> SpeakerSource:
    """What a program that knows everything says of a source."""
    if not source.speakers:
        return SpeakerSource(Attribution.UNNAMED, mention=source.mentions[0], confidence=1.0)
    return SpeakerSource(Attribution.NAMED, source.speakers[0].fullest, source.mentions[0], confidence=1.0)


def _statement(words: GoldWords) -> Statement:
    return Statement(words.span, _source(words.source))


def _oracle(article: Article) -> Analysis:
    """The annotation as a program's answer."""
    annotation = article.annotation
    quotes = [Quote(quote.span, quote.span, quote.kind, _source(quote.source), quote.group) for quote in annotation.quotes]
    nobody = SpeakerSource(Attribution.NOBODY)
    quotes += [Quote(span, span, Kind.DIRECT, nobody, 1000 + n) for n, span in enumerate(annotation.nobody)]
    return Analysis(tuple(quotes), tuple(_statement(words) for words in (*annotation.reported, *annotation.turns)))


def _values(report: Report) -> dict[str, float]:
    return {figure.name: figure.value for figure in report.figures}


def _measured(analysis: Analysis) -> dict[str, float]:
    """The figures of a program that answers this for the small article."""
    return _values(report([SMALL], lambda _: analysis))


def _with_source(analysis: Analysis, index: int, **changes: object) -> Analysis:
    """The analysis with another source for one quotation."""
    quotes = list(analysis.quotes)
    source = dataclasses.replace(quotes[index].source, **changes)  # type: ignore[arg-type]  # the tests' own field names
    quotes[index] = dataclasses.replace(quotes[index], source=source)
    return dataclasses.replace(analysis, quotes=tuple(quotes))


def _best(report: Report) -> dict[str, float]:
    return {figure.name: float(not figure.lower_is_better) for figure in report.figures}


def test_a_program_that_knows_everything_has_the_best_figures() -> None:
    """On all articles, the annotation itself is measured as faultless."""
    answers = {article.document: _oracle(article) for article in articles()}
    full = report(articles(), answers.__getitem__)
    assert _values(full) == _best(full)
    assert full.faults == ()


def test_a_program_that_says_nothing_finds_nothing() -> None:
    """Recall and names are nil, and no wrong name is shown."""
    silent = report(articles(), lambda _: Analysis((), ()))
    values = _values(silent)
    assert values["recall"] == values["f1"] == values["end_to_end_f1"] == values["speaker"] == values["reported_speaker"] == 0
    assert values["wrong_name"] == values["unnamed_given_a_name"] == values["turn_wrong_name"] == 0
    assert len(silent.faults) >= sum(len(article.annotation.reported) for article in articles())


def test_a_wrong_name_is_counted_though_the_mention_is_right() -> None:
    """A pronoun whose mention is right counts as attributed, and its wrong name as a wrong name."""
    values = _measured(_with_source(_oracle(SMALL), 1, speaker="Nora Reed"))
    assert values["wrong_name"] == pytest.approx(1 / 3)
    assert values["speaker"] == 0.5
    assert values["speaker_of_pronoun"] == 0
    assert values["end_to_end_f1"] == 1


def test_a_name_for_an_unnamed_source_is_wrong_end_to_end() -> None:
    """Nobody may be named whom the article does not name."""
    values = _measured(_with_source(_oracle(SMALL), 2, attribution=Attribution.NAMED, speaker="Nora Reed"))
    assert values["unnamed_given_a_name"] == 1
    assert values["end_to_end_f1"] == pytest.approx(2 / 3)


def test_a_missing_name_is_no_wrong_name() -> None:
    """Silence costs the speaker's figure alone."""
    values = _measured(_with_source(_oracle(SMALL), 0, attribution=Attribution.UNRESOLVED, speaker=None, mention=None))
    assert values["wrong_name"] == 0
    assert values["speaker"] == 0.5
    assert values["end_to_end_f1"] == pytest.approx(2 * 2 / (2 + 3))


def test_half_a_name_is_right_but_not_full() -> None:
    """The family name is the speaker's, yet not the fullest name."""
    values = _measured(_with_source(_oracle(SMALL), 0, speaker="Reed"))
    assert values["speaker"] == 1
    assert values["speaker_full_name"] == 0.5


def test_a_name_under_a_title_is_counted() -> None:
    """Titles and scare quotes are nobody's words: claiming one costs precision, naming it is counted by itself."""
    oracle = _oracle(SMALL)
    values = _measured(_with_source(oracle, len(oracle.quotes) - 1, attribution=Attribution.NAMED, speaker="Ola Lund"))
    assert values["nobody_given_a_name"] == 1
    assert values["precision"] == pytest.approx(3 / 4)
    assert values["recall"] == 1


def test_kind_and_group_are_judged() -> None:
    """A direct quotation called a fragment, and two quotations taken for one, show."""
    oracle = _oracle(SMALL)
    quotes = [dataclasses.replace(quote, kind=Kind.MIXED, group=0) for quote in oracle.quotes]
    values = _measured(dataclasses.replace(oracle, quotes=tuple(quotes)))
    assert values["kind"] == values["grouped"] == 0


def test_unmarked_words_may_be_found_as_quotations_or_statements() -> None:
    """A turn of a transcript costs no precision where it is returned as a quotation, and needs its own speaker."""
    oracle = _oracle(SMALL)
    turn = SMALL.annotation.turns[0]
    as_quote = Quote(turn.span, turn.span, Kind.DIRECT, _source(turn.source), 50)
    values = _measured(Analysis((*oracle.quotes, as_quote), oracle.statements[:1]))
    assert (values["precision"], values["turn_speaker"]) == (1, 1)
    wrong = dataclasses.replace(as_quote, source=dataclasses.replace(as_quote.source, speaker="Nora Reed"))
    values = _measured(Analysis((*oracle.quotes, wrong), ()))
    assert (values["turn_speaker"], values["turn_wrong_name"], values["reported_speaker"]) == (0, 1, 0)


def test_pairs_are_one_to_one_and_close() -> None:
    """The closer of two claims finds the quotation, and one that covers too little finds none."""
    assert match([Span(0, 10)], [Span(0, 9), Span(0, 10)]) == {0: 1}
    assert match([Span(0, 10), Span(20, 30)], [Span(0, 10)]) == {0: 0}
    assert match([Span(0, 10)], [Span(0, 7)]) == {}
    assert match([Span(0, 10)], [Span(0, 8)]) == {0: 0}


def test_a_mention_is_a_name_a_pronoun_or_a_noun_phrase() -> None:
    """The three kinds that attribution is judged by."""
    sources = [quote.source for quote in SMALL.annotation.quotes]
    assert [mention_type(SMALL.document.text, source) for source in sources] == ["name", "pronoun", "noun phrase"]


def test_a_long_mention_does_not_count() -> None:
    """Pointing at half of the article points at nobody."""
    text = SMALL.document.text + "\n" + "x " * 200
    article = dataclasses.replace(SMALL, document=Document(id="long", text=text, published=SMALL.document.published))
    oracle = _oracle(SMALL)
    long = _with_source(oracle, 2, mention=Span(0, len(text)))
    assert _values(report([article], lambda _: oracle))["end_to_end_f1"] == 1
    assert _values(report([article], lambda _: long))["end_to_end_f1"] == pytest.approx(2 / 3)
