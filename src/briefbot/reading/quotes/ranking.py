"""The ranking model: a softmax over a quotation's candidates and the answer "nobody's words", linear in named features."""

import functools
import importlib.resources
import itertools
import json
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from briefbot.reading.quotes.templates import Feature, Sums

Weights = Mapping[str, float]


class Model(NamedTuple):
    """Weights of features, for candidates and for the answer "nobody's words"; and the calibration of probabilities.

    `unknown` is the score of somebody who is no candidate, where a language reckons with that; `calibration` weighs what tells
    how far a choice can be trusted; a choice less probable than `goes_on` says nothing of the words that follow.
    """

    candidate: Sums
    nobody: Weights
    antecedent: Weights
    temperature: float
    threshold: float
    unknown: float = -math.inf
    calibration: Weights = MappingProxyType({})
    goes_on: float = 0.0


@functools.cache
def shipped() -> Model:
    """The model that ships with the package; `tools/train_quotes.py` makes it."""
    data = json.loads(importlib.resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
    return Model(**{name: data[name] for name in Model._fields if name in data} | {"candidate": Sums(data["candidate"])})


def probabilities(model: Model, candidates: Sequence[Sequence[Feature]], nobody: Sequence[str]) -> list[float]:
    """The probability of each candidate and, last, of "nobody's words"; with that of somebody unknown they add up to 1."""
    weigh = model.candidate.__getitem__
    scores = [sum(map(weigh, features)) for features in candidates]
    scores.append(sum(map(model.nobody.get, nobody, itertools.repeat(0.0))))
    top = max(scores)
    powers = [math.exp((score - top) / model.temperature) for score in scores]
    total = sum(powers) + math.exp((model.unknown - top) / model.temperature)
    return [power / total for power in powers]
