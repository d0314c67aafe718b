"""Verifying: a quotation checked against an archive, by the passages that ranking finds for its words."""

from collections.abc import Sequence
from dataclasses import replace

from briefbot.archive.view import View
from briefbot.checking.claims import LONGEST, Claim
from briefbot.checking.quotations import Source
from briefbot.checking.verdict import unchecked, verify
from briefbot.checking.wording import once
from briefbot.model import Verdict, Verification
from briefbot.retrieval import WordingHit, checksum

# How many passages are looked into at first, for each part of the words; where all of them have the words, more are.
_DEPTH, _DEEPEST = 12, 768
# A text so many times as long as the longest that is checked is looked through for words that are there again and again.
_MOST_REPEATED = 10
# A quotation goes on in so many passages before and behind one that was found: its paragraphs, its parts between tags.
_REACH = 2


def verified(view: View, claim: Claim) -> Verification:
    """The verdict of an archive on a claim; words that are there several times over are checked once."""
    if len(claim.words) <= _MOST_REPEATED * LONGEST:
        claim = replace(claim, words=once(claim.words))
    reason = unchecked(claim)
    if reason is not None:
        return Verification(Verdict.ABSENT, claim.words, claim.by, unchecked=reason)
    people = view.reader.people_called(claim.by) if claim.by else ()
    depth = _DEPTH
    while True:
        hits = view.index.wording(claim.words, depth)
        found = verify(claim, people, _sources(view, hits), view.reader.person)
        if depth >= _DEEPEST or len(hits) < depth or 2 * len(found.evidence) < depth:
            return found
        depth *= 4


def _sources(view: View, hits: Sequence[WordingHit]) -> list[Source]:
    """The documents of what was found, those found first first; a passage with other words than were indexed is none of it."""
    indexed = {(hit.document, hit.ordinal): hit.checksum for hit in hits}
    stored = view.store.passages_around(indexed.keys(), _REACH)
    found: dict[int, set[int]] = {}
    for (key, ordinal), words in indexed.items():
        document, passages = stored.get(key, (None, {}))
        if document and ordinal in passages and checksum(passages[ordinal].span.of(document.text)) == words:
            found.setdefault(key, set()).add(ordinal)
    return [Source(key, *stored[key], frozenset(ordinals)) for key, ordinals in found.items()]
