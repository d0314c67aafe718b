"""What somebody follows, read by the code that reads questions."""

import re
from dataclasses import replace
from datetime import date

from briefbot.answering.questions.model import Query
from briefbot.answering.questions.publishers import is_publisher
from briefbot.answering.questions.reading import Reader, read_limits

# What leads over from a name to the topic, or from it to a paper, and is no part of it.
_LEADING = re.compile(r"^(?:(?:on|about|regarding|and|о|об|обо|про|насчёт|насчет)\s+)+", re.IGNORECASE)
# Signs around a topic that are no part of it.
_AROUND = " ,:;.?!…"
_TRAILING = re.compile(r"(?:\s+(?:from|in|of|из|в|от))+$", re.IGNORECASE)
# What stands around the name of a paper that somebody wants, and says no more.
_ONLY = re.compile(r"^(?:(?:only|just|all|from|только|всё|все|из|от)\s+)+|\s+(?:only|alone)$", re.IGNORECASE)


def read_follow(reader: Reader, typed: str, today: date) -> Query:
    """What a follow asks for: the words of these people, on this topic, in these papers.

    It looks at what comes, so that days in it limit nothing. Whoever is named is asked for alone, as by hand. It is read anew
    for each digest: a name that nobody had yesterday may be a speaker's today. A paper's name alone asks for all that it
    prints, unless somebody is called so.
    """
    words, asked, _ = read_limits(typed, today)
    query = reader.read(words, today, asked)
    paper = _ONLY.sub("", words.strip(_AROUND))
    if not (asked.source or query.people) and any(
        is_publisher(paper, one.name) for one in reader.catalogue.publishers if one.name
    ):
        query = reader.read("", today, replace(asked, source=paper))
    topic = _TRAILING.sub("", f" {_LEADING.sub('', query.topic.strip(_AROUND))}").strip()
    return replace(query, topic=topic, since=None, until=None, people_by_hand=bool(query.people), strangers=(), choices=())


def follow_text(query: Query) -> str | None:
    """What to follow for more of what a question asked for; None where it asked for nothing in particular."""
    about = query.topic.strip(_AROUND)
    names = ", ".join(query.people)
    papers = "".join(f' from:"{source}"' for source in query.sources or ())
    text = (f"{names}: {about}" if names and about else names or about) + papers
    return text.strip() or None
