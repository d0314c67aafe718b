"""What an index is, and whether it holds what it should."""

from briefbot.wording.locale import ENGLISH, ReaderLocale


def place(where: str, held: tuple[int, int] | None, locale: ReaderLocale = ENGLISH) -> str:
    """Where an index is, and how many documents and passages it holds; None where there is none."""
    if held is None:
        return locale.say("There is no index at {place} yet: the next question makes it.", place=where)
    documents = locale.count("{number} document", "{number} documents", held[0])
    passages = locale.count("{number} passage", "{number} passages", held[1])
    return locale.say(
        "The index at {place} holds {documents} and {passages}.", place=where, documents=documents, passages=passages
    )


def currency(generation: int | None, archive: int, locale: ReaderLocale = ENGLISH, *, is_current: bool) -> str:
    """Whether an index of a generation is of the archive as it is now."""
    if is_current:
        return locale.say("It is of the archive as it is now (generation {archive}).", archive=archive)
    if generation is None:
        return locale.say("It is of another archive or version: the next question makes it anew.")
    return locale.say(
        "It is of generation {generation}, and the archive is at {archive}: the next question brings it up to date.",
        generation=generation,
        archive=archive,
    )


def wholeness(archive: tuple[int, int], locale: ReaderLocale = ENGLISH, *, is_whole: bool) -> str:
    """Whether an index holds just what an archive of so many documents and passages has."""
    if is_whole:
        return locale.say("It holds each document once, with all its passages, and nothing else.")
    return locale.say(
        "It does not hold what the archive has, {documents} documents and {passages} passages: briefbot index rebuild makes it "
        "anew.",
        documents=archive[0],
        passages=archive[1],
    )
