"""The training script: documented data in, the same model out."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TEXT = "“We sail at dawn,” said Ann Lee.\n\nBo Day said: “We stay here all day.”\n\nThe book is called “A Winter of Glass” now."


def gold(name: str) -> dict[str, object]:
    """The annotation of TEXT in the documented format."""
    quotes = []
    for words, source in (("We sail at dawn,", "Ann Lee"), ("We stay here all day.", "Bo Day")):
        start, at = TEXT.index(words), TEXT.index(source)
        place = {"source_text": source, "source_start": at, "source_end": at + len(source), "source_type": "name"}
        quotes.append({"start": start, "end": start + len(words), **place})
    return {"file": name, "quotes": quotes}


def trained(folder: Path) -> dict[str, object]:
    """The model that the script makes of the folder's data."""
    script = str(ROOT / "tools" / "train_quotes.py")
    command = [sys.executable, script, "train", str(folder / "gold.jsonl"), str(folder)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (our own script on our own data)
    model: dict[str, object] = json.loads(done.stdout)
    return model


def test_training_is_repeatable_and_learns_every_part(tmp_path: Path) -> None:
    """Two runs on the same articles give the same weights, for speakers and for nobody's words."""
    names = ["one", "two"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(json.dumps(gold(name)) for name in names), "utf-8")
    first = trained(tmp_path)
    assert first == trained(tmp_path)
    assert first["candidate"]
    assert first["nobody"]
    assert first["antecedent"]
