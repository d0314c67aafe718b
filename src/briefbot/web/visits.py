"""Visits: what a request for a page says, as values, and the addresses of other pages for whoever made it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from briefbot.dialogue.pages import Pages, anchor_of, document_path, person_path, publisher_path
from briefbot.wording.locale import ReaderLocale, reader_locale
from briefbot.wording.translation import ENGLISH_TAG, spoken

if TYPE_CHECKING:
    from briefbot.archive.archive import Archive
    from briefbot.rendering.blocks import Place

# Longer values than these mean nothing to any page.
_LONGEST = 4_000
_NUMBER = re.compile(r"[0-9]{1,6}")
_ACCEPTED = re.compile(r"\s*(?P<tag>[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=(?P<weight>[01](?:\.[0-9]{0,3})?)\s*)?")
# Languages that a header may name before anybody is sure that it is no browser's.
_MOST_ACCEPTED = 20


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page: by whom is not in it.

    `path` is written as in an address; `named` is what it names: a document, a person, a publisher; empty for other pages.
    `chosen` is the language in the address, which links keep; None where the browser's is taken. `now` is aware. `origin` is
    where the pages are reached, without a slash at its end. `is_loading` says that what answers questions is not there yet.
    """

    archive: "Archive" = field(repr=False)
    path: str
    fields: Mapping[str, Sequence[str]]
    locale: ReaderLocale
    chosen: str | None
    now: datetime
    origin: str
    named: str = ""
    is_private: bool = False
    is_loading: bool = False

    @property
    def today(self) -> date:
        """The day by which dates in questions are read."""
        return self.now.date()

    @property
    def pages(self) -> Pages:
        """The pages by their whole addresses."""
        return Pages(self.origin)

    def get(self, name: str) -> str:
        """The first value of a field, empty where it has none."""
        return next(iter(self.fields.get(name, ())), "")

    def number(self, name: str) -> int:
        """A field that holds a number, from 0; what is none is 0."""
        value = self.get(name)
        return int(value) if _NUMBER.fullmatch(value) else 0

    def to(self, path: str, /, **fields: object) -> str:
        """The address of another page, in the language that was chosen; a field without a value is left out."""
        given = {**fields, "lang": self.chosen}
        path, _, anchor = path.partition("#")
        pairs = [(name, one) for name, value in given.items() for one in _values(value)]
        query = ("&" if "?" in path else "?") + urlencode(pairs, errors="surrogatepass") if pairs else ""
        return f"{path}{query}{'#' if anchor else ''}{anchor}"

    def again(self, **changes: object) -> str:
        """The address of this page with other values of some fields; None takes one away."""
        fields = {name: list(values) for name, values in self.fields.items() if name != "lang"}
        return self.to(self.path, **{**fields, **changes})

    def to_place(self, place: "Place") -> str:
        """The address at which words are shown in their document."""
        return self.to(document_path(place.document, anchor_of(place.words)))

    def to_picture(self, place: "Place") -> str:
        """The address of a picture of words."""
        return self.to("/card.png", id=place.document, w=anchor_of(place.words))

    def to_words(self, document_id: str, words: str) -> str:
        """The address at which these words are shown in a document."""
        return self.to(document_path(document_id, anchor_of(words)))

    def to_document(self, document_id: str) -> str:
        """The address of a document."""
        return self.to(document_path(document_id))

    def to_person(self, name: str) -> str:
        """The address of a person."""
        return self.to(person_path(name))

    def to_publisher(self, name: str) -> str:
        """The address of a publisher."""
        return self.to(publisher_path(name))

    def in_language(self, tag: str) -> str:
        """This page in another language."""
        return replace(self, chosen=tag).again()


def _values(value: object) -> Sequence[object]:
    if value is None or value in ("", 0):
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def fields_of(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """The fields of an address, each with its values in their order, without signs that no text of an archive has."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value.replace("\0", "")[:_LONGEST])
    return found


def locale_of(chosen: str | None, accepted: str) -> ReaderLocale:
    """How a visitor is spoken to: in the language that the address names, or else the browser wants most."""
    return reader_locale(spoken(chosen) or _wanted(accepted))


def _wanted(accepted: str) -> str:
    """Of the languages that Briefbot speaks, the one that a header Accept-Language wants most; English where it wants none."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(",")[:_MOST_ACCEPTED]:
        match = _ACCEPTED.fullmatch(part)
        if match and (tag := spoken(match["tag"])):
            weighed.append((float(match["weight"] or 1), tag))
    best = max(weighed, key=lambda one: one[0], default=(0.0, ENGLISH_TAG))
    return best[1] if best[0] > 0 else ENGLISH_TAG
