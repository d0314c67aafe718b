"""Examples of each verb, as its help shows them: the usual call, and one that shows what else it can do."""

import click

EXAMPLES = {
    "ask": ('ask "What did Lavrov say about missile defense?"', 'ask "chemical weapons" --speaker Lavrov --since 2013 --json'),
    "bot": ("bot", "bot --standby"),
    "check": ('check "“We will rebuild the bridge” by Dorota Lind"', "check claims.csv --json"),
    "completion": ("completion bash >> ~/.bashrc", "completion fish > ~/.config/fish/completions/briefbot.fish"),
    "console": ("console", "console < questions.txt"),
    "correct": ('correct 000_ef:300-807 --speaker "Sergei Lavrov"', "correct report --date 2024-05-02"),
    "db": ("db status", "db backup briefbot-copy.db"),
    "db backup": ("db backup briefbot-copy.db", "db backup --export archive.jsonl"),
    "db status": ("db status", "db status --json"),
    "db upgrade": ("db upgrade", "db upgrade --debug"),
    "digest": ("digest --dry-run", "digest --chat local --now 2024-05-02T08:30"),
    "doctor": ("doctor", "doctor --json"),
    "documents": ("documents missile defense", 'documents --source "The Post" --since 2024-05-01'),
    "export": ("export archive.jsonl", "export --documents-only documents.jsonl"),
    "feeds": ("feeds add https://example.org", "feeds list"),
    "feeds add": ("feeds add https://example.org/rss.xml", "feeds add newsreader.opml"),
    "feeds export": ("feeds export", "feeds export feeds.opml"),
    "feeds list": ("feeds list", "feeds list --json"),
    "feeds pause": ('feeds pause "The Post"', "feeds pause 3 --resume"),
    "feeds refresh": ("feeds refresh", 'feeds refresh "The Post"'),
    "feeds remove": ("feeds remove 3", "feeds remove https://example.org/rss.xml"),
    "health": ("health", "health --ready"),
    "index": ("index status", "index verify"),
    "index rebuild": ("index rebuild", "index rebuild --json"),
    "index status": ("index status", "index status --json"),
    "index verify": ("index verify", "index verify --json"),
    "ingest": ("ingest saved-pages/ report.pdf https://example.org/article", "ingest scraped.json --map text=story --dry-run"),
    "quotes": ("quotes page.html", "quotes saved-pages/ --json"),
    "remove": ("remove report", "remove --before 2020-01-01 --yes"),
    "search": ("search missile defense", "search -k 3 --json missile defense"),
    "show": ("show report", "show report --text"),
    "web": ("web", "web --host 0.0.0.0 --port 80"),
}

# What the list of verbs says of those whose first sentence is longer than a line.
_IN_A_LINE = {
    "bot": "Run the Telegram bot.",
    "check": "Check a quotation: did anybody say it, and just so?",
    "completion": "Let the shell complete verbs and options.",
    "correct": "Correct a speaker, or a document's title or date.",
    "digest": "Send the digests that are due, once.",
    "doctor": "Find what is wrong with a set-up, and how to mend it.",
    "documents": "List the documents, newest first.",
    "export": "Write the archive as JSON Lines.",
    "feeds add": "Take feeds up.",
    "feeds export": "Write the list of feeds in OPML.",
    "feeds list": "List the feeds.",
    "feeds refresh": "Look at the feeds that are due.",
    "db": "See to the database.",
    "health": "Ask the running program whether it works.",
    "index": "See to the index that questions are answered from.",
    "index rebuild": "Make the index anew, while the old one answers.",
    "index status": "Tell where the index is, and whether it is current.",
    "index verify": "Tell whether the index holds just what it should.",
    "db backup": "Write a backup of the database.",
    "db status": "Tell where the database is, and how far.",
    "db upgrade": "Bring the database's tables up to date.",
    "quotes": "Show the quotations of files; nothing is stored.",
    "remove": "Take documents out of the archive.",
    "show": "Show what was understood of a document.",
    "web": "Serve pages to ask, and to read documents.",
}


def with_examples(name: str, command: click.Command) -> None:
    """Let the help of a verb, and of those below it, end in its examples."""
    lines = "\n".join(f"  briefbot {line}" for line in EXAMPLES[name])
    command.epilog = f"\b\nExamples:\n{lines}"
    command.short_help = _IN_A_LINE.get(name)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        with_examples(f"{name} {below.name}", below)
