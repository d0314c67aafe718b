"""Names as the papers of many lands write them, their bearers in full, and nobody's name where it is not sure whose."""

import pytest

from support.quotations import speakers

NAMES = {
    "a family name between given names": (
        "Lawmaker Winnie Lau Suk-mei was angry. “Nobody hedged the price of rice for us,” Lau said.",
        "Winnie Lau Suk-mei",
    ),
    "a family name before a generation": (
        "João Batista Ramos Filho came late. “I am allowed to learn,” Ramos said.",
        "João Batista Ramos Filho",
    ),
    "an abbreviation without a vowel": (
        "“God has no roof tonight,” said Fr. Anselmo dela Cruz, the parish priest.",
        "Anselmo dela Cruz",
    ),
    "a body of several": (
        "The Allied Mineworkers’ Union denied it. “We held nobody at all,” the union said.",
        "Allied Mineworkers’ Union",
    ),
    "a body whose land is a given name": (
        "The Kenya Union of Clerks was firm. The Kenya Union of Clerks called the ban “a sideshow of theirs”.",
        "Kenya Union of Clerks",
    ),
    "an apostrophe that ends a word of a name": (
        "Rose Achieng’ Obonyo spoke next. “It is not enough to drive off,” Obonyo said.",
        "Rose Achieng’ Obonyo",
    ),
    "a form of address with the name of a month": (
        "The elder Aunty June Barraby came. “We would settle for fish,” Aunty June said.",
        "Aunty June Barraby",
    ),
    "what somebody is, in no list": (
        "Opener Rupali Deshmane wept. “I would give back every run of it,” Deshmane said.",
        "Rupali Deshmane",
    ),
    "an office of a body": (
        "The Chairperson of the Heritage Authority, Noura Almazan, came. “They had no luxury of being wrong,” Almazan said.",
        "Noura Almazan",
    ),
    "a prefix with a hyphen": ("“It was more than we expected here,” said Samir al-Harun, the envoy.", "Samir al-Harun"),
    "a given name that is a title": ("“They looked down on us for years,” said Rep. Earl Blumen.", "Earl Blumen"),
    "a given name that is a common word": (
        "Guy Martin, the chairman of the club, was calm. “We go on as we did,” Martin said.",
        "Guy Martin",
    ),
    "letters before a name that stands alone elsewhere": (
        "The prize went to DJ Bev Bondar. It was good, said Bev Bondar. “I believe in all of us,” Bondar said.",
        "Bev Bondar",
    ),
    "a full name in marked words alone": (
        "“We asked Jamie Comer about it,” the lawyer said. “I have no more to add to it,” Comer said.",
        "Jamie Comer",
    ),
}


@pytest.mark.parametrize(("text", "name"), NAMES.values(), ids=NAMES)
def test_the_whole_name_is_shown_and_nothing_else(text: str, name: str) -> None:
    """Whatever order a land's names have, a family name leads to the full one, and what is no name is no part of it."""
    assert speakers(text)[-1] == name


TOLD_APART = {
    "two of one name, by their titles": (
        "Omar Abedan was freed. Mrs. Abedan wept, and Mr. Abedan laughed. “I had given up all hope,” Mrs. Abedan said.",
        "Abedan",
    ),
    "a given name that misleads": (
        "Leslie Grahan spoke. “It is not done,” Ms. Grahan said. It was late. “It is not done at all,” Ms. Grahan said.",
        "Leslie Grahan",
    ),
    "a family name alone that two bear": (
        "Pat Smithers and Sean Smithers came to the hearing. “We were told a lie there,” Smithers said.",
        "Smithers",
    ),
    "who has a family name first": (
        "Eddie Yipman said no. Yipman left. ¶Chan Kwok-fai, 71, was more worried. “I am feeding the cats now,” Mr. Chan said.",
        "Chan Kwok-fai",
    ),
    "a pronoun tells who Lin is": (
        "Lin Baozhan denied it. “We asked a question about it,” he said. Lin left. “A question is no crime,” Lin said.",
        "Lin Baozhan",
    ),
}


@pytest.mark.parametrize(("text", "name"), TOLD_APART.values(), ids=TOLD_APART)
def test_people_of_one_family_name_are_told_apart(text: str, name: str) -> None:
    """Two people never become one; where it is not sure which of them, the name that the article uses is shown."""
    assert speakers(text.replace("¶", "\n\n"))[-1] == name


BODIES = {
    "a body by its last word": (
        "The Heping Crane Centre opened. The centre says “each loss has taught us more”.",
        "Heping Crane Centre",
    ),
    "a body by the word before “of”": (
        "The Association of Fuel Traders met. “Our members are no magicians,” the association said.",
        "Association of Fuel Traders",
    ),
    "a document that names its maker": (
        "A report by the Murran Water Institute warned that the river was “living on its memory”.",
        "Murran Water Institute",
    ),
    "a body behind another phrase": (
        "The Xinga Seed Network grew. In its letter to the growers the network writes that “no forest was ever hurried”.",
        "Xinga Seed Network",
    ),
    "a role between commas": (
        "Its director, Tunde Adeyama, was born later. “We wrote essays about her knees,” the director said.",
        "Tunde Adeyama",
    ),
    "a name that explains a role": (
        "The old king smiled at all of them. His wife, Queen Clara, added: “The children made us laugh.”",
        "Queen Clara",
    ),
}


@pytest.mark.parametrize(("text", "name"), BODIES.values(), ids=BODIES)
def test_a_noun_leads_to_the_body_or_person_that_it_means(text: str, name: str) -> None:
    """Whose words they are: those of "the centre", "the association", "a report by" somebody."""
    assert speakers(text)[-1] == name


NOBODY = {
    "an owner": "Daniel Ashwin died in May. In a statement, Mr Ashwin’s family said: “Dan checked all of it twice.”",
    "a stranger, twice a pronoun": (
        "The mayor’s sister, Lourdes Abanto, who runs a bakery, has been giving away bread since Saturday.\n\n"
        "An old woman on the chapel steps said she had seen worse. “Even the priest flew that year,” she said."
    ),
    "where somebody was": (
        "A climber who fell to his death from Raven Scarp was using a rope that was “not fit for a line”, it was heard."
    ),
    "who only hears": "Bridget Keaner sat still. The Crown Court in Westmar heard of a “system of her own” that day.",
    "one of a people": (
        "Manager Stuart McCraig was glad about it.\n\nThe Dane said he had practised it.\n\n“The groundsman hates me,” he said."
    ),
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_no_name_is_shown_for_who_is_not_named(text: str) -> None:
    """An owner, a place, a court and the last person named are not taken for a speaker whom the article does not name."""
    assert speakers(text)[-1] is None
