"""Messages that are passed on: what of them is checked."""

from briefbot.checking.claims import Claim
from briefbot.dialogue.commands.checking import CheckQuotations, quoted_in

STOLL = "The pier is rotten to the last board"


def test_what_a_message_quotes_is_checked_as_the_words_of_whom_it_names() -> None:
    """Whole quotations, each by itself; a fragment and a single word are none."""
    text = (
        f"“{STOLL},” said Mara Stoll. She called it “a rumour with nails”.\n\n"
        "“No,” said Bo Lind. “We have no money for the pier,” he said."
    )
    assert quoted_in(text).claims == (Claim(STOLL + ",", "Mara Stoll"), Claim("We have no money for the pier,", "Bo Lind"))


def test_of_many_quotations_the_first_are_checked() -> None:
    """As many as are read."""
    text = "\n\n".join(f"“The pier has {number} rotten boards,” said Mara Stoll." for number in range(9))
    assert len(quoted_in(text).claims) == 5


def test_a_message_that_quotes_nothing_is_checked_as_a_whole() -> None:
    """Also one that says nothing, and one that would make more work than any article."""
    assert quoted_in(f" {STOLL} ") == CheckQuotations((Claim(STOLL),))
    assert quoted_in(" ") == CheckQuotations((Claim(""),))
    hostile = "“a b c” " * 20_000
    assert quoted_in(hostile) == CheckQuotations((Claim(hostile.strip()),))
