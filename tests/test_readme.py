"""The README shows what the program says, and what it has typed works."""

import re
import shlex
import shutil
import signal
from html import escape, unescape
from pathlib import Path

import pytest
from tools.draw_pictures import pictures

from botapi import BotApi
from botapi.server import TOKEN
from support.program import ROOT, Program
from support.web import Page, serving

README = (ROOT / "README.md").read_text()
NEWSROOM = ROOT / "examples" / "newsroom"
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
STEPS, *OTHERS = BLOCKS
QUESTIONS_THAT_COME_UP = (
    "add my feed",
    "name missing",
    "move it to a server",
    "safe to open to a group",
    "only Reuters in my digest",
)


def transcript() -> list[tuple[str, str]]:
    """The questions of the README's transcript with the replies below them."""
    (block,) = re.findall(r"^```console\n\$ make demo\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    _, *turns = re.split(r"^› ", block, flags=re.MULTILINE)
    return [(question, reply) for question, _, reply in (turn.partition("\n") for turn in turns)]


def test_the_first_screen_is_what_the_program_says(seeded: Program) -> None:
    """Each reply of the transcript is the real one, but for line breaks and for what a line of "…" leaves out."""
    assert seeded("ingest", str(NEWSROOM)).status == 0
    turns = transcript()
    assert "“" in turns[0][1]
    before = ""
    for number, (_, printed) in enumerate(turns, start=1):
        said = seeded("console", stdin="\n".join(question for question, _ in turns[:number])).out
        reply, before = said.removeprefix(before), said
        parts = [" ".join(part.split()) for part in re.split(r"^…$", printed, flags=re.MULTILINE)]
        assert re.fullmatch(r"\s?.*".join(map(re.escape, parts)), " ".join(reply.split())), printed


@pytest.mark.sqlite
def test_the_pictures_show_what_the_program_says(tmp_path: Path) -> None:
    """Draw them anew with tools/draw_pictures.py; each is in the README, described."""
    for name, drawn in pictures(tmp_path).items():
        assert (ROOT / "docs" / "pictures" / name).read_text("utf-8") == drawn, f"{name} shows what was said earlier."
        assert re.search(rf'<img src="docs/pictures/{name}" width="\d+%" alt="[^"]+">', README)
        words = unescape(re.sub(r"<[^>]+>", "", drawn))
        assert "Priya Ramanathan" in words


def test_five_steps_lead_to_a_bot_with_news(seeded: Program) -> None:
    """From a feed's address to a bot that answers from it, as the README has it typed."""
    first, *lines, last = STEPS.splitlines()
    assert (len(lines), first) == (3, "git clone ADDRESS briefbot && cd briefbot && make install")
    words = f"<p>“The ferry sails,” said Ann Moss.</p><p>{'Nobody left the quay before midnight. ' * 40}</p>"
    item = f"<item><title>Ferry</title><link>/ferry</link><description>{escape(words)}</description></item>"
    feed = f'<rss version="2.0"><channel><title>BBC News</title><link>/</link>{item}</channel></rss>'
    reader = seeded.given(BRIEFBOT_PRIVATE_HOSTS="127.0.0.1")
    with serving() as site, BotApi() as api:
        site.pages["/rss.xml"] = Page(feed.encode(), "application/rss+xml")
        for line in lines[:2]:
            assert reader(*typed(re.sub(r"https://\S+", site.url("/rss.xml"), line))).status == 0
        setting = re.fullmatch(r'echo "(BRIEFBOT_TELEGRAM_TOKEN=)123456789:AbC" > \.env', lines[2])
        assert setting
        seeded.write(".env", f"{setting[1]}{TOKEN}\n")
        bot = reader.given(BRIEFBOT_TELEGRAM_BASE_URL=api.url).start(*typed(last))
        try:
            api.say(7, "What did Ann Moss say?")
            (answer,) = api.answers(7, 1)
        finally:
            bot.send_signal(signal.SIGTERM)
            bot.communicate(timeout=60)
    assert "“The ferry sails,”" in answer.html


def typed(line: str) -> list[str]:
    """The arguments of a command line of the README's; what stands behind # is a remark."""
    program, *arguments = shlex.split(line, comments=True)
    assert program == ".venv/bin/briefbot"
    return arguments


@pytest.mark.parametrize("block", OTHERS)
def test_every_command_works(seeded: Program, block: str) -> None:
    """One after the other, on files of the kinds that they name, with the archive of `make console`; the pages are served."""
    seeded.write("articles.jsonl", '{"text": "“The ferry sails,” said Ann Moss.", "source": "The Daily"}\n')
    seeded.write("page.txt", "“The ferry sails,” said Ann Moss.")
    shutil.copy(next(NEWSROOM.rglob("*.pdf")), seeded.folder / "report.pdf")
    (seeded.folder / "saved-pages").mkdir()
    shutil.copy(next(NEWSROOM.rglob("*.html")), seeded.folder / "saved-pages")
    for arguments in map(typed, block.splitlines()):
        if arguments == ["web"]:
            pages = seeded.start("web", "--port", "0")
            assert pages.stderr
            assert b"http://127.0.0.1:" in pages.stderr.readline()
            pages.send_signal(signal.SIGTERM)
            pages.communicate(timeout=60)
        else:
            ran = seeded(*arguments)
            assert (ran.status, ran.err.count("cannot")) == (0, 0), (arguments, ran.err)


def test_what_make_is_told_is_there() -> None:
    """`make demo`, `make console`, `make install` are targets."""
    makefile = (ROOT / "Makefile").read_text()
    told = set(re.findall(r"\bmake (\w+)", README))
    assert told >= {"demo", "console", "install"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in told)


@pytest.mark.parametrize("question", QUESTIONS_THAT_COME_UP)
def test_what_people_ask_is_answered_at_one_click(question: str) -> None:
    """The README asks it, with a link that says where."""
    assert re.search(rf"- \[[^]]*{question}\?\]\(docs/[^)]+\)", README)


def test_it_is_short() -> None:
    """A thousand words at most, and the pictures, the commands and the transcript before the first heading."""
    assert len(README.split()) <= 1000
    first = README.partition("\n## ")[0]
    assert all(sign in first for sign in ("<img ", "make demo", "make console", "```console"))
