"""`briefbot correct`: say whose words a quotation is, where the archive has it wrong."""

import re

import click

from briefbot.archive import Archive
from briefbot.chat.reports import cases
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.language.facts import fact
from briefbot.model import Span
from briefbot.rendering import phrases

_PLACE = re.compile(r"(?P<document>.+):(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")


class Place(click.ParamType[tuple[str, Span]]):
    """A document and a place in its text, as `ask --json` gives them: 000_ef:300-807."""

    name = "document:start-end"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Span]:
        """The document's id and the span, in code points."""
        match = _PLACE.fullmatch(str(value))
        if match is None or int(match["start"]) >= int(match["end"]):
            self.fail(
                f"{value!r} is no place like 000_ef:300-807 (a document, and where the words start and end in it)", param, ctx
            )
        return match["document"], Span(int(match["start"]), int(match["end"]))


@click.command("correct")
@click.argument("place", type=Place(), required=False)
@click.option("--speaker", metavar="NAME", help="These words are this person's.")
@click.option("--nobody", is_flag=True, help="Nobody is to be named under these words.")
@click.option("--undo", is_flag=True, help="Take a correction back.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_context
def command(
    context: click.Context, place: tuple[str, Span] | None, speaker: str | None, *, nobody: bool, undo: bool, as_json: bool
) -> None:
    """Correct the speaker of a quotation; it holds also when the document is read or analysed anew.

    Without a PLACE: list what readers reported as wrong, and what was corrected.
    """
    name = " ".join(speaker.split()) if speaker is not None else None
    if name == "":
        raise click.UsageError("A name has letters; to name nobody, use --nobody.")
    if place is not None and sum((name is not None, nobody, undo)) != 1:
        raise click.UsageError("Say what is right with one of --speaker NAME, --nobody and --undo.")
    if place is None and (name is not None or nobody or undo):
        raise click.UsageError("Say which words: DOCUMENT:START-END, as `briefbot ask --json` and this list show them.")
    with progress() as shown, opened(shown) as briefbot:
        if place is None:
            _list(briefbot, as_json=as_json)
            return
        done = briefbot.undo_correction(*place) if undo else briefbot.correct(*place, name)
        refreshed(briefbot, shown)
    if not done:
        document, span = place
        warn(f"There is no {'correction' if undo else 'text'} at {document}:{span.start}-{span.end}.")
        context.exit(SOME_FAILED)


def _list(briefbot: Archive, *, as_json: bool) -> None:
    waiting, corrections = cases(briefbot), briefbot.store.corrections()
    for case in waiting:
        place = case.citation.document.id, case.citation.span
        more = {"times": case.report.times, "since": case.report.since.isoformat()}
        _tell("reported", place, case.citation.speaker, case.citation.text, more, as_json=as_json)
    for one in corrections:
        _tell("corrected", (one.document_id, one.span), one.speaker, one.text, {}, as_json=as_json)
    if not (waiting or corrections) and not as_json:
        say(phrases.sentence("nothing was reported or corrected"))


def _tell(
    state: str, place: tuple[str, Span], speaker: str | None, text: str, more: dict[str, object], *, as_json: bool
) -> None:
    document, span = place
    if as_json:
        at = {"document": document, "start": span.start, "end": span.end}
        print_json({"state": state, **at, "speaker": speaker, "text": text, **more})
        return
    times = f" · {more['times']} times" if more.get("times", 1) != 1 else ""
    say(f"{state}: {fact(document)}:{span.start}-{span.end} · {fact(speaker or 'nobody')}{times}\n    {text}")
