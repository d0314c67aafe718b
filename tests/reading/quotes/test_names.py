"""What of a run of capitals is somebody's name, in the styles of papers of many lands; nothing else is shown as a name."""

import pytest

from support.quotations import speakers

SPOILT = {
    "a land before the name": (
        "The ambassador of Orland to the United States Hamdo Mirz praised them. “We had no team before,” said Ambassador Mirz.",
        "Hamdo Mirz",
    ),
    "an office of a body": (
        "CEO of the Shelter Council Edvin Salomo told reporters the plan “must be well thought out now”.",
        "Edvin Salomo",
    ),
    "an office with two fields": (
        "Minister of Municipal and Rural Affairs Tarik Tobash opened the road. “It is a new era,” Tobash said.",
        "Tarik Tobash",
    ),
    "an office inside an office": (
        "Chairman of the Joint Chiefs of Staff Gen. Mark Orrin said “we are ready for all of it”.",
        "Mark Orrin",
    ),
    "an office behind a city": (
        "New York City Public Advocate Trish Jamson said “the schools are too full for them”.",
        "Trish Jamson",
    ),
    "an adviser of somebody": (
        "Former Marlow Senior Adviser Sidney Bloom said “the letters were mine and mine alone”.",
        "Sidney Bloom",
    ),
    "a degree without a point": ("“The soil is dry,” said Prof Alan Mutasa of the university.", "Alan Mutasa"),
    "a comrade": ("“We will win this time,” said Comrade Sibanyo.", "Sibanyo"),
    "ranks without points": ("“We do not negotiate,” Brig Gen Yusuf Tamale said.", "Yusuf Tamale"),
    "an office of one hyphened word": (
        "UN Secretary-General Kofi Mensen said “the world must wake up to it now”.",
        "Kofi Mensen",
    ),
    "a verb before its subject": ("Retorted Shivuto: “You cannot be serious about that.”", "Shivuto"),
    "an adverb that opens the sentence": ("Interestingly Blochmann agrees. “It is a mess,” Blochmann said.", "Blochmann"),
    "a pronoun behind a city": (
        "John Maccan lives in Washington D.C. He runs a shop there. “It pays the rent for us,” Maccan said.",
        "John Maccan",
    ),
    "a state behind the name": ("“I will vote no on it,” said Representative Peter T. King of New York.", "Peter T. King"),
    "a family name that is a rank": ("Peter King runs the shop. “I like it here,” King said.", "Peter King"),
    "a dateline": ("HARBURG, Jan 3 (Reuters) - Prime Minister Ole Tarn resigned. “I am tired of it,” he said.", "Ole Tarn"),
    "a given name of one's own": (
        "Kathleen Hall Jameson teaches. “It is hard work,” Jameson said.",
        "Kathleen Hall Jameson",
    ),
    "a particle": ("Bill de Blaso spoke. “It is a great city,” De Blaso said.", "Bill de Blaso"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SPOILT.values(), ids=SPOILT)
def test_a_name_is_shown_without_what_stands_beside_it(text: str, name: str) -> None:
    """Offices, lands, bodies, ranks, verbs and capitals at a sentence's start are no part of a name; particles are."""
    assert speakers(text) == [name]


BODIES = ("Business Council of British Orland", "American Federation of Teachers", "Northern Harbour Board")


@pytest.mark.parametrize("body", BODIES)
def test_a_body_keeps_its_whole_name(body: str) -> None:
    """The words of offices and lands that a body's name holds are its own."""
    assert speakers(f"“We regret the long delay,” the {body} said.") == [body]


def test_what_only_describes_is_no_name() -> None:
    """An adjective with a hyphen, whatever capital it has."""
    assert speakers("Rain fell. “It will turn, you will see,” said Texas-born.") == [None]


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Gen Moss", "Gen Moss"),
        ("Gen. Moss", "Moss"),
        ("Hall of Famer Bo Lind", "Bo Lind"),
        ("Former Arizona governor Ann Lee", "Ann Lee"),
        ("A man named Rex", "Rex"),
    ],
)
def test_a_name_stands_without_what_is_before_it(called: str, name: str) -> None:
    """A title with its point, a hall of fame, a former office; what is a given name too, without a point, is a part of it."""
    assert speakers(f"He had been to Arizona. {called} said: “It will turn, you will see.”") == [name]


def test_a_title_knows_the_gender_better_than_the_given_name() -> None:
    """The only one of a family name is meant by Mr., too."""
    assert speakers("Ann Moss runs the mill. “It will turn, you will see,” Mr. Moss said.") == ["Ann Moss"]


NO_PERSON = {
    "a land": "Ole Tarn flew to Germany. “The beer is good there,” she said.",
    "an acronym": "The ATF raided the shop. “We had no choice at all,” he said.",
    "a state": "The vote in New Hampshire was close. “It hurts a little,” she said.",
    "what has an article": "The Silver Train left at noon. “It is a fine ride,” he said.",
    "an office alone": "The Minister of Finance left. Minister of Health sat down. “It is over now,” he said.",
    "a dateline": "LOS TALLOS — The mayor was angry. “I am done with it,” he said.",
}


@pytest.mark.parametrize("text", NO_PERSON.values(), ids=NO_PERSON)
def test_he_and_she_mean_no_place_body_or_office(text: str) -> None:
    """A person's pronoun is shown without a name where the article names no person before it."""
    assert [name for name in speakers(text) if name != "Ole Tarn"] == [None]


def test_what_several_are_is_no_part_of_the_first_ones_name() -> None:
    """A party stands before the first of two names."""
    text = "Democrats Holm of Salem and Pratt of Dover are against it. “It cannot last,” Holm said."
    assert speakers(text) == ["Holm"]
