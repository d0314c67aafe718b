"""Which words are marked as somebody's."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def marked(text: str) -> list[str]:
    """The words of every quotation found, without their marks."""
    return [quote.span.of(text) for quote in find_quotes(Document("d", text)).quotes]


@pytest.mark.parametrize(
    "text",
    [
        "“We sail at dawn,” said Ann Lee.",
        '"We sail at dawn," said Ann Lee.',
        "''We sail at dawn,'' said Ann Lee.",
        "``We sail at dawn,'' said Ann Lee.",
        "«We sail at dawn,» said Ann Lee.",
        "« We sail at dawn, » said Ann Lee.",
        "»We sail at dawn,« said Ann Lee.",
        "„We sail at dawn,“ said Ann Lee.",
        "„We sail at dawn,” said Ann Lee.",
        "“We sail at dawn,“ said Ann Lee.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    """The words come without marks and without the white space inside them."""
    assert marked(text) == ["We sail at dawn,"]


def test_marks_nested_in_the_same_marks_belong_to_the_outer_quotation() -> None:
    """A straight mark before a word opens, inside a quotation too."""
    assert marked('"She told me "not today" and closed the door," said Ann Lee.') == [
        'She told me "not today" and closed the door,'
    ]


def test_paragraphs_of_one_quotation_share_a_group() -> None:
    """Each paragraph reopens, only the last one closes; a later quotation has a group of its own."""
    text = '"The river rose," said Ann Lee. "We fled.\n\n"Now we are back."\n\n"Good," said Bo Day.'
    quotes = find_quotes(Document("d", text)).quotes
    assert [quote.span.of(text) for quote in quotes] == ["The river rose,", "We fled.", "Now we are back.", "Good,"]
    assert quotes[1].group == quotes[2].group
    assert len({quote.group for quote in quotes}) == 3


def test_an_odd_mark_costs_only_its_own_paragraph() -> None:
    """What opens and never closes leaves the paragraphs around it alone."""
    text = '"One came home," said Ann Lee.\n\nHe wrote "this and stopped.\n\nNobody knows why.\n\n"Two left," said Bo Day.'
    assert marked(text) == ["One came home,", "Two left,"]


@pytest.mark.parametrize(
    "text", ['The 6\'2" keeper bought a 12" record and a 5" nail.', "It's the dogs' dinner, isn't it?", '""']
)
def test_inches_apostrophes_and_empty_marks_quote_nothing(text: str) -> None:
    """A mark behind a number is an inch, one inside a word an apostrophe."""
    assert marked(text) == []


def test_values_in_markup_are_no_words() -> None:
    """A page's markup that was left in a text quotes nothing, and what is quoted beside it is read as ever."""
    text = 'See <post id="12" author="@ann lee">“We won,” said Ann Lee.</post> Bo Day wrote: x ="two left."'
    assert marked(text) == ["We won,", "two left."]


def test_marks_of_a_tag_are_kept_apart_from_those_of_the_text() -> None:
    """Offsets count code points, so that letters outside the first plane move nothing."""
    text = "😀 “We won 𝒳 today,” said Ann Lee."
    (quote,) = find_quotes(Document("d", text)).quotes
    assert quote.whole.of(text) == "“We won 𝒳 today,”"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said: “ We sail at dawn,” and left.",
        "“We sail at dawn,\n\nThe fleet was late.",
        "Ann Lee said. “ We sail at dawn,”",
    ],
)
def test_a_slip_in_the_marks_costs_no_words(text: str) -> None:
    """A space behind an opening mark, or no closing one in a paragraph that opens with a mark."""
    assert marked(text) == ["We sail at dawn,"]


def test_a_guillemet_may_close_in_a_later_paragraph() -> None:
    """Pages lose the marks that reopen a quotation; its paragraphs are one quotation all the same."""
    text = "«We sail at dawn.\n\nThe wind is fair.\n\nNobody stays,» said Ann Lee. «Nobody,» she added."
    quotes = find_quotes(Document("d", text)).quotes
    assert [quote.span.of(text) for quote in quotes] == ["We sail at dawn.", "The wind is fair.", "Nobody stays,", "Nobody,"]
    assert len({quote.group for quote in quotes[:3]}) == 1
    assert quotes[3].group != quotes[0].group


def test_guillemets_that_are_turned_round_close_nothing_later() -> None:
    """German points them inwards, and each paragraph is its own."""
    assert marked("»We sail,« said Ann Lee.\n\n»Not yet,« said Bo Lind.") == ["We sail,", "Not yet,"]


def test_a_guillemet_that_nothing_closes_quotes_nothing_of_what_follows() -> None:
    """A later quotation opens anew."""
    assert marked("She read «Moby Dick aloud.\n\nThen: «We sail,» said Ann Lee.") == ["We sail,"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "''", "«»"])
def test_a_quotation_over_paragraphs_may_be_marked_at_both_ends_alone(opening: str, closing: str) -> None:
    """Whole paragraphs lie between the marks; all of them are one quotation, and its speaker's."""
    text = f"{opening}The weir held.\n\nThe boats did not.\n\nWe counted them,{closing} said Greta Holm.\n\nNobody answered."
    quotes = find_quotes(Document("d", text)).quotes
    assert [quote.span.of(text) for quote in quotes] == ["The weir held.", "The boats did not.", "We counted them,"]
    assert {quote.source.speaker for quote in quotes} == {"Greta Holm"}
    assert len({quote.group for quote in quotes}) == 1


def test_marks_nested_in_the_middle_of_such_a_quotation_end_nothing() -> None:
    """Curly marks tell which way they look."""
    text = "Greta Holm began: “The weir held.\n\nIt “sang”, as they say.\n\nWe counted boats.” She left."
    assert marked(text) == ["The weir held.", "It “sang”, as they say.", "We counted boats."]


@pytest.mark.parametrize(
    "text",
    [
        "“The weir held.\n\nGreta Holm.”\n\nNobody answered.",
        "She called it “a shame and left\n\nThe weir held,” it says.",
        "“The weir held.\n\nThe boats did not.\n\n“We counted them,” said Greta Holm.",
    ],
)
def test_a_mark_closes_no_other_quotation_than_its_own(text: str) -> None:
    """A name before the mark, an opening inside a broken sentence, a mark that opens anew."""
    assert not any("boats" in words or words in ("Greta Holm.", "The weir held,") for words in marked(text))


def test_words_broken_by_lines_and_signs_of_mail_are_one_quotation() -> None:
    """A hard-wrapped mail's quotation is whole, and its speaker's name is."""
    text = (
        "> “The weir stays shut until the steel has been\n> tested by somebody who did not build it,” said\n> Greta Holm.\n>\n"
        "> The council meets on Monday, when it will also\n> hear from the anglers.\n"
    )
    (quote,) = find_quotes(Document("d", text)).quotes
    assert quote.span.of(text).endswith("\n> tested by somebody who did not build it,")
    assert quote.source.speaker == "Greta Holm"


def test_marks_of_inches_and_behind_figures_open_and_close_nothing() -> None:
    """The words go on behind them."""
    assert marked('Greta Holm said: "The gate is 12" wide and 6" thick." She left.') == ['The gate is 12" wide and 6" thick.']
    assert marked('The gate is 5"wide, Greta Holm said.') == []


def test_what_stays_open_ends_with_an_unfinished_sentence() -> None:
    """A mark further down closes it only where each paragraph between is whole."""
    whole = "Greta Holm said: “The gate holds.\n\nIt did so for years.\n\nIt will.” She left."
    assert marked(whole) == ["The gate holds.", "It did so for years.", "It will."]
    assert marked(whole.replace("for years.", "for years")) == []


def test_one_straight_mark_may_close_two() -> None:
    """Where a word stands before the inner marks, the outer words are not closed by others; behind a comma others begin."""
    text = '"We have lived behind a wall, we are "an island", - said the mayor. "That is all", - she added.'
    assert marked(text) == ['We have lived behind a wall, we are "an island', "That is all"]
    assert marked('"With no force, he added, "this is how it ends", - said the mayor.') == ["this is how it ends"]
