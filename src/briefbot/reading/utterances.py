"""Utterances: one person's words in a paragraph, put together over the narrator's between them (“A,” she said. “B.”)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefbot.model import Attribution, Kind, Quote, Span, SpeakerSource

# So many code points of narration stand between two parts of one utterance: nearly all speech tags have fewer.
_NARRATION = 80
# Nobody reads a longer quotation in one piece.
_LONGEST = 400


def utterances(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> Iterator[tuple[Quote, ...]]:
    """The quotations of one paragraph, in order and apart, those of one utterance together; in time linear in their number.

    A fragment goes on whole words where it stands in the sentence that tells whose these are; it never begins an utterance
    that goes on.
    """
    run: list[Quote] = []
    for quote in quotes:
        if run and not _goes_on(text, sentences, run, quote):
            yield tuple(run)
            run = []
        run.append(quote)
    if run:
        yield tuple(run)


def _goes_on(text: str, sentences: Sequence[Span], run: Sequence[Quote], quote: Quote) -> bool:
    first, last = run[0], run[-1]
    near = len(text[last.whole.end : quote.whole.start].strip()) <= _NARRATION
    short = quote.whole.end - first.whole.start <= _LONGEST
    if not (near and short and first.kind is Kind.DIRECT and _is_same(last.source, quote.source)):
        return False
    return quote.kind is Kind.DIRECT or _sentence_of(sentences, quote) < last.whole.end


def _is_same(one: SpeakerSource, other: SpeakerSource) -> bool:
    """Whether the words of both are one person's: somebody named, or whoever one and the same mention means."""
    if one.attribution is not other.attribution or one.attribution in (Attribution.DENIED, Attribution.NOBODY):
        return False
    return one.speaker == other.speaker and (one.speaker is not None or one.mention == other.mention is not None)


def _sentence_of(sentences: Sequence[Span], quote: Quote) -> int:
    """Where the sentence begins that a fragment stands in."""
    at = bisect_right(sentences, quote.whole.start, key=lambda sentence: sentence.start) - 1
    return sentences[max(at, 0)].start if sentences else quote.whole.start
