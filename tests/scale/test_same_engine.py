"""OpenSearch on a real cluster: the same answers as the built-in engine's, before and after changes."""

import random
import uuid
from datetime import date
from functools import partial

from small_archives import WORDS, document
from tools.opensearch.cluster import Cluster

from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, IndexedDocument
from briefbot.retrieval.opensearch import queries
from briefbot.retrieval.opensearch.one_index import _brought
from briefbot.retrieval.opensearch.rescoring import best, scored
from support.engines import engine_at, hold_to_the_same, kept

QUESTIONS = (
    "bridge river",
    "What did the mayor say about the flood?",
    "Brigde of Haris",
    "school",
    "Лавров",
    "U.S. money vote",
)


def made(keys: range, seed: int = 1) -> list[IndexedDocument]:
    """Documents of words that others have as well, some of them long, so that lengths are rounded."""
    chance = random.Random(seed)  # noqa: S311 (always the same)
    found = []
    for key in keys:
        text = " ".join(
            " ".join(chance.choices(WORDS, k=chance.choice((3, 8, 30, 70)))).capitalize() + "."
            for _ in range(chance.randint(1, 9))
        )
        speakers = chance.choices((None, "Ada Holm", "Ben Stone"), k=3)
        published = chance.choice((None, date(2015, 1, 1), date(2015, 6, 30), date(2016, 2, 29)))
        source = chance.choice((None, "The Post", "The Wire"))
        found.append(document(key, text, "A bridge" if key % 3 else None, source, published, speakers=speakers))
    return found


def test_a_cluster_finds_what_the_built_in_engine_finds(cluster: Cluster) -> None:
    """Passages, documents, words, weights and scores are the same, whatever the limits, in one shard and in three."""
    documents = made(range(1, 240))
    built_in = ArchiveIndex.build(documents)
    for shards in (1, 3):
        engine = engine_at(f"{cluster.setting(uuid.uuid4().hex)}?shards={shards}")
        hold_to_the_same(built_in, kept(engine, documents), QUESTIONS, k=12)


def test_a_cluster_finds_the_same_after_changes(cluster: Cluster) -> None:
    """Documents that came, went and changed are counted as they are now, not as they were."""
    engine, before = engine_at(cluster.setting(uuid.uuid4().hex)), made(range(1, 120))
    kept(engine, before)
    gone, added = set(range(1, 120, 5)), made(range(100, 180), seed=2)
    engine.keep(engine.updated(engine.load().retriever, added, gone), "1.2.b")
    found = engine.load().retriever
    assert found is not None
    now = {one.key: one for one in (*(one for one in before if one.key not in gone), *added)}
    hold_to_the_same(ArchiveIndex.build(now[key] for key in sorted(now)), found, QUESTIONS, k=12)


def test_what_opensearch_scores_is_never_below_the_exact_score(cluster: Cluster) -> None:
    """Lengths that it keeps in a byte are rounded down, so that its scores are bounds: what is not brought is not better."""
    documents = made(range(1, 240))
    index = kept(engine_at(cluster.setting(uuid.uuid4().hex)), documents)
    one = index._index
    for question in QUESTIONS[:4]:
        groups = one.frequencies.resolved(partial(one._groups, question))
        (answer,), _ = index.held.search([queries.passages(groups, Filters(), 300)])
        for hit in answer["hits"]["hits"]:
            brought = [_brought(hit)]
            exact = best(scored(brought, groups, one._means), brought, 1)[0].score
            assert exact <= hit["sort"][0] * index.statistics.slack
