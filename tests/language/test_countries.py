"""Countries and their adjectives find each other."""

import pytest

from briefbot.language.countries import akin


@pytest.mark.parametrize(
    ("word", "kin"),
    [("india", "indian"), ("iranian", "iran"), ("china", "chinese"), ("turkey", "turkish"), ("mexican", "mexico")],
)
def test_a_country_and_its_adjective_are_akin(word: str, kin: str) -> None:
    """Either way; their stems differ."""
    assert kin in akin(word)


@pytest.mark.parametrize(("word", "other"), [("austria", "australian"), ("australia", "austrian"), ("bridge", "")])
def test_what_only_looks_alike_is_not(word: str, other: str) -> None:
    """Nor has any other word kin."""
    assert other not in akin(word)
