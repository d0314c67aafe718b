"""Whatever the text: nothing raises, every place is in it, and the work grows with its length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.language.ru.morphology import is_cyrillic
from briefbot.model import Attribution, Document
from briefbot.reading.quotes import find_quotes
from support.work import calls

PIECES = [
    *(
        '"',
        "“",
        "”",
        "''",
        "'",
        "»",
        "„",
        " ",
        "\n",
        "\n\n",
        ".",
        ",",
        ": ",
        "(",
        ")",
        "—",
        "😀",
        "Ã",
        "\u0301",
        "12",
        "’s",
    ),
    *("said", " said ", "he ", "who ", "the ", "senator ", "Ann ", "Lee ", "S.", "Mr. ", "Jr.", " according to ", "statement "),
    *("told ", "van ", "of "),
]
RUSSIAN_PIECES = [
    *("«", "»", "„", "“", " — ", "\n— ", ", — ", ".", ", ", ": ", "\n", "(", "“”", "ТАСС", "С.", "В.А.", "Ёё ", "аль-"),
    *(
        "сказал ",
        "сказала ",
        "сообщили ",
        "говорится в ",
        "заявлении ",
        "по словам ",
        "по её мнению ",
        "он ",
        "который ",
        "что ",
    ),
    *("министр ", "глава МИД ", "Громов ", "Громова ", "Анна ", "Петровна ", "в мэрии ", "Таврии ", "министерство ", "газета "),
]
PATCHWORK = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)
RUSSIAN_PATCHWORK = st.lists(st.sampled_from(RUSSIAN_PIECES), min_size=1, max_size=60).map("".join)


@settings(deadline=None, max_examples=150)
@given((PATCHWORK | RUSSIAN_PATCHWORK | st.text(min_size=1, max_size=200)).filter(str.strip))
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    """Quotations are in order and apart; spans of words, marks, mentions and cues are slices of the text."""
    analysis = find_quotes(Document("d", text))
    reach = 0
    for quote in analysis.quotes:
        assert reach <= quote.whole.start
        reach = quote.whole.end
        assert quote.span.of(text).strip() == quote.span.of(text) != ""
    assert all(statement.span.end <= len(text) for statement in analysis.statements)
    for source in [quote.source for quote in analysis.quotes] + [statement.source for statement in analysis.statements]:
        for place in (source.mention, source.cue):
            assert place is None or place.of(text).strip()
        if source.attribution is Attribution.NAMED:
            assert source.speaker


@settings(deadline=None, max_examples=50)
@given((PATCHWORK | RUSSIAN_PATCHWORK).filter(str.strip))
def test_the_same_text_is_read_the_same(text: str) -> None:
    """There is no chance and no memory in it."""
    assert find_quotes(Document("a", text)) == find_quotes(Document("b", text))


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        '" ',
        ' "a',
        "''",
        "He said. ",
        "the senator said ",
        "Bob, a, a, ",
        ", who said ",
        "Ann Lee ",
        "LEE: Yes.\n\n",
        "Q. Why?\n\nA. So.\n\n",
        "‘A b,’ said x. ",
        "' a , ' b . ",
        "> a\n",
        "A said:\n\n> b c.\n\n",
        "Ann Lee\n“a b c”\n",
        "“A b.\n\n",
        "&quot;",
        "Ann “Bo” Lee ",
        "the cat sat and\nsat on it.\n",
        "он сказал ",
        "— А, — сказал он. ",
        "Громов «а» ",
        ", который сказал ",
    ],
)
def test_ten_times_the_text_is_ten_times_the_work(unit: str) -> None:
    """Whatever a text repeats, the number of calls grows with its length and no faster."""
    language = "ru" if is_cyrillic(unit) else None
    small, large = (Document("d", unit * (size // len(unit)), language=language) for size in (2_000, 20_000))
    assert calls(lambda: find_quotes(large)) < 13 * calls(lambda: find_quotes(small))
