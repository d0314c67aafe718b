"""How sure a speaker must be to be shown by name: what is less sure keeps its place in the text and loses its name."""

from collections.abc import Mapping
from dataclasses import replace

from briefbot.model import Analysis, Attribution, SpeakerSource, Sure

# The least confidence of a name that is shown; each language's own limit holds besides. What it costs: docs/know/figures.md.
LEAST: Mapping[Sure, float] = {Sure.NORMAL: 0.0, Sure.CAUTIOUS: 0.75}


def sure_enough(analysis: Analysis, sure: Sure) -> Analysis:
    """The analysis with names only where it is as sure as asked for."""
    least = LEAST[sure]
    if not least:
        return analysis
    return Analysis(
        tuple(replace(quote, source=_kept(quote.source, least)) for quote in analysis.quotes),
        tuple(replace(statement, source=_kept(statement.source, least)) for statement in analysis.statements),
    )


def _kept(source: SpeakerSource, least: float) -> SpeakerSource:
    if source.attribution is not Attribution.NAMED or source.confidence >= least:
        return source
    return replace(source, attribution=Attribution.UNRESOLVED, speaker=None)
