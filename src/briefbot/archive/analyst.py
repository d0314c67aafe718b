"""The process that analyses documents for another one: pickles in on standard input, pickles out on standard output.

`archive.analysts` starts it. It ends with its input, so that no kill of the other process leaves it behind.
"""

import pickle
import signal
import sys
from contextlib import suppress
from typing import Any

from briefbot.archive.analysis import analysed
from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource, Sure, Utterance
from briefbot.reading.analysis import Analysed

READY = b"ready\n"

# What was analysed, as plain tuples: a tenth of the time that pickles of the values would take.
Packed = tuple[tuple[tuple[Any, ...], ...], str | None]


def packed(made: Analysed) -> Packed:
    """What analysis made of a document, as plain values."""
    return tuple(map(_row, made.passages)), made.error


def unpacked(given: Packed) -> Analysed:
    """What `packed` was given."""
    return Analysed(tuple(map(_passage, given[0])), given[1])


def _row(passage: Passage) -> tuple[Any, ...]:
    told = passage.source
    whose = (told.attribution.value, told.speaker, _pair(told.mention), _pair(told.cue), told.confidence, told.denied_of)
    said = passage.utterance
    shown = (_pair(said.span), tuple(map(_pair, said.parts)), said.lead) if said else None
    own = passage.span.start, passage.span.end, passage.kind.value
    return *own, whose, passage.headline, passage.group, shown, _pair(passage.context)


def _passage(row: tuple[Any, ...]) -> Passage:
    start, end, kind, whose, headline, group, shown, context = row
    attribution, speaker, mention, cue, confidence, denied_of = whose
    source = SpeakerSource(Attribution(attribution), speaker, _span(mention), _span(cue), confidence, denied_of)
    said = Utterance(Span(*shown[0]), tuple(Span(*part) for part in shown[1]), shown[2]) if shown else None
    return Passage(Span(start, end), Kind(kind), source, headline, group, said, _span(context))


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _span(pair: tuple[int, int] | None) -> Span | None:
    return Span(*pair) if pair else None


def main() -> None:
    """Analyse what comes, until nothing more does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    sure = Sure(sys.argv[1])
    into, out = sys.stdin.buffer, sys.stdout.buffer
    analysed(Document("warm", "“We load what it takes,” said Ann Lee."))
    with suppress(EOFError, OSError):
        out.write(READY)
        out.flush()
        while True:
            documents = pickle.load(into)  # noqa: S301 (of the process that started this one)
            pickle.dump([packed(analysed(document, page, sure)) for document, page in documents], out, pickle.HIGHEST_PROTOCOL)
            out.flush()


if __name__ == "__main__":
    main()
