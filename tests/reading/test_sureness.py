"""How sure a speaker must be to be shown by name."""

from briefbot.model import Analysis, Attribution, Kind, Quote, Span, SpeakerSource, Statement, Sure
from briefbot.reading.analysis import ANALYSIS_VERSION, version
from briefbot.reading.sureness import LEAST, sure_enough


def analysis(confidence: float) -> Analysis:
    """A quotation and a statement of Ann Lee's that are this sure."""
    source = SpeakerSource(Attribution.NAMED, "Ann Lee", Span(10, 17), None, confidence)
    return Analysis((Quote(Span(1, 8), Span(0, 9), Kind.DIRECT, source, 1),), (Statement(Span(20, 40), source),))


def sources(found: Analysis) -> list[SpeakerSource]:
    """Whose the words are."""
    return [found.quotes[0].source, found.statements[0].source]


def test_a_cautious_reader_sees_no_name_that_is_less_sure() -> None:
    """The place of the mention stays, so that the article's own sentence can be shown."""
    unsure = analysis(LEAST[Sure.CAUTIOUS] - 0.01)
    for source in sources(sure_enough(unsure, Sure.CAUTIOUS)):
        assert (source.speaker, source.attribution) == (None, Attribution.UNRESOLVED)
        assert source.mention == Span(10, 17)
    assert sure_enough(unsure, Sure.NORMAL) == unsure


def test_a_name_that_is_sure_enough_is_shown_to_everybody() -> None:
    """From the limit on."""
    sure = analysis(LEAST[Sure.CAUTIOUS])
    assert sure_enough(sure, Sure.CAUTIOUS) == sure


def test_documents_are_read_anew_when_the_setting_changes() -> None:
    """Each setting has a number of its own among the versions of the analysis."""
    numbers = {version(ANALYSIS_VERSION + step, sure) for step in (0, 1) for sure in Sure}
    assert len(numbers) == 4
