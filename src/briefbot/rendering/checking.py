"""What checking a quotation found, as blocks: the verdict in a sentence, and the words where they stand, with what differs."""

from collections.abc import Iterator, Sequence

from briefbot.dialogue.commands import Channel
from briefbot.dialogue.replies import Checked, numbered
from briefbot.language.languages import profile
from briefbot.model import Catalogue, Change, Kind, Occurrence, Unchecked, Verdict, Verification
from briefbot.rendering import phrases
from briefbot.rendering.blocks import BREAK, Block, Byline, Compared, Heading, Listing, Mark, Marked, Notice, Title
from briefbot.rendering.citations import place, provenance, source_of
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_

# As many other papers as anybody reads are named; of several quotations, each has a heading of so many characters.
_PAPERS, _HEADING = 10, 120

_MARKS = {Change.KEPT: Mark.KEPT, Change.STRUCK: Mark.STRUCK, Change.OMITTED: Mark.STRUCK, Change.ADDED: Mark.ADDED}
_UNCHECKED = {
    Unchecked.NO_WORDS: N_("There are no words in it that could be checked."),
    Unchecked.TOO_FEW: N_("So few words are in many quotations; they are found only where they are all that somebody said."),
    Unchecked.TOO_COMMON: N_(
        "These are only words that every text has, like “the” and “of”: no quotation can be found by them."
    ),
    Unchecked.TOO_LONG: N_("That is too long to be checked as one quotation."),
}


# For words of somebody, of several people, and of nobody with a name.
_EXACT = (
    N_("Said in these words by {who}."),
    N_("Said in these words, by more than one person."),
    N_("Quoted in these words; nobody is named."),
)
_ALTERED = (
    N_("Altered: {who} said it otherwise."),
    N_("Altered: it was said otherwise, by more than one person."),
    N_("Altered: it is quoted otherwise; nobody is named."),
)
_BY_OTHERS = (
    N_("Said in these words, but by {who}, not by {by}."),
    N_("Said in these words, but by others, not by {by}."),
    N_("Quoted in these words, but not as those of {by}: nobody is named."),
)
_OTHERWISE_BY_OTHERS = (
    N_("Said otherwise, and by {who}, not by {by}."),
    N_("Said otherwise, and by others, not by {by}."),
    N_("Quoted otherwise, and not as the words of {by}: nobody is named."),
)
_TOLD = N_("Reported, not quoted: these are the paper's words.")
_TOLD_ALIKE = N_("Reported, not quoted: the paper tells it in much the same words.")
_DENIED = N_("Denied: the article says that this was not said.")
_ABSENT = N_("Not in this archive. That does not mean that nobody said it.")


def blocks_of(reply: Checked, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    """What a reply says of each quotation; of several, each stands under its words."""
    number = 1
    for at, one in enumerate(reply.verifications):
        yield from [BREAK] if at else []
        if len(reply.verifications) > 1:
            yield Heading(f"“{phrases.cut(one.asked, _HEADING)}”")
        yield from _verified(one, reply.catalogue, number, locale, channel)
        number += len(numbered(one))


def verdict(one: Verification, locale: ReaderLocale = ENGLISH) -> str:
    """The verdict in a sentence."""
    if one.verdict is Verdict.STITCHED:
        return locale.count(
            "Stitched together from {number} quotation:", "Stitched together from {number} quotations:", len(one.evidence)
        )
    who = one.speaker and locale.name(one.speaker)
    return locale.say(_sentence(one), who=who, by=one.by)


def _sentence(one: Verification) -> str:
    is_altered = bool(one.evidence) and one.evidence[0].altered
    if one.verdict is Verdict.EXACT:
        return _by_whom(one, *_EXACT)
    if one.verdict is Verdict.ALTERED:
        return _by_whom(one, *_ALTERED)
    if one.verdict is Verdict.SOMEBODY_ELSES:
        return _by_whom(one, *(_OTHERWISE_BY_OTHERS if is_altered else _BY_OTHERS))
    if one.verdict is Verdict.REPORTED:
        return _TOLD_ALIKE if is_altered else _TOLD
    return _DENIED if one.verdict is Verdict.DENIED else _ABSENT


def _by_whom(one: Verification, somebody: str, several: str, nobody: str) -> str:
    """Of three sentences, the one for words of somebody, of several, or of nobody with a name."""
    if one.speaker:
        return somebody
    return several if any(each.citation.speaker for each in one.evidence) else nobody


def _verified(one: Verification, catalogue: Catalogue, number: int, locale: ReaderLocale, channel: Channel) -> Iterator[Block]:
    yield Title(verdict(one, locale), tuple(_told(one, catalogue, locale, channel)))
    shown = numbered(one)
    before = {
        **{other: _otherwise(locale, channel) for other in one.otherwise[:1]},
        **{denial: locale.say("But an article says that this was not said:") for denial in one.denials[:1]},
    }
    for at, occurrence in enumerate(shown, start=number):
        yield BREAK
        if introduction := before.get(occurrence):
            yield Notice(introduction)
        yield _compared(occurrence, at, locale)
    if others := [each for each in one.evidence if each not in shown]:
        yield from _elsewhere(one.evidence, others, locale)


def _told(one: Verification, catalogue: Catalogue, locale: ReaderLocale, channel: Channel) -> Iterator[str]:
    """What is to be known beside the verdict, a sentence a line."""
    if one.unchecked:
        yield locale.say(_UNCHECKED[one.unchecked])
    elif one.verdict is Verdict.ABSENT:
        yield phrases.statistics(catalogue, locale)
    if one.by and one.verdict is Verdict.SOMEBODY_ELSES and not one.people:
        yield locale.say("Nobody called {about} speaks in the archive.", about=one.by)
    if one.by and one.verdict is Verdict.SOMEBODY_ELSES and one.people and one.by not in one.people:
        yield locale.say("In the archive, that is {names}.", names=", ".join(map(locale.name, one.people)))
    yield from _told_of_differences(one, locale, channel)


def _told_of_differences(one: Verification, locale: ReaderLocale, channel: Channel) -> Iterator[str]:
    changes = {(piece.change, piece.admitted) for piece in one.differences}
    if (Change.OMITTED, False) in changes:
        yield locale.say("Words were left out, and no “…” says so.")
    if (Change.OMITTED, True) in changes:
        yield locale.say("Words were left out, and “…” says so.")
    if {change for change, _ in changes} - {Change.KEPT}:
        drawn = N_("Struck out is what only the archive has, underlined what it lacks.")
        # Translators: {added} shows how words are marked that were asked for and are not there.
        typed = N_("[-…-] is only in the archive, {added} is not in it.")
        yield locale.say(drawn if channel is Channel.CHAT else typed, added="{+…+}")


def _otherwise(locale: ReaderLocale, channel: Channel) -> str:
    drawn = N_("Another paper prints it differently; struck out is what only that paper has, underlined what it lacks:")
    typed = N_("Another paper prints it differently; [-…-] is only there, {added} is not there:")
    return locale.say(drawn if channel is Channel.CHAT else typed, added="{+…+}")


def _compared(occurrence: Occurrence, number: int, locale: ReaderLocale) -> Compared:
    citation = occurrence.citation
    name = locale.name(citation.speaker) if citation.speaker else ""
    told = "" if name or citation.kind is not Kind.DIRECT else locale.say("nobody named")
    by = Byline(name, told, citation.speaker or "")
    source, at = source_of(citation, locale), place(citation)
    return Compared(tuple(_pieces(occurrence)), by, source, number, at, citation.document.language)


def _pieces(occurrence: Occurrence) -> Iterator[Marked]:
    """The quotation with the words that were meant, and how they differ; in marks where it is one as a whole."""
    citation, own, text = occurrence.citation, occurrence.place, occurrence.citation.document.text
    is_within = citation.span.contains(own)
    before = text[citation.span.start : own.start] if is_within else ""
    behind = text[own.end : citation.span.end] if is_within else ""
    marks = (
        profile(citation.document.language).quotation_marks if citation.kind is Kind.DIRECT and not citation.parts else ("", "")
    )
    differing = any(piece.change is not Change.KEPT for piece in occurrence.differences)
    if differing:
        # What was cut off and turns the rest round is drawn among the differences, and not once more around them.
        yield Marked(marks[0], Mark.AROUND)
        for at, piece in enumerate(occurrence.differences):
            yield from [Marked(" ", Mark.AROUND)] if at else []
            yield Marked(piece.text, _MARKS[piece.change])
        yield Marked(marks[1], Mark.AROUND)
        return
    yield Marked(marks[0] + before, Mark.AROUND)
    yield Marked(own.of(text), Mark.KEPT)
    yield Marked(behind + marks[1], Mark.AROUND)


def _elsewhere(evidence: Sequence[Occurrence], others: Sequence[Occurrence], locale: ReaderLocale) -> Iterator[Block]:
    """How many papers have it, from the first day to the last, and those that were not shown."""
    days = sorted(one.citation.document.published for one in evidence if one.citation.document.published)
    printed = locale.count("Printed in {number} document.", "Printed in {number} documents.", len(evidence))
    if days:
        period = phrases.days(days[0], days[-1], locale).rstrip(".")  # of an abbreviation, where the sentence ends, too
        printed = locale.count(
            "Printed in {number} document: {days}.", "Printed in {number} documents: {days}.", len(evidence), days=period
        )
    yield BREAK
    yield Notice(f"{printed} {locale.say('Also in:')}")
    yield Listing(tuple(provenance(one.citation.document, locale) for one in others[:_PAPERS]))
    if len(others) > _PAPERS:
        yield Notice(locale.count("and {number} more", "and {number} more", len(others) - _PAPERS))
