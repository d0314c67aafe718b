"""Where paragraphs and sentences begin and end."""

from itertools import pairwise

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.text import nearest, paragraphs, sentences, trimmed
from briefbot.model import Span
from support.documents import TEXTS, news

LINE_ENDS = "\n\r\u2028\u2029"


@given(TEXTS | news())
def test_paragraphs_hold_all_words_and_only_once(text: str) -> None:
    """In order, trimmed, apart from each other; what lies between them is white space."""
    found = paragraphs(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
    edges = [0, *(edge for span in found for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert all(not text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))


@given(TEXTS | news())
def test_sentences_hold_all_words_of_their_paragraph(text: str) -> None:
    """In order, trimmed, within the paragraph, and nothing of it is in none but white space."""
    for paragraph in paragraphs(text):
        found = sentences(text, paragraph, "en")
        assert all(paragraph.contains(span) and span.of(text).strip() == span.of(text) for span in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        kept = "".join(span.of(text) for span in found)
        assert "".join(kept.split()) == "".join(paragraph.of(text).split())


@given(st.text(max_size=30), st.data())
def test_trimming_takes_white_space_alone(text: str, data: st.DataObject) -> None:
    """What is left is the words without the white space at both ends."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert trimmed(text, start, end).of(text) == text[start:end].strip()


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2029", "\n \t\n"])
def test_a_line_is_a_paragraph_whatever_ends_it(end: str) -> None:
    """All kinds of line ends, single or double."""
    text = end.join(["First line.", "Second line.", "Third."])
    assert [span.of(text) for span in paragraphs(text)] == ["First line.", "Second line.", "Third."]


def test_a_wrapped_text_has_paragraphs_between_blank_lines() -> None:
    """Lines that break where they are full belong together."""
    words = "the council of the town met on a cold evening to hear what the engineers had found under the old bridge"
    lines, line = [], ""
    for word in (words + " and beside it " + words).split():
        if len(line) + len(word) >= 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    first = "\n".join([*lines, line])
    text = f"{first}\n\nShort end.\n"
    assert [span.of(text) for span in paragraphs(text)] == [first, "Short end."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Holm spoke. Gov. Lind left.", ["Dr. Holm spoke.", "Gov. Lind left."]),
        ("It cost $3.5 million. He paid.", ["It cost $3.5 million.", "He paid."]),
        ("J. R. Stone asked why. Nobody knew!", ["J. R. Stone asked why.", "Nobody knew!"]),
        ("“We go. We stay.” She laughed.", ["“We go. We stay.”", "She laughed."]),
    ],
)
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    """Titles, initials and numbers end none, and a quotation of two sentences stays in one piece."""
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), "en")] == expected


@given(st.text("ab "), st.text("ab ", min_size=1), st.text("ab "), st.integers(0, 30))
def test_the_nearest_place_of_words(before: str, words: str, after: str, start: int) -> None:
    """Of all places at which the words stand, none is nearer; and words that stand nowhere have none."""
    text = f"{before}{words}{after}"
    found = nearest(words, text, start)
    assert found is not None
    assert found.of(text) == words
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    assert abs(found.start - start) == min(abs(at - start) for at in places)
    assert nearest("c", text, start) is None


def test_who_asks_behind_a_dash_belongs_to_the_question() -> None:
    """In Russian a sentence goes on behind a question mark and a dash, where a small letter follows."""
    text = "— А весной? — спросила она. — Весной увидим! — Он ушёл."
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), "ru")] == [
        "— А весной? — спросила она.",
        "— Весной увидим!",
        "— Он ушёл.",
    ]


UNEVEN = """\
Bridge to open in May

The council said on Monday that the bridge would open in
May, and that the work had cost
less than anybody had feared, though nobody knows by how much it will be less.

“We will walk over it before the swans
do,” said Greta Holm.

More:
Swans return to the weir
Bakers wanted at Far Bank"""


def test_a_wrapped_text_with_uneven_lines_has_whole_paragraphs() -> None:
    """Breaks inside sentences tell; short lines with capitals stay lines of their own."""
    assert [" ".join(span.of(UNEVEN).split()) for span in paragraphs(UNEVEN)] == [
        "Bridge to open in May",
        " ".join(UNEVEN.split("\n\n")[1].split()),
        "“We will walk over it before the swans do,” said Greta Holm.",
        "More:",
        "Swans return to the weir",
        "Bakers wanted at Far Bank",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_indents_part_the_paragraphs_of_a_wrapped_text(end: str) -> None:
    """Where no blank lines do."""
    lines = [
        "    “The big bell weighs as much as two cows, and it came",
        "up the stairs one step an hour,” said Greta Holm.",
        "    The tower had been silent since the storm, which took",
        "the roof as well.",
    ]
    found = [span.of(end.join(lines)) for span in paragraphs(end.join(lines))]
    assert [words.split()[0] for words in found] == ["“The", "The"]


@pytest.mark.parametrize(
    "text",
    [
        "home\nnews\nsport\nweather\ncontact us\nabout",
        "Roses are red\nand violets blue\nthe weir is dry\nand so are you",
        "name: Greta Holm of the weir at Northbank\nsource: the Echo of Far Bank, a weekly\nlanguage: en",
        "- a lamp for the way over the weir at night\n- boots that have been oiled before the winter\n- bread",
    ],
)
def test_lines_of_menus_verses_fields_and_lists_stay_paragraphs(text: str) -> None:
    """Small letters at their beginnings are no sign of a width."""
    assert [span.of(text) for span in paragraphs(text)] == text.split("\n")


def given_to_sentencex(patch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of what sentencex is asked to cut from now on, one a call."""
    lengths: list[int] = []
    ask = sentencex.get_sentence_boundaries

    def counting(language: str, text: str) -> object:
        lengths.append(len(text))
        return ask(language, text)

    patch.setattr(sentencex, "get_sentence_boundaries", counting)
    return lengths


@pytest.mark.parametrize("unit", ["“a ", "It rained. ", "«а ", "' ", "他说。", "x. (", "a", "No end “of it. "])
def test_a_long_paragraph_is_cut_in_windows(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of sentencex grows with the square: it gets a few thousand code points at a time, and few of them twice."""
    text = unit * (60_000 // len(unit)) + "a"
    lengths = given_to_sentencex(monkeypatch)
    found = sentences(text, Span(0, len(text)))
    assert max(lengths) <= 3_000
    assert sum(lengths) <= 3 * len(text)
    assert "".join("".join(span.of(text) for span in found).split()) == "".join(text.split())


@pytest.mark.parametrize("size", [30, 700, 5_000])
def test_windows_are_not_to_be_seen_in_the_sentences(size: int) -> None:
    """A long paragraph has the sentences that it would have alone, however long they are."""
    one = ("The mayor of Aldby, who came late, spoke of the bridge and " * (size // 50 + 1))[:size].rstrip() + " again."
    text = " ".join([one] * 12)
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == [one] * 12


def test_a_quotation_across_windows_stays_whole() -> None:
    """Marks that hold several sentences hold them wherever in a long paragraph they stand."""
    said = "He said, “It rained. It snowed. We went on all the same.” "
    text = (said + "Nobody came to see it. ") * 200
    found = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    assert found == [said.strip(), "Nobody came to see it."] * 200


def test_a_short_line_ends_a_paragraph_of_a_wrapped_text() -> None:
    """Where the next one begins with a capital, and its first word had room."""
    first = "The council of the harbour town met on Tuesday evening to talk about\nthe bridge. Nobody came."
    second = "The mayor said that it would be opened again before the winter comes,\nand that the ferry would go back."
    third = "She thanked everybody who had waited, and said that it would be worth\nall the patience of the summer."
    text = f"{first}\n{second}\n{third}"
    assert [span.of(text) for span in paragraphs(text)] == [first, second, third]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000"])
def test_a_letter_by_itself_may_stand_before_any_space_and_a_full_stop(space: str) -> None:
    """A sentence is cut behind it, and no character of it is changed."""
    text = f"They chose plan B{space}. Then they left."
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), "en")] == [
        f"They chose plan B{space}.",
        "Then they left.",
    ]


def test_no_sentence_ends_inside_an_address() -> None:
    """An address in capitals stays whole."""
    text = "Со ссылкой на СЕВЕР.РУ портал пишет о мосте. Мост закрыт."
    assert [one.of(text) for one in sentences(text, Span(0, len(text)), "ru")] == [text[:-13], "Мост закрыт."]
