"""Whose words the marked ones are, in small texts of every kind."""

import pytest

from briefbot.model import Attribution, Document, Kind, Quote
from briefbot.reading.quotes import find_quotes


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text."""
    return find_quotes(Document("d", text)).quotes


def speakers(text: str) -> list[str | None]:
    """The speaker of every quotation."""
    return [quote.source.speaker for quote in quotes(text)]


PLACES = {
    "behind": ("“It changes our models,” said Maria Lindqvist, a glaciologist.", ["Maria Lindqvist"]),
    "before": ("Asked about the delay, Fiona Grady said: “We are doing all we can here.”", ["Fiona Grady"]),
    "between": ("“We tried it all,” Maria Lindqvist said. “It broke every time.”", ["Maria Lindqvist"] * 2),
    "colon": ("Lena Fischer wrote in her diary: “The harbour was empty and quiet.”", ["Lena Fischer"]),
    "according to": ("According to Althea Reid, the pier is “a gift to the cruise lines.”", ["Althea Reid"]),
    "passive": ("Omar Haddad was quoted as saying that the plan was “dead on arrival here”.", ["Omar Haddad"]),
    "tweet": ("Senator Joan Riley tweeted, “We will vote on this bill tonight.”", ["Joan Riley"]),
    "relative": ("The prize went to Nadia Rahman, who said the work was “only just beginning for us”.", ["Nadia Rahman"]),
    "apposition": (
        "Jaime Orr, chair of the harbour board in Eastport, said the wall “will hold for fifty years”.",
        ["Jaime Orr"],
    ),
    "aside": ("Brian Moss, the chairman of the club in New Ross, for example, said it was “time to move on”.", ["Brian Moss"]),
    "title and party": ("Sen. Ron Hale (R-Wis.) told reporters that the report was “a wake-up call for us”.", ["Ron Hale"]),
    "who, behind the verb": (
        "“We will appeal,” said former keeper of the pier Tom Okafor, who praised Ann Lowe.",
        ["Tom Okafor"],
    ),
    "who, behind a day": ("Tom Okafor, who, on Friday, said the pier was “a gift to us all”, left.", ["Tom Okafor"]),
    "who, behind party and state": (
        "The pier belongs to the city. Tom Okafor (D-Ohio), who said it was “a gift to us all”, left.",
        ["Tom Okafor"],
    ),
    "who, behind whom it was written to": (
        "“It will hold,” wrote Tom Okafor to Ann Lowe, who said: “It will not hold.”",
        ["Tom Okafor", "Ann Lowe"],
    ),
    "who, behind a land": ("Tom Okafor of Ohio, who said: “The pier is a gift to us all,” left.", ["Tom Okafor"]),
    "what somebody wrote": ("“The pier is a gift,” read Tom Okafor's letter.", ["Tom Okafor"]),
    "what somebody's staff says": ("Tom Okafor is away. “The pier is a gift,” Okafor's staff said in a letter.", [None]),
    "four phrases deep": (
        "The head of the office of the keeper of the council of the city of the piers said: “We will appeal.”",
        [None],
    ),
    "owners of owners": ("“The pier is a gift,” said the city's chief pier expert Tom Okafor.", ["Tom Okafor"]),
    "a verb of thinking behind the words": ("“The pier is a gift,” Tom Okafor thought.", ["Tom Okafor"]),
    "role before the name": ("“We will appeal this ruling,” said Halvorsen spokesman Tom Okafor.", ["Tom Okafor"]),
    "named role": ("The harbour master, Paula Stone, called the storm “the worst in forty years”.", ["Paula Stone"]),
    "transcript": (
        "Anna Berg met Paul Novak.\n\nBERG: “What will change?”\n\nNOVAK: “Nothing will change.”",
        ["Anna Berg", "Paul Novak"],
    ),
    "several paragraphs": (
        "Rosa Delgado gave a warning.\n\n“The river rose,” Delgado said. “Nobody listened.\n\n“Now the bridge is gone.”",
        ["Rosa Delgado"] * 3,
    ),
    "press release": (
        "The Brightwater Foundation opened a laboratory.\n\n“This is a milestone,” said Dr. Helen Ofori, its President.",
        ["Helen Ofori"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_the_speaker_is_found_wherever_the_article_names_them(text: str, expected: list[str]) -> None:
    """Before, behind, between, in another paragraph, inside a transcript."""
    assert speakers(text) == expected


PEOPLE = {
    "family name": ("Maria Lindqvist works in Oslo.\n\n“It melts early,” Lindqvist said.", ["Maria Lindqvist"]),
    "she": (
        "Emily Stone has run the bakery since May.\n\nThe rent is high.\n\n“Bread keeps me going,” she said.",
        ["Emily Stone"],
    ),
    "two of one name": (
        (
            'Peter Grant and Susan Grant own the farm. Susan Grant milks the cows. "I get up at four," she said. '
            'Mr. Grant nodded. "She never complains about it," he said.'
        ),
        ["Susan Grant", "Peter Grant"],
    ),
    "role": (
        "Ohio Governor Marcus Bell met farmers. Senator Ann Lowe joined him. “I hear your worries,” the governor said.",
        ["Marcus Bell"],
    ),
    "East Asian order": ("Chinese President Xi Jinping spoke. “We must build trust step by step,” Xi said.", ["Xi Jinping"]),
    "particles": (
        "Dutch minister Pieter van den Berg resigned. “I made mistakes,” Van den Berg said.",
        ["Pieter van den Berg"],
    ),
    "initial": (
        "Sergei Orlov spoke on Monday. According to S.Orlov, the talks were “frank and useful for both”.",
        ["Sergei Orlov"],
    ),
    "suffix": ("Samuel Brooks Jr. runs the shop. “My father taught me everything,” Brooks said.", ["Samuel Brooks Jr."]),
    "acronym": (
        "The World Health Organization issued a warning. “Cases will rise soon,” the WHO said in a statement.",
        ["World Health Organization"],
    ),
    "document of a body": ("A report by the Audit Office was out. “Controls were weak,” the report said.", ["Audit Office"]),
    "relative by role": (
        "Prince Edmund told the nurses he was glad. His wife, Princess Clara, added: “The children made us laugh.”",
        ["Princess Clara"],
    ),
    "titles are no part of a name": ("“We will not yield,” said former Foreign Minister Dame Ruth Ames.", ["Ruth Ames"]),
}


@pytest.mark.parametrize(("text", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_the_speaker_is_the_fullest_name_of_the_article(text: str, expected: list[str]) -> None:
    """Pronouns, family names, roles and initials lead to the full name, without its title."""
    assert speakers(text) == expected


def test_an_unnamed_speaker_stays_unnamed_and_keeps_the_mention() -> None:
    """The words "a senior official" are shown as such, never as somebody else who is named nearby."""
    text = "Ann Lowe left early. “The deal is as good as dead,” a senior official said."
    (quote,) = quotes(text)
    assert quote.source.attribution is Attribution.UNNAMED
    assert quote.source.speaker is None
    assert quote.source.mention is not None
    assert quote.source.mention.of(text) == "a senior official"


@pytest.mark.parametrize(
    "text", ['His motto, "Every Stone a Treasure," hangs here.', 'Ann Lee spoke under the theme "One Sea, One Shore".']
)
def test_a_motto_or_theme_is_nobodys_words(text: str) -> None:
    """It is announced as one and stands in title case."""
    assert [quote.source.attribution for quote in quotes(text)] == [Attribution.NOBODY]


def test_titles_of_works_are_nobodys_words() -> None:
    """A film and a book are kept in the list, as nobody's."""
    found = quotes('She starred in the film "The Long Way Home" and wrote the novel "A Winter of Glass" last year.')
    assert [quote.source.attribution for quote in found] == [Attribution.NOBODY] * 2


def test_what_cannot_be_told_has_no_name() -> None:
    """Nobody is named in the article: there is a mention, but no speaker."""
    text = "“We sail at dawn,” he said."
    (quote,) = quotes(text)
    assert quote.source.speaker is None
    assert quote.source.attribution is Attribution.UNRESOLVED


def test_a_fragment_of_a_paraphrase_is_mixed_and_whole_words_are_direct() -> None:
    """The kind says how the words may be shown."""
    found = quotes("Ann Lowe called the plan a “gift to the rich”. “We will fight it,” she said.")
    assert [quote.kind for quote in found] == [Kind.MIXED, Kind.DIRECT]


def test_the_evidence_is_where_the_article_gives_it() -> None:
    """Mention and cue are slices of the text; the confidence of plain cases is high."""
    text = "“We will fight it,” Ann Lowe told reporters."
    (quote,) = quotes(text)
    assert quote.source.mention is not None
    assert quote.source.cue is not None
    assert (quote.source.mention.of(text), quote.source.cue.of(text)) == ("Ann Lowe", "told")
    assert quote.source.confidence > 0.9


def test_languages_without_word_lists_still_have_their_quotations_found() -> None:
    """Russian guillemets mark words, whoever said them."""
    text = "«Мы не поддержим этот план», — сказал Иван Петров."
    found = find_quotes(Document("d", text, language="ru")).quotes
    assert [quote.span.of(text) for quote in found] == ["Мы не поддержим этот план"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Comedian Greta Holm said the show “will go on for now.”", "Greta Holm"),
        ("Oslo-based Greta Holm said the show “will go on for now.”", "Greta Holm"),
        ("Chief of Staff Greta Holm said the show “will go on for now.”", "Greta Holm"),
        ("Leader of the Opposition Greta Holm said the show “will go on for now.”", "Greta Holm"),
        ("“It will go on for now,” said Greta Holm (D-N.Y.).", "Greta Holm"),
        ("“It will go on for now,” said Han Ji-won of the city council.", "Han Ji-won"),
        ("The Center for Polar Studies said the ice was “thinner than ever before.”", "Center for Polar Studies"),
        ("Crown Princess Greta came. “It will go on for now,” the Crown Princess said.", "Princess Greta"),
    ],
)
def test_a_name_is_whole_and_nothing_but_the_name(text: str, speaker: str) -> None:
    """Descriptions, roles and party letters are cut; what belongs to a body's name is kept."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Respondents said the respondents before them were “too easy to please.”",
        "Greta Holm left. A Dane said the road was “closed for the whole winter.”",
        "The Norfolk Republican said the road was “closed for the whole winter.”",
        "When the bus came, the driver waved at Paul Novak. “You ride with me today,” he said.",
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    """A common word, a people or a party names nobody; "he" behind somebody unnamed is that person."""
    assert speakers(text)[-1] is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Greta Holm, MD, PhD,", "Greta Holm"),
        ("Greta Holm, Ph.D.,", "Greta Holm"),
        ("Greta Holm MBE,", "Greta Holm"),
        ("Greta Holm, CFA,", "Greta Holm"),
        ("Greta Holm FRS,", "Greta Holm"),
        ("Paul Holm Jr.,", "Paul Holm Jr."),
        ("Paul Holm III,", "Paul Holm III"),
    ],
)
def test_degrees_are_no_part_of_a_name_and_generations_are(written: str, shown: str) -> None:
    """They stand behind it, with commas or without."""
    text = f"“The weir holds,” said {written} who built it. “It is new.”"
    assert [quote.source.speaker for quote in quotes(text)] == [shown, shown]


def test_father_and_son_are_told_apart_by_their_generation() -> None:
    """The family name and "Jr." or "Sr." is enough."""
    text = "Paul Holm Jr. and Paul Holm Sr. fell out. “He never asks,” said Holm Sr. “He never listens,” said Holm Jr."
    assert [quote.source.speaker for quote in quotes(text)] == ["Paul Holm Sr.", "Paul Holm Jr."]
