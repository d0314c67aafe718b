"""What is asked of OpenSearch, as its JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefbot.model import Filters
from briefbot.retrieval.opensearch import mapping
from briefbot.retrieval.opensearch.records import NO_DATE, token_of
from briefbot.retrieval.opensearch.rescoring import TermGroup
from briefbot.retrieval.scoring import ARTICLE, SURROUNDINGS

Body = dict[str, Any]
NO_LIMITS = Filters()

_BROUGHT = ["key", "date", "names", "packed"]
_BEST_FIRST = [{"_score": "desc"}, {"key": "asc"}]
# A sum that tells more than enough of ids: exact in a float of 64 bits for half a billion documents.
_SUMS = ("check", "passage_count", "length", "pair_length", "own_length", "around_length")
_MOST_LANGUAGES = 500
# OpenSearch takes 1024 clauses by default, and a term is up to three. What is longer than any question is found by its heaviest
# terms, and scored by all.
_MOST_TERMS = 300


def passages(groups: Sequence[TermGroup], filters: Filters, size: int) -> Body:
    """The documents with the highest bounds on the score of one of their passages."""
    own: dict[str, float] = {}
    article: dict[str, float] = {}
    for term, share in (pair for group in groups for pair in group.shares):
        token = token_of(term.text)
        own[token] = own.get(token, 0.0) + share * term.own
        article[token] = article.get(token, 0.0) + share * term.article
    own, article = heaviest(own), heaviest(article)
    near = {token: SURROUNDINGS * boost for token, boost in own.items()}
    said: Body = {"should": [*_terms(mapping.OWN, own), *_terms(mapping.AROUND, near)]}
    if filters.speakers is not None:
        said |= {"filter": [_speakers(filters)], "minimum_should_match": 0}
    whole = {token: ARTICLE * boost for token, boost in article.items()}
    shoulds = [_nested({"bool": said}, "max"), *_terms(mapping.ARTICLE, whole)]
    holds = {"terms": {mapping.ARTICLE: list(article)}}
    query = {"bool": {"filter": [holds, *_limits(filters)], "should": shoulds}}
    return {"size": size, "query": query, "sort": _BEST_FIRST, "_source": _BROUGHT, "track_total_hits": False}


def everything(filters: Filters, size: int) -> Body:
    """The newest documents with passages that the filters let through."""
    some = {"range": {"passage_count": {"gt": 0}}}
    return {
        "size": size,
        "query": {"bool": {"filter": [some, *_limits(filters)]}},
        "sort": [{"date": "desc"}, {"key": "asc"}],
        "_source": _BROUGHT,
        "track_total_hits": False,
    }


def documents(article: Mapping[str, float], pairs: Mapping[str, float], filters: Filters, size: int) -> Body:
    """The documents with the highest scores by all of their terms, and by pairs of them; tokens with their boosts."""
    shoulds = [*_terms(mapping.ARTICLE, heaviest(article)), *_terms(mapping.PAIRS, heaviest(pairs))]
    query = {"bool": {"filter": _limits(filters), "should": shoulds, "minimum_should_match": 1}}
    source = [*_BROUGHT, "sequence"]
    return {"size": size, "query": query, "sort": _BEST_FIRST, "_source": source, "track_total_hits": False}


def own(tokens: Mapping[str, float], size: int) -> Body:
    """The documents with the highest scores of a passage by its own terms alone."""
    query = _nested({"bool": {"should": _terms(mapping.OWN, tokens)}}, "max")
    return {"size": size, "query": query, "sort": _BEST_FIRST, "_source": _BROUGHT, "track_total_hits": False}


def heaviest(boosts: Mapping[str, float]) -> dict[str, float]:
    """As many tokens as one query takes, those with the highest boosts."""
    if len(boosts) <= _MOST_TERMS:
        return dict(boosts)
    return dict(sorted(boosts.items(), key=lambda pair: -pair[1])[:_MOST_TERMS])


def further(body: Body, after: Sequence[Any], least: float | None, size: int) -> Body:
    """What comes behind a hit in the same list, down to a score."""
    more = {**body, "search_after": list(after), "size": size}
    return more if least is None else {**more, "min_score": least}


def frequencies(articles: Sequence[str], passages: Sequence[str], pairs: Sequence[str]) -> Body:
    """In how many articles, passages, and articles as pairs these tokens are."""
    aggregations: Body = {}
    if articles:
        aggregations["articles"] = _filters(mapping.ARTICLE, articles)
    if pairs:
        aggregations["pairs"] = _filters(mapping.PAIRS, pairs)
    if passages:
        aggregations["passages"] = {"nested": {"path": "passages"}, "aggs": {"own": _filters(mapping.OWN, passages)}}
    return {"size": 0, "track_total_hits": False, "aggs": aggregations}


def frequencies_in(answer: Mapping[str, Any]) -> tuple[list[int], list[int], list[int]]:
    """What `frequencies` asked for, in its order."""
    found = answer.get("aggregations", {})
    return (
        _buckets(found.get("articles", {})),
        _buckets(found.get("passages", {}).get("own", {})),
        _buckets(found.get("pairs", {})),
    )


def sums() -> Body:
    """Counts and sums over all documents, and their languages in the order in which they came in."""
    languages = {
        "terms": {"field": "language", "size": _MOST_LANGUAGES, "order": {"first": "asc"}},
        "aggs": {"first": {"min": {"field": "key"}}},
    }
    found: Body = {name: {"sum": {"field": name}} for name in _SUMS}
    found |= {"documents": {"value_count": {"field": "key"}}, "languages": languages}
    return {"size": 0, "track_total_hits": False, "aggs": found}


def scan(source: Iterable[str], size: int, after: int | None = None) -> Body:
    """A page of all documents, ascending by key."""
    body: Body = {
        "size": size,
        "query": {"exists": {"field": "key"}},
        "sort": [{"key": "asc"}],
        "_source": list(source) or False,
        "track_total_hits": False,
    }
    return body if after is None else {**body, "search_after": [after]}


def _terms(field: str, boosts: Mapping[str, float]) -> list[Body]:
    return [{"term": {field: {"value": token, "boost": boost}}} for token, boost in boosts.items()]


def _nested(query: Body, mode: str) -> Body:
    return {"nested": {"path": "passages", "query": query, "score_mode": mode}}


def _speakers(filters: Filters) -> Body:
    return {"terms": {"passages.speaker": sorted(filters.speakers or ())}}


def _limits(filters: Filters) -> list[Body]:
    limits: list[Body] = []
    if filters.speakers is not None:
        limits.append(_nested(_speakers(filters), "none"))
    if filters.sources is not None:
        limits.append({"terms": {"source": sorted(filters.sources)}})
    if filters.languages is not None:
        limits.append({"terms": {"language": sorted(filters.languages)}})
    if filters.documents is not None:
        limits.append({"terms": {"key": sorted(filters.documents)}})
    if filters.since is not None:
        limits.append({"range": {"date": {"gte": filters.since.toordinal()}}})
    if filters.until is not None:
        limits.append({"range": {"date": {"gt": NO_DATE, "lte": filters.until.toordinal()}}})
    return limits


def _filters(field: str, tokens: Sequence[str]) -> Body:
    return {"filters": {"filters": [{"term": {field: token}} for token in tokens]}}


def _buckets(found: Mapping[str, Any]) -> list[int]:
    return [bucket["doc_count"] for bucket in found.get("buckets", ())]
