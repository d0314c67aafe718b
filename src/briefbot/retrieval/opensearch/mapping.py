"""The index in OpenSearch: its fields, how they are cut into tokens (at spaces alone), and how a term scores in each.

A term scores its boost × tf × (k1 + 1) / (tf + k1 × (1 - b + b × length / average)): BM25 without its idf, which a question
sends as the boost, since it goes by the whole archive and OpenSearch's by a shard and what was deleted there. Averages are
those of the day when the index was made. OpenSearch keeps a length in a byte, rounded down, so that such a score is never below
BM25's for these averages: it is a bound, by which the best are found and then scored exactly.
"""

from dataclasses import dataclass
from typing import Any

from briefbot.retrieval.bm25 import K1, B

# Raised whenever what is sent changes: an index of another number is made anew beside it.
FORMAT = 1
_LONGEST = 1000  # characters of a token; longer ones are sent as hashes (records.py)

OWN, AROUND, ARTICLE, PAIRS = "passages.own", "passages.around", "article", "pairs"


@dataclass(frozen=True, slots=True)
class Averages:
    """The mean lengths, in terms, of passages, their surroundings and articles, and of articles in pairs of terms."""

    own: float = 30.0
    around: float = 90.0
    article: float = 500.0
    pairs: float = 500.0


@dataclass(frozen=True, slots=True)
class Parameters:
    """k1 and b of BM25 in one field."""

    k1: float = K1
    b: float = B


# The levels could have their own; the built-in engine's are the same in all (docs/retrieval.md).
PARAMETERS = dict.fromkeys((OWN, AROUND, ARTICLE, PAIRS), Parameters())


def index_body(averages: Averages, shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mappings of a new index."""
    means = {OWN: averages.own, AROUND: averages.around, ARTICLE: averages.article, PAIRS: averages.pairs}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            # Changes are shown all at once, by a refresh that is asked for.
            "refresh_interval": "-1",
            "index.unassigned.node_left.delayed_timeout": "30s",
            "index.codec": "best_compression",
            "index.max_result_window": 100_000,
            "analysis": {
                "analyzer": {"terms": {"type": "custom", "tokenizer": "at_spaces"}},
                "tokenizer": {"at_spaces": {"type": "whitespace", "max_token_length": _LONGEST}},
            },
            "similarity": {_name(field): _similarity(PARAMETERS[field], means[field]) for field in means},
        },
        "mappings": {
            "dynamic": "strict",
            # What is stored is what scores are computed from; the tokens themselves are in the index alone.
            "_source": {"includes": ["key", "date", "names", "packed", "sequence", "mark", "held"]},
            "properties": {
                **{name: {"type": "long"} for name in ("key", "check")},
                **{name: {"type": "integer"} for name in ("date", "passage_count", "length", "pair_length")},
                **{name: {"type": "integer"} for name in ("own_length", "around_length")},
                **{name: {"type": "keyword"} for name in ("source", "language")},
                "mark": {"type": "keyword", "index": False},
                "names": {"type": "keyword", "index": False, "doc_values": False},
                **{name: {"type": "keyword", "index": False, "doc_values": False} for name in ("packed", "sequence")},
                "held": {"type": "object", "enabled": False},
                "article": _text(ARTICLE),
                "pairs": _text(PAIRS),
                "passages": {
                    "type": "nested",
                    "properties": {"speaker": {"type": "keyword"}, "own": _text(OWN), "around": _text(AROUND)},
                },
            },
        },
    }


def _name(field: str) -> str:
    return f"bm25_{field.rpartition('.')[2]}"


def _similarity(parameters: Parameters, average: float) -> dict[str, Any]:
    k1, b = parameters.k1, parameters.b
    source = (
        f"return query.boost * doc.freq * ({k1} + 1) / "
        f"(doc.freq + {k1} * (1 - {b} + {b} * doc.length / {max(average, 1e-9)!r}));"
    )
    return {"type": "scripted", "script": {"source": source}}


def _text(field: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": "terms", "index_options": "freqs", "similarity": _name(field)}
