"""Transcripts, debates, hearings and interviews: every sentence of a turn has its speaker, and nobody is called QUESTION."""

import pytest

from briefbot.model import Document
from briefbot.reading.passages import analyse
from briefbot.reading.quotes import find_quotes


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks, with its speaker."""
    return [(one.span.of(text), one.source.speaker) for one in find_quotes(Document("d", text)).statements]


FIRST, SECOND, THIRD = "The weir holds. I have seen it.", "It leaks at night.", "Then go by day."
EXPECTED = [
    ("The weir holds.", "Greta Holm"),
    ("I have seen it.", "Greta Holm"),
    ("It leaks at night.", "Paul Novak"),
    ("Then go by day.", "Greta Holm"),
]


@pytest.mark.parametrize(
    ("holm", "novak"),
    [
        ("Greta Holm: ", "Paul Novak: "),
        ("GRETA HOLM: ", "PAUL NOVAK: "),
        ("**Greta Holm:** ", "**Paul Novak:** "),
        ("**Greta Holm**: ", "**Paul Novak**: "),
        ("Greta Holm (Northbank) (Lab): ", "Paul Novak (Far Bank) (Con): "),
        ("Senator Greta Holm (Port Ellis): ", "Cllr Paul Novak: "),
        ("Greta Holm, engineer: ", "Paul Novak, fisherman: "),
        ("[00:12] Greta Holm: ", "[01:02:44] Paul Novak: "),
        ("00:12 Greta Holm: ", "1:02 Paul Novak: "),
        ("Greta Holm (00:12): ", "Paul Novak (01:40): "),
        ("Greta Holm [00:12]: ", "Paul Novak [01:40]: "),
        ("Greta Holm — ", "Paul Novak — "),
        ("The Minister for Rivers (Greta Holm): ", "Mr. Novak (Paul Novak): "),
        ("GRETA HOLM\n", "PAUL NOVAK\n"),
        ("Greta Holm:\n", "Paul Novak:\n"),
        ("Greta Holm\n\n", "Paul Novak\n\n"),
        ("Greta Holm  00:12\n", "Paul Novak  01:40\n"),
        ("Ms. GRETA HOLM. ", "Mr. PAUL NOVAK. "),
        ("Greta Holm (PPE). – ", "Paul Novak (S&D). – "),
        ("Greta Holm: (00:12)\n", "Paul Novak: (01:40)\n"),
        ("[3/4/19, 10:12:01] Greta Holm: ", "[3/4/19, 10:13:40] Paul Novak: "),
        ("GRETA HOLM, HOST: ", "PAUL NOVAK, BYLINE: "),
        ("Hon. Greta Holm (Northbank, Lib.): ", "Hon. Paul Novak (Far Bank, Con.): "),
    ],
)
def test_turns_in_the_layouts_of_parliaments_hearings_and_podcasts(holm: str, novak: str) -> None:
    """The label is none of the words, and every sentence behind it is its speaker's."""
    text = f"At the weir\n\n{holm}{FIRST}\n\n{novak}{SECOND}\n\n{holm}{THIRD}\n\n{novak}So be it."
    assert said(text) == [*EXPECTED, ("So be it.", "Paul Novak")]


@pytest.mark.parametrize(
    ("introduction", "holm"),
    [
        ("Greta Holm, the engineer, met Paul Novak on the weir.", "HOLM: "),
        ("Secretary Greta Holm and Paul Novak at the weir", "SECRETARY HOLM: "),
        ("With Greta Holm and Paul Novak.", "MS. HOLM: "),
    ],
)
def test_a_full_name_given_once_names_the_later_short_ones(introduction: str, holm: str) -> None:
    """The introduction, the headline or another label gives it."""
    text = f"{introduction}\n\n{holm}{FIRST}\n\nPAUL NOVAK: {SECOND}\n\n{holm}{THIRD}\n\nNOVAK: So be it."
    assert said(text) == [*EXPECTED, ("So be it.", "Paul Novak")]


@pytest.mark.parametrize(
    "part",
    ["QUESTION", "Q", "MODERATOR", "Host", "THE COURT", "UNIDENTIFIED REPORTER", "Speaker 2", "Mr. Speaker", "The CHAIR"],
)
def test_parts_in_a_conversation_are_nobodys_name(part: str) -> None:
    """Who asks or presides without being named stays without a name."""
    text = f"{part}: Does the weir hold?\n\nGRETA HOLM: It does.\n\n{part}: Since when?\n\nGRETA HOLM: Since May."
    assert said(text) == [
        ("Does the weir hold?", None), ("It does.", "Greta Holm"), ("Since when?", None), ("Since May.", "Greta Holm"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "introduction",
    [
        "Interview with Greta Holm, head of Novak Rivers",
        "Greta Holm on her weir",
        "Last week we spoke with engineer Greta Holm about the weir that Paul Novak built.",
        "Holding the water: Greta Holm\n\nBy Paul Novak\n\nHolm has kept the weir for ten years.",
    ],
)
@pytest.mark.parametrize(("asks", "answers"), [("Q: ", "A: "), ("Q. ", "A. "), ("Q — ", "A — ")])
def test_who_answers_is_whom_the_introduction_is_about(introduction: str, asks: str, answers: str) -> None:
    """A byline is not the guest's, nor are others who are named beside."""
    text = f"{introduction}\n\n{asks}Does it hold?\n\n{answers}It does.\n\n{asks}Since when?\n\n{answers}Since May."
    assert [speaker for words, speaker in said(text) if words in ("It does.", "Since May.")] == ["Greta Holm"] * 2
    assert all(speaker is None for words, speaker in said(text) if words.endswith("?"))


def test_questions_set_apart_are_answered_by_the_one_whom_the_introduction_names() -> None:
    """Bold questions and plain answers, of one paragraph or several."""
    text = (
        "The engineer Greta Holm answered our questions.\n\n**Does the weir hold?**\n\nIt does.\n\nI was there.\n\n"
        "**Since when?**\n\nSince May."
    )
    assert said(text) == [("It does.", "Greta Holm"), ("I was there.", "Greta Holm"), ("Since May.", "Greta Holm")]


@pytest.mark.parametrize("numbered", ["**{}**", "{}", "1. {}", "### {}"])
def test_questions_of_any_form_are_answered_by_who_is_said_to_answer(numbered: str) -> None:
    """The questions are nobody's; a page of questions about somebody gives the answers no name."""
    asked = [numbered.format(question) for question in ("Does the weir hold?", "Since when?", "Who built it?")]
    body = f"{asked[0]}\n\nIt does.\n\n{asked[1]}\n\nSince May.\n\n{asked[2]}\n\nMy father did."
    answers = [("It does.", "Greta Holm"), ("Since May.", "Greta Holm"), ("My father did.", "Greta Holm")]
    assert said(f"Five questions for Greta Holm\n\n{body}") == answers
    assert said(f"What we know of the weir\n\nMayor Greta Holm has closed the weir.\n\n{body}") == []


def test_paragraphs_without_a_label_go_on_with_the_turn() -> None:
    """Stage directions, times and what is told about the speaker do not."""
    text = (
        f"GRETA HOLM: {FIRST}\n\nI would not stand on it.\n\n[Laughter]\n\nPAUL NOVAK: {SECOND}\n\n(Applause.)\n\n2.14 pm\n\n"
        f"GRETA HOLM: {THIRD}\n\nThe committee rose at noon."
    )
    assert said(text) == [EXPECTED[0], EXPECTED[1], ("I would not stand on it.", "Greta Holm"), EXPECTED[2], EXPECTED[3]]


@pytest.mark.parametrize(("holm", "novak"), [("GH", "PN"), ("GRETA", "PAUL"), ("Holm", "Novak")])
def test_initials_and_given_names_mean_who_takes_part(holm: str, novak: str) -> None:
    """The introduction names them in full; initials of nobody there give no name."""
    turns = f"{holm}: {FIRST}\n\n{novak}: {SECOND}\n\n{holm}: {THIRD}\n\n{novak}: So be it."
    assert said(f"With Greta Holm and Paul Novak.\n\n{turns}")[:4] == EXPECTED
    strangers = {speaker for _, speaker in said(f"Low Water, a podcast\n\n{turns}")}
    assert strangers <= {None, holm.capitalize(), novak.capitalize()} - ({"Gh", "Pn"} if holm == "GH" else set())


def test_a_label_that_is_not_read_ends_the_turn_before_it() -> None:
    """Its words are somebody else's, and so not the last speaker's."""
    text = f"GRETA HOLM: {FIRST}\n\nPAUL NOVAK: {SECOND}\n\n4th WITNESS-TO-BE: I saw it too.\n\nGRETA HOLM: {THIRD}"
    assert ("I saw it too.", "Paul Novak") not in said(text)


def test_a_line_with_a_role_is_a_label_where_names_come_back() -> None:
    """As the calls of companies are written down."""
    text = (
        f"Operator\n\nGood day to all.\n\nGreta Holm - Chief Engineer\n\n{FIRST}\n\nPaul Novak - Analyst\n\n{SECOND}\n\n"
        f"Operator\n\nOne more question.\n\nGreta Holm - Chief Engineer\n\n{THIRD}"
    )
    assert [one for one in said(text) if one in EXPECTED] == EXPECTED
    assert ("Good day to all.", None) in said(text)


def test_marks_inside_a_turn_belong_to_it() -> None:
    """What a speaker quotes is no quotation of the article's."""
    text = f"GRETA HOLM: He told me “never” twice.\n\nPAUL NOVAK: {SECOND}\n\nGRETA HOLM: {THIRD}"
    assert said(text)[0] == ("He told me “never” twice.", "Greta Holm")
    assert find_quotes(Document("d", text)).quotes == ()


@pytest.mark.parametrize(
    "text",
    [
        "The weir holds.\n\nNote: The weir was built in May.\n\nCorrection: It was June.\n\nNote: It leaks.",
        "WASHINGTON: The weir holds, an engineer said.\n\nThe weir was built in May.\n\nLONDON: Prices rose on Monday.",
        "Greta Holm: 1,204.\n\nPaul Novak: 986.\n\nGreta Holm: 310.\n\nPaul Novak: 400.",
        "Greta Holm: She would keep it.\n\nPaul Novak: He would not.\n\nGreta Holm: She would sell the boat.",
        "Pros: It holds.\n\nCons: It leaks.\n\nPros: It is cheap.\n\nCons: It is old.",
        "Ingredients: Flour and water.\n\nMethod: Stir them well.\n\nIngredients: Salt.\n\nMethod: Add it.",
        "Best weir: Greta Holm, for her work.\n\nBest bridge: Paul Novak, for his.\n\nBest weir: Nobody at all.",
        "Greta Holm: A Life Behind Weirs.\n\nPaul Novak: The Longest Winter.\n\nGreta Holm: Water Under Bridges.",
    ],
)
def test_a_colon_alone_makes_no_transcript(text: str) -> None:
    """Notes, datelines, counts, lists and titles have labels too, which nobody speaks behind."""
    assert all(speaker is None for _, speaker in said(text))


def test_what_an_archive_shows_of_a_turn_has_no_label() -> None:
    """Each passage is one sentence of the speaker's, and a label alone is none."""
    text = f"At the weir\n\nGRETA HOLM: {FIRST}\n\nPAUL NOVAK\n\nGRETA HOLM: {THIRD}\n\nPAUL NOVAK: {SECOND}"
    shown = [(one.span.of(text), one.source.speaker) for one in analyse(Document("d", text))]
    assert ("The weir holds.", "Greta Holm") in shown
    assert ("It leaks at night.", "Paul Novak") in shown
    assert not any("HOLM:" in words for words, _ in shown)


GLUED = """Greta Holm sees hope for the weir

Former mayor Greta Holm wrote a book on the weir. She sat down last week with to talk of it.
She touched on Oskar Brandt. Questions and answers have been cut.

QWhy did you write it now?

A: Because the weir was dry, and nobody had told the children why.

QWill you vote for him?

A: I am not going to answer that. Do not ask.

QAnd the boats?

A: The boats will come back when the water does."""


def test_a_question_may_have_lost_the_space_behind_its_letter() -> None:
    """The answers are the guest's, whom the headline names; a name ends with its sentence."""
    answers = {who for words, who in said(GLUED) if words in ("Do not ask.", "The boats will come back when the water does.")}
    assert answers == {"Greta Holm"}
    assert not any(who and "Brandt" in who for _, who in said(GLUED))


@pytest.mark.parametrize(
    ("holm", "novak"),
    [
        ("Ms. HOLM of Ohio: ", "Mr. NOVAK of Utah: "),
        ("GRETA HOLM MD: ", "PAUL NOVAK PHD: "),
    ],
)
def test_a_label_tells_whence_and_with_which_degree(holm: str, novak: str) -> None:
    """Neither is a part of the name."""
    text = "\n\n".join((f"{holm}The weir holds.", f"{novak}It leaks.", f"{holm}Go.", f"{novak}Why?"))
    assert [(speaker or "").split()[-1] for _, speaker in said(text)] == ["Holm", "Novak"] * 2


def test_particles_of_a_name_are_in_small_letters_on_a_label_too() -> None:
    """They make it no sentence."""
    text = "Greta van Holm: The weir holds.\n\nPaul Novak: It leaks.\n\nGreta van Holm: Go.\n\nPaul Novak: Why?"
    assert said(text)[0] == ("The weir holds.", "Greta van Holm")


def test_a_family_name_that_is_a_part_in_conversations_is_somebodys() -> None:
    """Where the text names one of that family name: Paul Host is no host."""
    text = "Greta Holm met Paul Host.\n\nHost: It leaks.\n\nHolm: The weir holds.\n\nHost: Why?\n\nHolm: Go."
    assert said(text)[0] == ("It leaks.", "Paul Host")


def test_a_label_without_words_says_nothing() -> None:
    """Of two labels in a row, the words are those of the second."""
    text = "GRETA HOLM:\n\nPAUL NOVAK: It leaks.\n\nGRETA HOLM: The weir holds.\n\nPAUL NOVAK: Why?\n\nGRETA HOLM: Go."
    assert said(text)[0] == ("It leaks.", "Paul Novak")


def test_quotations_outside_of_a_transcript_stay() -> None:
    """Marks within a turn belong to it."""
    turns = "GRETA HOLM: The weir “holds” now.\n\nPAUL NOVAK: It leaks.\n\nGRETA HOLM: Go.\n\nPAUL NOVAK: Why?"
    quotes = find_quotes(Document("d", f"“The rain is over,” Noor Weller said.\n\n{turns}")).quotes
    assert [quote.source.speaker for quote in quotes] == ["Noor Weller"]


def test_an_aside_before_a_colon_is_no_label() -> None:
    """However short the sentence is."""
    aside = "Or, as Greta Holm, a former keeper of the old weir and its many gates, put it: It holds."
    text = f"{aside}\n\nPAUL NOVAK: It leaks.\n\nNOOR WELLER: Why?\n\nPAUL NOVAK: Go.\n\nNOOR WELLER: So."
    assert ("It holds.", "Greta Holm") not in said(text)
