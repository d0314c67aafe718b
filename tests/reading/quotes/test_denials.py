"""Words that an article says nobody said: no name stands under them, and whoever is meant is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Attribution, Document, Kind, Span
from briefbot.reading.passages import passages
from briefbot.reading.quotes import find_quotes
from briefbot.reading.quotes.denials import is_denied
from briefbot.rendering.quotations import quote

SAID = "“The lake is empty,” said Mara Stoll, the warden.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Stoll denied saying “let the fish drown” on Monday.",
        "Stoll did not say “let the fish drown,” as this paper reported.",
        "The warden never said “let the fish drown.”",
        "Stoll hasn’t ever called the lake “a puddle of regret.”",
        "An earlier version misquoted Mara Stoll as saying “let the fish drown.”",
        "The post falsely claimed that Mara Stoll had said “let the fish drown.”",
        "A doctored recording in which Mara Stoll says “let the fish drown” was shared widely.",
        "There is no evidence that Mara Stoll said “let the fish drown.”",
        "Stoll should have said: “Let the fish drown.”",
        "Asked whether she had told the council “let the fish drown,” Mara Stoll laughed.",
        "“Let the fish drown” was never said by the warden.",
    ],
)
def test_words_that_were_not_said_have_no_name(sentence: str) -> None:
    """Denied, misquoted, made up, wished for: the words are nobody's, and are shown only in the article's sentence."""
    document = Document("a", SAID + sentence)
    denied = find_quotes(document).quotes[-1]
    assert denied.source.attribution is Attribution.DENIED
    assert denied.source.speaker is None
    assert quote(document, "a", denied)["attribution"] == "denied"
    shown = [one for one in passages(document, find_quotes(document)) if one.span.overlaps(denied.span)]
    assert all(one.kind is not Kind.DIRECT and one.source.speaker is None for one in shown)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mara Stoll, who did not say when she would leave, said: “The lake is empty.”",
        "Asked if she would stay, Mara Stoll replied: “The lake is empty.”",
        "Mara Stoll, who showed no sign of leaving, accused them of “emptying the lake”.",
        "Asked if it would be possible to fill it, Mara Stoll said: “The lake is empty.”",
        "Mara Stoll denied taking the boat. “The lake is empty,” Stoll said.",
        "“I never said that the lake is full,” Mara Stoll said.",
        "Mara Stoll called the video fake. “The lake is empty,” she said.",
    ],
)
def test_a_denial_of_something_else_takes_no_name_away(sentence: str) -> None:
    """What is denied is not these words: they keep their speaker."""
    last = find_quotes(Document("a", SAID + sentence)).quotes[-1]
    assert last.source.attribution is Attribution.NAMED
    assert last.source.speaker == "Mara Stoll"


@given(st.text("“”\"'abc .,\n", max_size=200))
def test_no_text_makes_the_look_for_denials_fail(text: str) -> None:
    """Marks in any order, with a denial before them or not."""
    for prefix in ("", "She never said “", "denied saying "):
        find_quotes(Document("a", prefix + text)) if (prefix + text).strip() else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Павел Штерн никогда не говорил «пусть рыба тонет в озере».",
        "Штерн не называл озеро «лужей, полной сожалений».",
        "Смотритель опроверг, что заявлял: «Пусть рыба тонет в озере».",
        "Павел Штерн опроверг слова «пусть рыба тонет в озере».",
        "Поддельная запись, на которой Штерн говорит «пусть рыба тонет в озере», разошлась по сети.",
        "Газета ошибочно процитировала Штерна: «Пусть рыба тонет в озере».",
        "Слова «пусть рыба тонет в озере» газета приписала Штерну ошибочно.",
        "«Пусть рыба тонет в озере» — таких слов Штерн не говорил.",
    ],
)
def test_a_denial_in_russian_takes_the_name(sentence: str) -> None:
    """Before the words and behind them."""
    text = f"«Озеро пусто, и рыбы в нём нет», — сказал Павел Штерн, смотритель.\n\n{sentence}"
    quotes = find_quotes(Document("a", text, language="ru")).quotes
    assert [quote.source.attribution is Attribution.DENIED for quote in quotes] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Павел Штерн не ответил на вопрос и сказал: «Пусть рыба живёт в озере».",
        "Смотритель не уехал. «Пусть рыба живёт в озере», — сказал Павел Штерн.",
        "Опровергнув слухи, Павел Штерн заявил: «Пусть рыба живёт в озере».",
    ],
)
def test_a_denial_of_something_else_takes_no_name(sentence: str) -> None:
    """Who says no to one thing says another."""
    quotes = find_quotes(Document("a", sentence, language="ru")).quotes
    assert [quote.source.attribution is Attribution.DENIED for quote in quotes] == [False]


@pytest.mark.parametrize(
    ("text", "words", "denied"),
    [
        ("Stoll denied on Tuesday that she had ever said that the fish may drown.", "the fish may drown", True),
        ("It rained.\nStoll never said “let the fish drown”, she added.", "let the fish drown", True),
        ("She never came. Stoll said the fish may drown.", "the fish may drown", False),
        ("The fish may drown was never said by anybody there.", "The fish may drown", True),
        ("“The fish may drown” was never said by anybody there.", "The fish may drown", True),
    ],
)
def test_words_with_and_without_marks_can_be_denied(text: str, words: str, denied: bool) -> None:  # noqa: FBT001
    """By the sentence around them alone."""
    start = text.index(words)
    assert is_denied(text, Span(start, start + len(words)), "en") is denied
