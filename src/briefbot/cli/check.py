"""`briefbot check`: whether anybody said it: one quotation, or a file of them."""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from briefbot.archive import Archive
from briefbot.checking.claims import Claim, read_claim
from briefbot.cli.claims import Item, claims_in, claims_of_article, data_of
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import ready
from briefbot.cli.output import print_json, say
from briefbot.console.characters import Words
from briefbot.dialogue.replies import Checked
from briefbot.errors import InputError
from briefbot.language.facts import closed
from briefbot.model import Verification
from briefbot.rendering import checking, phrases, records
from briefbot.rendering.text import plain

# A line of a report has so many characters of the quotation.
_SHOWN = 70
# One word that is the path of a file rather than anybody's words.
_FILE = re.compile(r"\S*[^\s.]\.(?:txt|csv|tsv|jsonl?|ndjson|html?|md|pdf|docx|eml)|\.{0,2}/\S+")


@click.command("check")
@click.argument("words", nargs=-1, required=True, type=Words(), metavar="WORDS...|FILE")
@click.option("--by", type=Words(), metavar="NAME", help="Who is said to have spoken the words.")
@click.option("--article", is_flag=True, help="FILE is an article: check what it quotes, each as the words of whom it names.")
@click.option("--json", "as_json", is_flag=True, help="Print a record for each quotation.")
@click.pass_context
def command(context: click.Context, *, words: tuple[str, ...], by: str | None, article: bool, as_json: bool) -> None:
    """Check a quotation: did anybody say it, exactly, otherwise, somebody else, or nobody in this archive?

    FILE, or - for standard input, holds a quotation a line, as text (“words” by Name) or as JSON ({"id", "text", "by"}), or
    is a table (CSV) with the columns text and by. The exit status tells whether all could be read, whatever the verdicts are.
    """
    name = words[0] if len(words) == 1 and (words[0] == "-" or Path(words[0]).is_file()) else None
    if article and name is None:
        raise click.UsageError("--article wants the file of an article.")
    if name is None and len(words) == 1 and _FILE.fullmatch(words[0]):
        raise InputError(
            f"{words[0]}: there is no such file. Words to check that look like one go between quotation marks: “…”."
        )
    with ready(reads=True) as briefbot:
        if name is None:
            _check(briefbot, " ".join(words), by, as_json=as_json)
            return
        read = claims_of_article if article else claims_in
        whole = _check_all(briefbot, read(name, data_of(name, sys.stdin.buffer)), by, as_json=as_json)
    context.exit(0 if whole else SOME_FAILED)


def _check(briefbot: Archive, typed: str, by: str | None, *, as_json: bool) -> None:
    claim = Claim(typed, by) if by else read_claim(typed)
    found = briefbot.check(claim.words, claim.by)
    if as_json:
        print_json(records.verification(None, found))
    else:
        say(plain(Checked((found,), briefbot.catalogue)))


def _check_all(briefbot: Archive, items: Iterable[Item | None], by: str | None, *, as_json: bool) -> bool:
    """Check a file; whether all of it could be read."""
    whole, verdicts = True, Counter[str]()
    for item in items:
        if item is None:
            whole = False
            continue
        found = briefbot.check(item.claim.words, item.claim.by or by)
        verdicts[found.verdict] += 1
        if as_json:
            print_json(records.verification(item.id, found))
        else:
            say(_line(item, found))
    if not as_json:
        say(
            ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict, number in verdicts.most_common())
            or "Nothing to check."
        )
    return whole


def _line(item: Item, found: Verification) -> str:
    """A line of a report: the words, the verdict, and where they stand."""
    where = "\n    " + phrases.provenance(found.evidence[0].citation.document) if found.evidence else ""
    return f"{item.id}. “{closed(phrases.cut(found.asked, _SHOWN))}”\n    {checking.verdict(found)}{where}"
