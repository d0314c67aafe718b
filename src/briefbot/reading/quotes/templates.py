"""Feature templates: which names the ranking model knows a candidate by, in groups of what they are made of.

Names are crossings of a few signs: what somebody is to the verbs, with what stands before the marks. Most candidates share a
group of crossings with others, so that its weights are added up once: to write all names and look each up took an eighth of
the time of reading. The signs, by their names here: `relation` to the verbs of saying around the words; `t` the type of the
mention, `kind` whether it describes or owns; `left`, `right`, `heads` what stands beside it; `subject`, `lemma` its verb;
`side` (b before the words, a behind them), `rank` (side and how many stand between), `gap` in sentences, `where` in paragraphs,
`between` in quotations, `near` in words; `again`, `continues` whether who spoke before goes on; and of the words `prior`,
`following`, `shape`, `opens`, `chained`, `cues`.
"""

from collections.abc import Callable, Iterable, Mapping

# A name of its own, or a group: the key of its template, and the signs that its names are made of.
Feature = str | tuple[str, ...]
Names = tuple[str, ...]

_MOST = 50_000  # groups whose weights are remembered: some 12 MB


# Each of these has few combinations of signs: grouped so that of 91,728 candidates in 840 articles 19 in 20 find a sum made.


def _kind(relation: str, t: str, prior: str, chained: str) -> Names:
    return f"r{relation}{t}", f"r{relation}{t}{prior}{chained}"


def _around(relation: str, cues: str, following: str, shape: str) -> Names:
    return f"r{relation}{cues}", f"r{relation}{following}", f"r{relation}{shape}{cues}"


def _opening(relation: str, again: str, subject: str, side: str, prior: str, opens: str) -> Names:
    return (
        f"r{relation}{again}", f"r{relation}{prior}{opens}",
        f"s{subject}{side == 'b'}{prior}{opens}", f"s{subject}{relation}{again}{prior}",
    )  # fmt: skip


def _apart(relation: str, subject: str, between: str, gap: str, chained: str, rank: str, where: str) -> Names:
    return f"r{relation}{between}{gap}{chained}", f"{rank}{gap}{between}{where}", f"s{subject}{gap}{rank}"


def _verb(relation: str, lemma: str, side: str, gap: str) -> Names:
    return f"r{relation}|{lemma}", f"{lemma}{side == 'b'}{gap}"


def _left(left: str, heads: str, t: str, side: str, gap: str, between: str) -> Names:
    return f"l{left}{side == 'b'}{gap}{t}", f"h{heads}{t}{gap}{between}"


def _right(right: str, t: str, side: str, gap: str) -> Names:
    return (f"n{right}{side == 'b'}{gap}{t}",)


def _near(relation: str, near: str, left: str, heads: str, continues: str) -> Names:
    return f"r{relation}{near}{left}", f"h{heads}{relation}", f"g{continues}{relation}"


def _place(t: str, kind: str, rank: str, where: str, gap: str, near: str, continues: str) -> Names:
    return f"t{t}{rank}{where}", f"d{near}{rank[0] == 'b'}{where}{t}", f"g{continues}{t}{where}{gap}", f"t{t}{kind}"


def _again(again: str, prior: str, shape: str, opens: str, where: str, gap: str, continues: str) -> Names:
    return f"a{again}{prior}{shape}{opens}", f"a{again}{where}{gap}{prior}", f"g{continues}{again}{where}"


def _cues(cues: str, again: str, between: str, t: str, side: str) -> Names:
    return f"a{again}{between}{cues}", f"t{t}{cues}{side == 'b'}"


def _rank(rank: str, following: str, prior: str) -> Names:
    return (f"{rank}{following}{prior}",)


def _heads(heads: str, prior: str, cues: str) -> Names:
    return (f"h{heads}{prior}{cues}",)


_TEMPLATES: Mapping[str, Callable[..., Names]] = {
    "kind": _kind, "around": _around, "opening": _opening, "apart": _apart, "verb": _verb, "left": _left, "right": _right,
    "near": _near, "place": _place, "again": _again, "cues": _cues, "rank": _rank, "heads": _heads,
}  # fmt: skip


def feature_names(features: Iterable[Feature]) -> list[str]:
    """The names of features, one by one, as a model is trained on them."""
    return [name for feature in features for name in _names(feature)]


def _names(feature: Feature) -> Names:
    return (feature,) if isinstance(feature, str) else _TEMPLATES[feature[0]](*feature[1:])


class Sums(dict[Feature, float]):
    """Weights of names, and of groups of names: each group's are added up the first time that it is asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Remember nothing yet; `weights` are by name, and 0 where they have none."""
        super().__init__()
        self.weights = weights

    def __missing__(self, feature: Feature) -> float:
        """Add up the weights of a feature's names."""
        if len(self) >= _MOST:
            self.clear()
        get = self.weights.get
        found = self[feature] = sum([get(name, 0.0) for name in _names(feature)])
        return found
