"""`briefbot correct`: say whose words a quotation is, or what title and date a document has, where the archive is wrong."""

import re
from dataclasses import dataclass
from datetime import date

import click

from briefbot.archive import Archive
from briefbot.archive.amending import amend, undo_amendment
from briefbot.chat.reports import cases
from briefbot.cli.days import Day
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.console.characters import Words
from briefbot.language.facts import fact
from briefbot.model import Span
from briefbot.reading.corrections import LONGEST_TITLE, Amendment
from briefbot.rendering import phrases
from briefbot.wording.english import counted

_PLACE = re.compile(r"(?P<document>.+):(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")


@click.command("correct")
@click.argument("what", type=Words(), required=False, metavar="[PLACE|ID]")
@click.option("--speaker", metavar="NAME", help="The words at this PLACE are this person's.")
@click.option("--nobody", is_flag=True, help="Nobody is to be named under these words.")
@click.option("--undo", is_flag=True, help="Take back the correction of a speaker, or those of a document's title and date.")
@click.option("--title", type=Words(), help="The document of this ID has this title.")
@click.option("--date", "day", type=Day(), help="The document of this ID was published on this day.")
@click.option("--undated", is_flag=True, help="Nobody knows when it was published.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_context
def command(
    context: click.Context,
    what: str | None,
    *,
    speaker: str | None,
    nobody: bool,
    undo: bool,
    title: str | None,
    day: date | None,
    undated: bool,
    as_json: bool,
) -> None:
    """Correct the speaker of a quotation, or the title or date of a document; it holds also when the document is read anew.

    A PLACE is a document and where the words stand in it, as `briefbot ask --json` tells them: 000_ef:300-807. Without one:
    list what readers reported as wrong, and what was corrected.
    """
    of_document = undo and what is not None and _PLACE.fullmatch(what) is None
    decision = _decision(what, speaker, nobody=nobody, undo=undo and not of_document)
    amendment = _amendment(title, day, undated=undated)
    if of_document and (decision or amendment):
        raise click.UsageError("Say --undo alone: it takes back both the title and the date that were corrected.")
    if what is None and (decision or amendment):
        raise click.UsageError(
            "Say what: DOCUMENT:START-END, as `briefbot ask --json` and this list show words, or a document's ID."
        )
    if what is not None and not of_document and (decision is None) == (amendment is None):
        raise click.UsageError(
            "Say what is right: one of --speaker NAME, --nobody and --undo; or --title, and --date or --undated."
        )
    with progress() as shown, opened(shown) as briefbot:
        if what is None:
            _list(briefbot, as_json=as_json)
            return
        error = decision.carried_out(briefbot) if decision else _amended(briefbot, what, amendment, undo=undo)
        refreshed(briefbot, shown)
    if error:
        warn(error)
        context.exit(SOME_FAILED)


@dataclass(frozen=True, slots=True)
class _Decision:
    """Whose words those at a place are: None for nobody's, or what analysis says, where a correction is to be `undone`."""

    document: str
    span: Span
    speaker: str | None
    undone: bool

    def carried_out(self, briefbot: Archive) -> str | None:
        """Keep it; why it cannot be, None where it is."""
        place = self.document, self.span
        done = briefbot.undo_correction(*place) if self.undone else briefbot.correct(*place, self.speaker)
        what = "correction" if self.undone else "text"
        return None if done else f"There is no {what} at {self.document}:{self.span.start}-{self.span.end}."


def _decision(what: str | None, speaker: str | None, *, nobody: bool, undo: bool) -> _Decision | None:
    """What is said of words, None where nothing is."""
    name = " ".join(speaker.split()) if speaker is not None else None
    if name == "":
        raise click.UsageError("A name has letters; to name nobody, use --nobody.")
    said = sum((name is not None, nobody, undo))
    if said == 0:
        return None
    if said > 1:
        raise click.UsageError("Say what is right with one of --speaker NAME, --nobody and --undo.")
    match = _PLACE.fullmatch(what or "")
    if match is None or int(match["start"]) >= int(match["end"]):
        raise click.UsageError(
            f"{what or ''!r} is no place like 000_ef:300-807 (a document, and where the words start and end in it)."
        )
    return _Decision(match["document"], Span(int(match["start"]), int(match["end"])), name, undone=undo)


def _amendment(title: str | None, day: date | None, *, undated: bool) -> Amendment | None:
    """What is said of a document, None where nothing is."""
    if day and undated:
        raise click.UsageError("Say one of --date and --undated.")
    line = " ".join(title.split()) if title is not None else None
    if line is not None and not 0 < len(line) <= LONGEST_TITLE:
        raise click.UsageError(f"A title has {LONGEST_TITLE} characters at most, and one at least.")
    return Amendment(line, day, undated) if line or day or undated else None


def _amended(briefbot: Archive, document: str, amendment: Amendment | None, *, undo: bool) -> str | None:
    """Keep what is said of a document, or take it back; why that cannot be, None where it is."""
    amended = undo_amendment(briefbot, document) if undo else amend(briefbot, document, amendment or Amendment())
    if amended is not None:
        return None
    if undo and briefbot.store.document(document) is not None:
        return f"Neither the title nor the date of {document} was corrected; briefbot correct lists what was."
    return f"No document is called {document}; briefbot documents lists them."


def _list(briefbot: Archive, *, as_json: bool) -> None:
    waiting, corrections = cases(briefbot), briefbot.store.corrections()
    with briefbot.store.read() as work:
        amended = work.amendments.by_id()
    for case in waiting:
        place = case.citation.document.id, case.citation.span
        more = {"times": case.report.times, "since": case.report.since.isoformat()}
        _tell("reported", place, case.citation.speaker, case.citation.text, more, as_json=as_json)
    for one in corrections:
        _tell("corrected", (one.document_id, one.span), one.speaker, one.text, {}, as_json=as_json)
    for document, said in amended.items():
        _tell_of_document(document, said, as_json=as_json)
    if not (waiting or corrections or amended) and not as_json:
        say(phrases.sentence("nothing was reported or corrected"))


def _tell_of_document(document: str, said: Amendment, *, as_json: bool) -> None:
    day = said.published.isoformat() if said.published else None
    if as_json:
        print_json({"state": "amended", "document": document, "title": said.title, "published": day, "undated": said.undated})
        return
    title = [f"title {fact(said.title)}"] if said.title else []
    when = [f"date {day}"] if day else ["no date"] if said.undated else []
    say(f"corrected: {fact(document)} · {' · '.join(title + when)}")


def _tell(
    state: str, place: tuple[str, Span], speaker: str | None, text: str, more: dict[str, object], *, as_json: bool
) -> None:
    document, span = place
    if as_json:
        at = {"document": document, "start": span.start, "end": span.end}
        print_json({"state": state, **at, "speaker": speaker, "text": text, **more})
        return
    often = f" · {counted(times, 'time')}" if (times := int(str(more.get("times", 1)))) != 1 else ""
    say(f"{state}: {fact(document)}:{span.start}-{span.end} · {fact(speaker or 'nobody')}{often}\n    {text}")
