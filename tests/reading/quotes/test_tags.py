"""Speech tags by their place: whatever the verb, the words before it are its subject's."""

import pytest

from support.quotations import speakers

FIRST = "Olaf Brandt met Mona Ferrer. “The dam is not safe at all,” Brandt said. "
TAGS = {
    "verb, particle, name": "“We checked it twice,” shot back Ferrer.",
    "verb, name": "“We checked it twice,” groused Ferrer.",
    "name, verb, particle": "“We checked it twice,” Ferrer hit back.",
    "name, verb": "“We checked it twice,” Mona Ferrer riposted.",
    "name, description, verb": "“We checked it twice,” Ferrer, the engineer, bristled.",
    "pronoun, verb": "“We checked it twice,” she crowed.",
    "pronoun, verb, particle": "“We checked it twice,” she fired back.",
    "adverb between": "“We checked it twice,” she icily batted back.",
    "comma outside of the marks": "“We checked it twice”, parried Ferrer.",
    "a question": "“Did you check it at all?” sniped Ferrer.",
    "a question, and a name": "“Did you check it?” Ferrer shot back.",
    "a shout, and a pronoun": "“We checked it twice!” she thundered on.",
}


@pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
def test_what_stands_behind_the_words_says_them_whatever_its_verb(tag: str) -> None:
    """No verb need be known: the place tells, and who spoke before does not go on."""
    assert speakers(FIRST + tag) == ["Olaf Brandt", "Mona Ferrer"]


OWNERS = {
    "of a body, behind a comma": "“Rates will hold,” said the bank's chief economist, Agnes Krohl.",
    "of a body, directly": "“Rates will hold,” said the team’s captain Agnes Krohl.",
    "of a named body": "“Rates will hold”, said the Trade Ministry's spokeswoman, Agnes Krohl, on Monday.",
    "of somebody": "“Rates will hold,” said Mr. Brandt’s deputy campaign manager, Agnes Krohl.",
    "with a field": "“Rates will hold,” said the Office of the President's new head of press, Agnes Krohl.",
    "with a field, directly": "“Rates will hold,” said the bank’s former chief of staff Agnes Krohl.",
    "a trade in no list": "“Rates will hold,” said the numismatist, Agnes Krohl.",
    "of her": "“Rates will hold,” chimed in her assistant, Agnes Krohl.",
}


@pytest.mark.parametrize("text", OWNERS.values(), ids=OWNERS)
def test_the_name_behind_somebodys_role_speaks(text: str) -> None:
    """Neither the owner nor the role stands for the one whose name follows."""
    assert speakers(text) == ["Agnes Krohl"]


NO_TAGS = {
    "a fragment": "Brandt called the plan “a waste of money,” and Mona Ferrer left the room.",
    "what was done with a work": "“The Long Winter,” recorded in Mona Ferrer's barn, sold well. Olaf Brandt sang on it.",
}


@pytest.mark.parametrize("text", NO_TAGS.values(), ids=NO_TAGS)
def test_a_verb_behind_a_fragment_or_a_title_is_no_tag(text: str) -> None:
    """Marked words inside the narrator's sentence do not go on into its next verb."""
    assert "Mona Ferrer" not in speakers(text)
