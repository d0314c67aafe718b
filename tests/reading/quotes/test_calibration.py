"""A confidence says how often such a choice is right."""

from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes
from briefbot.reading.quotes.calibration import calibrated
from briefbot.reading.quotes.ranking import shipped

SHARES = st.floats(0, 1)
SIGNS = st.lists(st.sampled_from(sorted(set(shipped().calibration) - {"logit"})), unique=True)


@given(SHARES, SHARES, SIGNS)
def test_what_the_model_finds_likelier_is_trusted_no_less(one: float, other: float, told: list[str]) -> None:
    """Beside the same signs, the order of probabilities stays, and what comes out is a probability."""
    weights = shipped().calibration
    low, high = sorted((one, other))
    assert 0 <= calibrated(weights, low, told) <= calibrated(weights, high, told) <= 1


@given(SHARES, SIGNS)
def test_nothing_changes_where_nothing_was_fitted(probability: float, told: list[str]) -> None:
    """A language without annotated news keeps the probabilities of its rules."""
    assert calibrated({}, probability, told) == probability


def test_a_name_without_a_verb_is_trusted_less() -> None:
    """The same person, the same words: with a verb of saying beside the name the confidence is higher."""
    said, stood = (
        find_quotes(Document("d", f"Ann Leering {verb}. “We go on with the work.”")).quotes[0].source.confidence
        for verb in ("spoke next, and she said", "stood up at noon in the hall")
    )
    assert said > stood
