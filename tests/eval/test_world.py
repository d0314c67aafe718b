"""News in English from elsewhere than US politics: who says what in it."""

from briefbot.reading.quotes import find_quotes

from .corpus import world
from .quote_figures import report

LEAST = {"f1": 0.99, "speaker": 0.88, "speaker_full_name": 0.86, "reported_speaker": 0.85, "turn_speaker": 1.0}
MOST = {"wrong_name": 0.025, "unnamed_given_a_name": 0.0, "reported_wrong_name": 0.0, "turn_wrong_name": 0.0}


def test_news_of_many_lands_is_read_rightly() -> None:
    """Papers of twenty lands have most speakers by name, and no more than one name of forty is somebody else's."""
    figures = {figure.name: figure.value for figure in report(world(), find_quotes).figures}
    assert len(world()) >= 20
    assert {name: figures[name] for name, least in LEAST.items() if figures[name] < least} == {}
    assert {name: figures[name] for name, most in MOST.items() if figures[name] > most} == {}
