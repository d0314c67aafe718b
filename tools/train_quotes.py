"""Train and measure the model that attributes quotations.

    python tools/train_quotes.py train GOLD.jsonl TEXTS > src/briefbot/reading/quotes/weights.json
    python tools/train_quotes.py folds GOLD.jsonl TEXTS FOLDS.tsv > PREDICTIONS.jsonl
    python tools/train_quotes.py predict TEXTS > PREDICTIONS.jsonl

GOLD has one line an article: {"file": NAME, "quotes": [{"start", "end", "source_text", "source_start", "source_end",
"source_type": "name" | "pronoun" | "nominal" | "none", "source_names": [NAME, …]}], "ignored": [{"start", "end"}]}; TEXTS is
a folder with NAME.txt. Offsets are code points; "source_…" says where the article points at the speaker. A marked span of three
words or more that is in neither list is nobody's words. FOLDS has lines "NAME<tab>FOLD" under one line of headings: "folds"
attributes each article with a model that was trained on the other folds. PREDICTIONS is what `briefbot quotes --json` prints.

The ranking weights are fitted here (a softmax regression with an L2 penalty, by L-BFGS from zero: no chance is in it, the same
data give the same bytes). Those for the antecedents of pronouns are copied from tools/antecedents.json: there is too little
annotated data to fit them each time; docs/know/figures.md tells how they were found and measured.
"""

import argparse
import collections
import json
import pathlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefbot.model import Quote
from briefbot.reading.quotes.attribution import candidates, choose, quotes, read, resolver_of, signs_of
from briefbot.reading.quotes.calibration import LOGIT, logit
from briefbot.reading.quotes.features import Previous
from briefbot.reading.quotes.mentions import NAME, NOMINAL, Mention
from briefbot.reading.quotes.ranking import Model, shipped
from briefbot.reading.quotes.reading import Reading
from briefbot.reading.quotes.templates import Sums, feature_names

Gold = dict[str, Any]
Vector = NDArray[np.float64]
PENALTY = 3.0
RAREST = 2  # a feature that fewer candidates have is left out
SMALLEST = 0.03  # weights nearer to zero are not written
TEMPERATURE = 1.0
# Below this a name is not shown: docs/know/figures.md draws what a line costs.
THRESHOLD = 0.55
OVERLAP = 0.8  # intersection over union from which on a marked span is the annotated one
PARTS = 5  # in which articles are held out in turn to calibrate
STEPS = 25
SHORTEST = 3  # words; shorter spans are not annotated
ANTECEDENTS = pathlib.Path(__file__).with_name("antecedents.json")


class Outcome(NamedTuple):
    """A choice that shows a name: its probability, the signs that tell how far to trust it, and whether it is right."""

    probability: float
    signs: tuple[str, ...]
    right: bool


class Example(NamedTuple):
    """One quotation: features of each candidate and of the answer "nobody's words" (the last), and which are right."""

    candidates: list[list[str]]
    nobody: tuple[str, ...]
    right: frozenset[int]


def overlap(a: Gold, start: int, end: int) -> float:
    """Intersection over union of an annotated span and another."""
    common = min(a["end"], end) - max(a["start"], start)
    return max(0.0, float(common / (max(a["end"], end) - min(a["start"], start))))


def matching(spans: list[Gold], start: int, end: int) -> Gold | None:
    """The annotated span that this one is."""
    best = max(spans, key=lambda span: overlap(span, start, end), default=None)
    return best if best is not None and overlap(best, start, end) >= OVERLAP else None


def family_name(name: str) -> str:
    """The last capitalised word."""
    return next((word for word in reversed(re.findall(r"[\w'’-]+", name)) if word[0].isupper()), "")


def targets(gold: Gold, found: list[Mention], reading: Reading) -> list[int]:
    """Which candidates are the annotated source: those of its name where it has one, else the first that it covers."""
    if gold["source_start"] is None:
        return []
    covered = [
        i
        for i, m in enumerate(found)
        if reading.stream.starts[m.start] < gold["source_end"] and gold["source_start"] < reading.stream.end(m.end - 1)
    ]
    names = {family_name(name) for name in gold.get("source_names") or [gold["source_text"]]}
    if gold["source_type"] == "name":
        exact = [i for i in covered if found[i].kind == NAME and family_name(" ".join(found[i].core)) in names]
        return exact or covered[:1]
    # "Ann Lee's campaign": the campaign's words, not its owner's
    owned = [i for i in covered if found[i].kind == NOMINAL and covered and found[i].start == found[covered[0]].end]
    return owned[:1] or covered[:1]


def examples(article: Gold, text: str, model: Model) -> Iterator[Example]:
    """The article's quotations as training examples; the speakers before each are the annotated ones."""
    reading = read(text, "en", model)
    resolver = resolver_of(reading)
    previous = Previous(None, -1, -1)
    for q, marked in enumerate(reading.marked):
        if marked.spoken:
            continue  # a turn of a transcript has its speaker by its label
        situation = reading.maker.situation(q)
        found = candidates(reading, resolver, situation, previous)
        features = [feature_names(one) for one in reading.maker.features(situation, found, previous, q)]
        gold = matching(article["quotes"], marked.start, marked.end)
        if gold is not None:
            right = targets(gold, found, reading)
            if right:
                yield Example(features, situation.own, frozenset(right))
                previous = Previous(found[right[0]], situation.token, marked.group)
                entity, _ = resolver.entity(found[right[0]])
                if entity is not None:
                    resolver.spoke(situation.token, entity.number)
        elif matching(article.get("ignored", []), marked.start, marked.end) is None and is_long(
            text[marked.start : marked.end]
        ):
            yield Example(features, situation.own, frozenset([len(found)]))


def outcomes(article: Gold, text: str, model: Model) -> Iterator[Outcome]:
    """What came of the choices of a model that was not trained on the article, where they show a name."""
    reading = read(text, "en", model)
    resolver = resolver_of(reading)
    previous = Previous(None, -1, -1)
    for q, marked in enumerate(reading.marked):
        if marked.spoken:
            continue
        choice = choose(reading, resolver, q, previous)
        if choice.mention is None:
            continue
        previous = Previous(choice.mention, choice.situation.token, marked.group)
        entity, _ = resolver.entity(choice.mention)
        if entity is None:
            continue
        resolver.spoke(choice.situation.token, entity.number)
        gold = matching(article["quotes"], marked.start, marked.end)
        words = text[marked.start : marked.end]
        if gold is not None and gold["source_start"] is not None:
            mentions = reading.mentions
            right = {id(mentions[i]) for i in targets(gold, mentions, reading)}
            same = {mentions[i].entity for i in targets(gold, mentions, reading)} - {-1}
            hit = id(choice.mention) in right or entity.number in same
        elif gold is not None or not is_long(words) or matching(article.get("ignored", []), marked.start, marked.end):
            continue
        else:
            hit = False
        yield Outcome(choice.probability, signs_of(reading, choice.situation, choice.mention, entity), hit)


def calibration(seen: Sequence[Outcome]) -> dict[str, float]:
    """The weights of a logistic regression of what came right on the log odds and the signs, by Newton's method."""
    names = [LOGIT, *common(sign for one in seen for sign in one.signs)]
    rows = np.array([[logit(one.probability), *(float(name in one.signs) for name in names[1:])] for one in seen])
    right = np.array([float(one.right) for one in seen])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (shares - right) + weights
        bend = (rows * (shares * (1 - shares))[:, None]).T @ rows + np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def is_long(words: str) -> bool:
    """Whether a marked span is long enough for its absence from the annotation to mean something."""
    return len(re.findall(r"[^\W_]+(?:[’'.&\-][^\W_]+)*", words)) >= SHORTEST


def common(names: Iterable[str]) -> list[str]:
    """The features that are not too rare, sorted."""
    counts = collections.Counter(names)
    return sorted(name for name, count in counts.items() if count >= RAREST)


def train(data: list[Example], antecedents: dict[str, float]) -> Model:
    """The model that makes the annotated sources likeliest, under the penalty."""
    candidate = common(name for one in data for features in one.candidates for name in features)
    nobody = common(name for one in data for name in one.nobody)
    places = {name: i for i, name in enumerate(candidate)}, {name: len(candidate) + i for i, name in enumerate(nobody)}
    weights = minimum(objective(data, places, len(candidate) + len(nobody)), len(candidate) + len(nobody))
    fitted = [
        {name: round(float(weights[place]), 3) for name, place in table.items() if abs(weights[place]) >= SMALLEST}
        for table in places
    ]
    return Model(Sums(fitted[0]), fitted[1], antecedents, TEMPERATURE, THRESHOLD)


def objective(
    data: list[Example], places: tuple[dict[str, int], dict[str, int]], size: int
) -> Callable[[Vector], tuple[float, Vector]]:
    """The penalised negative log-likelihood and its gradient, as a function of the weights."""
    feature: list[int] = []
    row: list[int] = []
    group: list[int] = []
    right: list[bool] = []
    for g, one in enumerate(data):
        for i, names in enumerate([*one.candidates, one.nobody]):
            table = places[i == len(one.candidates)]
            known = [table[name] for name in names if name in table]
            feature += known
            row += [len(group)] * len(known)
            group.append(g)
            right.append(i in one.right)
    features, rows, groups, rights = np.array(feature), np.array(row), np.array(group), np.array(right)
    starts = np.searchsorted(groups, np.arange(len(data)))

    def value(weights: Vector) -> tuple[float, Vector]:
        scores = np.bincount(rows, weights[features], minlength=len(groups))
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        shares = powers / np.add.reduceat(powers, starts)[groups]
        hits = np.where(rights, shares, 0.0)
        likelihood = np.add.reduceat(hits, starts)
        slope = shares - hits / likelihood[groups]
        gradient = np.bincount(features, slope[rows], minlength=size) + PENALTY * weights
        return float(-np.log(likelihood).sum() + 0.5 * PENALTY * weights @ weights), gradient

    return value


def minimum(function: Callable[[Vector], tuple[float, Vector]], size: int, steps: int = 150, memory: int = 10) -> Vector:
    """Where a smooth function is least, by L-BFGS with a halving line search (Nocedal and Wright, Algorithm 7.5)."""
    point = np.zeros(size)
    value, gradient = function(point)
    history: collections.deque[tuple[Vector, Vector]] = collections.deque(maxlen=memory)
    for _ in range(steps):
        direction = two_loops(gradient, history)
        length = 1.0
        while True:
            next_value, next_gradient = function(point - length * direction)
            if next_value <= value - 1e-4 * length * gradient @ direction or length < 1e-8:
                break
            length /= 2
        moved, changed = -length * direction, next_gradient - gradient
        if moved @ changed > 1e-10:
            history.append((moved, changed))
        done = value - next_value < 1e-5 * abs(value)
        point, value, gradient = point + moved, next_value, next_gradient
        if done:
            break
    return point


def two_loops(gradient: Vector, history: collections.deque[tuple[Vector, Vector]]) -> Vector:
    """The L-BFGS direction."""
    direction = gradient.copy()
    steps = []
    for moved, changed in reversed(history):
        step = (moved @ direction) / (changed @ moved)
        steps.append(step)
        direction -= step * changed
    if history:
        moved, changed = history[-1]
        direction *= (moved @ changed) / (changed @ changed)
    else:
        direction /= max(1.0, float(np.abs(gradient).sum()) / 10)
    for (moved, changed), step in zip(history, reversed(steps), strict=True):
        direction += (step - (changed @ direction) / (changed @ moved)) * moved
    return direction


def untrained() -> Model:
    """A model that knows only the antecedents."""
    return Model(Sums({}), {}, json.loads(ANTECEDENTS.read_text("utf-8")), TEMPERATURE, THRESHOLD)


def all_examples(articles: list[Gold], texts: pathlib.Path) -> dict[str, list[Example]]:
    """The examples of each article."""
    model = untrained()
    return {article["file"]: list(examples(article, text_of(texts, article["file"]), model)) for article in articles}


def text_of(texts: pathlib.Path, name: str) -> str:
    """An article's text, with its line ends as they are."""
    return (texts / f"{name}.txt").read_bytes().decode("utf-8")


def written(model: Model) -> str:
    """The model as the package ships it: JSON, a weight a line."""
    fields = {name: value for name, value in model._asdict().items() if name != "unknown"}
    fields["candidate"] = model.candidate.weights
    return json.dumps(fields, ensure_ascii=False, indent=0, sort_keys=True)


def predictions(name: str, text: str, model: Model) -> Iterator[str]:
    """The quotations of a text as `briefbot quotes --json` prints them."""
    reading = read(text, "en", model)
    for quote, marked in zip(quotes(reading, resolver_of(reading)), reading.marked, strict=True):
        if not marked.spoken:
            yield json.dumps(prediction(name, text, quote), ensure_ascii=False)


def prediction(name: str, text: str, quote: Quote) -> dict[str, object]:
    """One quotation as a record."""
    source = quote.source
    return {
        "document": name, "start": quote.span.start, "end": quote.span.end, "text": quote.span.of(text),
        "kind": quote.kind.value,
        "speaker": source.speaker, "mention": source.mention and source.mention.of(text),
        "mention_start": source.mention and source.mention.start, "mention_end": source.mention and source.mention.end,
        "cue": source.cue and source.cue.of(text), "attribution": source.attribution.value, "confidence": source.confidence,
        "group": quote.group,
    }  # fmt: skip


def read_lines(path: pathlib.Path) -> list[Gold]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def calibrated_model(gold: Sequence[Gold], texts: pathlib.Path, data: dict[str, list[Example]]) -> Model:
    """The model that is trained on these articles, calibrated on what models of four fifths of them make of the last fifth."""
    antecedents: dict[str, float] = untrained().antecedent  # type: ignore[assignment]
    seen: list[Outcome] = []
    for part in range(PARTS):
        rest = [one for at, article in enumerate(gold) if at % PARTS != part for one in data[article["file"]]]
        model = train(rest, antecedents)
        for article in gold[part::PARTS]:
            seen += outcomes(article, text_of(texts, article["file"]), model)
    whole = train([one for article in gold for one in data[article["file"]]], antecedents)
    return whole._replace(calibration=calibration(seen))


def run_train(arguments: argparse.Namespace) -> None:
    """Write the model that is trained on everything."""
    gold = read_lines(arguments.gold)
    print(written(calibrated_model(gold, arguments.texts, all_examples(gold, arguments.texts))))


def run_folds(arguments: argparse.Namespace) -> None:
    """Write each article's quotations as the model of the other folds attributes them."""
    fold = dict(line.split("\t") for line in arguments.folds.read_text("utf-8").splitlines()[1:])
    gold = read_lines(arguments.gold)
    data = all_examples(gold, arguments.texts)
    for held_out in sorted(set(fold.values())):
        model = calibrated_model([article for article in gold if fold[article["file"]] != held_out], arguments.texts, data)
        for name in data:
            if fold[name] == held_out:
                for line in predictions(name, text_of(arguments.texts, name), model):
                    print(line)


def run_predict(arguments: argparse.Namespace) -> None:
    """Write the quotations of a folder's texts as the shipped model attributes them."""
    for path in sorted(arguments.texts.glob("*.txt")):
        for line in predictions(path.stem, text_of(arguments.texts, path.stem), shipped()):
            print(line)


def main() -> None:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run, inputs in (
        ("train", run_train, ("gold", "texts")),
        ("folds", run_folds, ("gold", "texts", "folds")),
        ("predict", run_predict, ("texts",)),
    ):
        command = commands.add_parser(name, help=run.__doc__)
        command.set_defaults(run=run)
        for argument in inputs:
            command.add_argument(argument, type=pathlib.Path)
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    arguments.run(arguments)


if __name__ == "__main__":
    main()
