"""Words as people type them find words as papers print them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language import terms as terms_module
from briefbot.language.folding import fold_word
from briefbot.language.terms import pieces, terms, tokens


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("The U.S. envoy", "US envoy"),
        ("The U.S. envoy", "us envoy"),
        ("U.S.-led talks", "US led talks"),
        ("the U.K.'s plan", "UK plan"),
        ("Omar al-Khatib", "khatib"),
        ("Omar al-Khatib", "al Khatib"),
        ("Omar al\u2011Khatib", "alkhatib"),
        ("AT&T's offer", "at&t"),
        ("since 9/11", "9/11"),
        ("since 9/11", "9-11"),
        ("an F-16 jet", "F16"),
        ("two F-16s", "f-16"),
        ("the 2016\u201317 season", "2016-17"),
        ("the 2016-17 season", "2016"),
        ("COVID-19 cases", "covid"),
        ("COVID-19 cases", "covid19"),
        ("by e-mail", "email"),
        ("they co-operate", "cooperate"),
        ("a non-profit", "nonprofit"),
        ("1,000 people", "1000"),
        ("Felipe Calderón", "calderon"),
        ("Jürgen Großmann", "jurgen grossmann"),
        ("Søren Łukasz", "soren lukasz"),
        ("O\u2019Malley spoke", "o'malley"),
        ("O\u2019Malley spoke", "omalley"),
        ("Harris\u2019s plan", "harris"),
        ("the voters' choice", "voters"),
        ("\ufb01nance", "finance"),
        ("the labour party", "labor"),
        ("neighbouring", "neighboring"),
        ("organisation", "organization"),
        ("the defence minister", "defense"),
        ("the theatre", "theater"),
        ("analysed", "analyzed"),
        ("travelled", "traveled"),
        ("programmes", "programs"),
        ("Theresa May said", "May"),
        ("the WHO said", "WHO"),
        ("Ёлкин сказал", "елкин"),
        ("о ракетах", "ракеты"),
        ("東京都知事", "東京"),
    ],
)
def test_what_is_typed_finds_what_is_printed(printed: str, typed: str) -> None:
    """Each term of what people type is one of the printed form."""
    assert terms(typed)
    assert set(terms(typed)) <= set(terms(printed))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hour", "hor"),
        ("four", "for"),
        ("rice", "rise"),
        ("йод", "иод"),
        ("Ш", "С"),
        ("us all", "U.S."),
        ("it may be", "May"),
        ("3.5", "35"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Folding and spelling rules do not make one word of two."""
    assert not set(terms(f"So {one}")) & set(terms(f"So {other}"))


def test_words_of_grammar_are_left_out() -> None:
    """Stop words and shortened verbs of English and Russian are no terms."""
    assert terms("What did she say, and why isn't it theirs? We'll see what they've done.") == ["say", "see"]
    assert terms("Что он сказал о том, как это было?", "ru") == terms("сказал", "ru")


def test_stems_follow_the_language_of_the_document() -> None:
    """A word has the stem of its language, in a text of another script that of its own."""
    assert terms("chevaux", "fr") == terms("cheval", "fr") != terms("chevaux", "en")
    assert terms("ракетами", "en") == terms("ракеты", "ru")
    assert terms("elections", "ru") == terms("election", "en")
    assert terms("выборы", "uk") == ["выборы"]  # a language without a stemmer keeps its words


def test_a_text_in_capitals_has_no_acronyms() -> None:
    """Where all is in capitals, a stop word stays one."""
    assert terms("WHO SAID IT TO US") == ["said"]


def test_pieces_are_the_words_of_a_token() -> None:
    """A compound comes apart into what a dictionary would list."""
    assert pieces("Al-Khatib's") == ["al", "khatib"]
    assert tokens("“Al‑Khatib’s”") == ["Al-Khatib's"]


def test_threads_share_the_stemmers() -> None:
    """Terms are the same, however many threads ask at once."""
    texts = [f"running{number} organisations stemming ракетами" for number in range(300)]
    expected = [terms(text, "sv") for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: terms(text + " ", "sv"), texts)) == expected


@given(st.text(), st.sampled_from(["en", "ru", "fr", "tr", "hi", "xx", None]))
def test_any_text_has_terms_without_white_space(text: str, language: str | None) -> None:
    """Nothing raises, and terms are folded words."""
    for term in terms(text, language):
        assert term
        assert not any(character.isspace() for character in term)
    assert terms(text, language) == terms(text, language)


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """What is folded stays as it is."""
    assert fold_word(fold_word(text)) == fold_word(text)


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different words come by, no more than a number of them are held; their terms stay the same."""
    monkeypatch.setattr(terms_module, "_CACHE_LIMIT", 3)
    held = terms_module._Words("en")
    found = [held[word] for word in ("bridges", "ferries", "harbours", "lanterns", "bridges")]
    assert len(held) <= 3
    assert found[0] == found[-1] == terms_module.token_terms("bridges", "en")
