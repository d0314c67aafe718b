"""Articles to feed the program: made up, each with words that no other one has, and always the same."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PEOPLE = ("Agnes Holm", "Bruno Castell", "Chandra Weiss", "Dorota Lind", "Emeka Stone", "Farida Quill", "Gustav Perron")
_PLACES = ("Northport", "Elmside", "Granville", "Ostby", "Tarn Valley", "Lakemouth")
_SOURCES = ("The Harbour Post", "Elmside Courier", "Valley Wire")
_MATTERS = (
    "the new bridge",
    "river pollution",
    "school meals",
    "the tram line",
    "flood barriers",
    "a hospital wing",
    "apple harvests",
)


def article(number: int) -> dict[str, Any]:
    """The article of this number, as a record of JSON Lines."""
    person, other = _PEOPLE[number % 7], _PEOPLE[(number + 3) % 7]
    place, matter = _PLACES[number % 6], _MATTERS[(number // 7) % 7]
    mark = token(number)
    text = (
        f"Mayor {person} spoke in {place} on {matter} and the plan that is called {mark}.\n\n"
        f'"We will finish {matter} before the winter, and {mark} will pay for it," {person} told reporters.\n\n'
        f'{other}, an engineer, called the promise "a brave guess about {matter}" and asked for figures.\n\n'
        f"The council of {place} votes on Thursday."
    )
    return {
        "id": f"a{number:04}",
        "title": f"{place} and {mark}",
        "source": _SOURCES[number % 3],
        "published": f"2015-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "language": "en",  # told, so that it need not be guessed, which takes longer than all the rest
        "text": text,
    }


def token(number: int) -> str:
    """A word that stands in the article of this number alone: letters, so that no stemmer and no date rule touches it."""
    return "Qu" + "".join("bcdfghjklm"[int(digit)] + "o" for digit in f"{number:04}")


def write_articles(path: Path, numbers: Sequence[int]) -> Path:
    """A file of these articles, one a line."""
    path.write_text("".join(json.dumps(article(number)) + "\n" for number in numbers))
    return path
