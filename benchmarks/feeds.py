"""How feeds bear load: many articles from many feeds on one loopback server, looked at as cron does.

    python benchmarks/feeds.py [--feeds 100] [--articles 100] [--kills 30]

Prints how long the first look takes until all is searchable, how long one takes in which nothing changed (with marks of the
server, and without), and how long the others take beside a feed that hangs and one that sends ten gigabytes. Then looks are
killed at random moments while articles change, and whatever was doubled or lost is named. Exit status 1 where that is, or a
look of unchanged feeds takes over 15 s. The server shares this machine.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

import click

sys.path.pop(0)  # this folder, in which a file has the name of a library
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.press import Press, held
from support.program import Program
from support.web import Page, serving

_LONGEST = 15.0  # seconds for a look in which nothing changed


def _look(program: Program, *options: str) -> float:
    """Seconds that a look at all feeds takes, until what came is searchable."""
    started = time.perf_counter()
    program.start("feeds", "refresh", "--all", *options).communicate()
    return time.perf_counter() - started


def _seconds_beside(program: Program) -> tuple[float, float]:
    """Seconds until a look has told of all feeds but those that fail, and in all."""
    started = time.perf_counter()
    process = program.start("feeds", "refresh", "--all")
    told = [time.perf_counter() - started for line in process.stdout or () if line.endswith(b" new\n")]
    process.communicate()
    return max(told), time.perf_counter() - started


def _filled(program: Program, press: Press) -> float:
    """Seconds until everything is in; a look takes in a part of a long feed."""
    seconds = 0.0
    while len(held(program.folder / "briefbot.db")) < len(press.revisions):
        seconds += _look(program)
    return seconds


def _killed(program: Program, press: Press, kills: int, feeds: int) -> None:
    """Change articles, and kill looks at random moments."""
    chance = random.Random(7)  # noqa: S311 (moments, no secrets)
    for _ in range(kills):
        for _ in range(20):
            press.revise(chance.randrange(feeds), chance.randrange(press.articles + 20))
        process = program.start("feeds", "refresh", "--all")
        time.sleep(chance.uniform(0.3, 4))
        process.kill()
        process.communicate()


@click.command()
@click.option("--feeds", default=100)
@click.option("--articles", default=100, help="In each feed.")
@click.option("--kills", default=30)
def main(feeds: int, articles: int, kills: int) -> None:
    """Measure, and print."""
    slow = wrong = False
    with tempfile.TemporaryDirectory() as folder, serving() as site:
        program = Program(Path(folder), {"BRIEFBOT_PRIVATE_HOSTS": "127.0.0.1"})
        press = Press(site, feeds, articles)
        program("feeds", "add", program.write("feeds.opml", press.opml()))
        seconds = _filled(program, press)
        print(f"{len(press.revisions):,} articles of {feeds} feeds, until they are searchable: {seconds:.1f} s")
        for what, marked in (("304 where nothing changed", True), ("the same content", False)):
            press.marked = marked
            seconds = _look(program)
            slow |= seconds > _LONGEST
            print(f"nothing changed, the server answers {what}: {seconds:.1f} s")
        site.pages["/hangs"] = site.pages["/sends"] = site.pages[press.path(0)]
        program("feeds", "add", site.url("/hangs"), site.url("/sends"))
        site.pages["/hangs"] = Page(b"<rss>" * 1_000, "application/rss+xml", drip=1.0)
        site.pages["/sends"] = Page(b"<rss>" * 200_000, "application/rss+xml", times=10_000)
        others, in_all = _seconds_beside(program)
        print(f"one hangs, one sends 10 GB: {others:.1f} s until all others are told, {in_all:.1f} s in all")
        program("feeds", "remove", site.url("/hangs"), site.url("/sends"))
        _killed(program, press, kills, feeds)
        _filled(program, press)
        _look(program)
        found, expected = held(program.folder / "briefbot.db"), press.expected()
        wrong = found != expected
        differ = sum(found.get(path) != words for path, words in expected.items())
        print(f"killed {kills} times: {len(found):,} of {len(expected):,} articles, {differ} in another wording")
    sys.exit(slow or wrong)


if __name__ == "__main__":
    main()
