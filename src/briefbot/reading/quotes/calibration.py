"""How often a mention that was chosen is the speaker's: the model's own probability, corrected by what else is told of it.

The model is surer than it is right where no verb points at the speaker, and less sure than it is right of a pronoun beside the
words. How much each sign counts is fitted on articles that the model was not trained on.
"""

import math
from collections.abc import Sequence

from briefbot.reading.quotes.features import Situation
from briefbot.reading.quotes.mentions import Mention
from briefbot.reading.quotes.ranking import Weights

LOGIT = "logit"
_FAR = 40  # tokens from a mention to the words behind it
_FEW = ("size1", "size2", "size3")
_EDGE = 5e-4  # no probability is nearer to 0 or 1


def signs(situation: Situation, mention: Mention, *, by_verb: bool, single: bool) -> tuple[str, ...]:
    """What tells how far a choice can be trusted.

    `by_verb` says that the mention is the subject of a verb of saying, `single` that the name shown is one word.
    """
    told = {
        mention.kind: True,
        f"one word, {mention.kind}": single,
        "no verb": not by_verb,
        "title": situation.own[1][0] == "t",
        "few": situation.own[0] in _FEW,
        "fragment": situation.context[1][0] == "s",
        "far": situation.token - mention.end > _FAR,
        "behind": mention.start > situation.token,
    }
    return tuple(sign for sign, holds in told.items() if holds)


def calibrated(weights: Weights, probability: float, told: Sequence[str]) -> float:
    """The share of such choices that is right, 0 to 1; the probability itself where nothing was fitted."""
    if not weights:
        return probability
    score = weights.get(LOGIT, 1.0) * logit(probability) + sum(weights.get(sign, 0.0) for sign in told)
    return 1 / (1 + math.exp(-score))


def logit(probability: float) -> float:
    """The log odds of a probability, which is kept from 0 and 1."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))
