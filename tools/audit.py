"""What is shipped, looked at by tools for that: `make audit`, in the environment of requirements-audit.lock.

hadolint reads the Dockerfile, compose_spec compose.yaml, bandit the source, and pip-audit asks the service of the package
index for known holes in what the image's lock names. Exit status 1 where one of them finds something. What cannot be asked is
told loudly.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LOCK = "requirements-image.lock"

# Findings of bandit that are of no line: that a module is imported says nothing; its uses are judged where they stand.
_OF_IMPORTS = ("B403", "B404", "B405", "B406")


def of_dockerfile() -> Iterator[str]:
    """What hadolint has to say; it is not to be had on every system."""
    if (BIN / "hadolint").exists():
        yield from _run("hadolint", "--no-color", "Dockerfile").splitlines()
    else:
        print("!!! NO HADOLINT here: the Dockerfile is NOT looked at.")


def of_compose() -> Iterator[str]:
    """What is not as the Compose Specification has it."""
    import yaml  # noqa: PLC0415 (they are in this environment alone)
    from compose_spec import PyCompose  # noqa: PLC0415

    try:
        # Read with YAML's own merges, which the other one does not follow everywhere.
        PyCompose.from_json(json.dumps(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8")))).validate()
    except Exception as error:  # noqa: BLE001 (whatever it raises, that is what is wrong)
        yield f"compose.yaml: {error}"


def of_source() -> Iterator[str]:
    """What bandit finds on a line that has no reason for it; `# noqa: S301 (of this program)` is one, for ruff too."""
    found = json.loads(_run("bandit", "--quiet", "--recursive", "--format=json", "src"))
    for one in found["results"]:
        line = (ROOT / one["filename"]).read_text(encoding="utf-8").splitlines()[one["line_number"] - 1]
        if not is_justified(one["test_id"], line):
            yield f"{one['filename']}:{one['line_number']}: {one['test_id']} {one['issue_text']}"


def is_justified(test: str, line: str) -> bool:
    """Whether a finding of bandit's is of an import, or has its reason beside it; ruff has the same numbers."""
    return test in _OF_IMPORTS or f"S{test[1:]}" in line.partition("# noqa:")[2]


def of_packages() -> Iterator[str]:
    """Known holes in packages of the image; where the service knows none of them, it cannot be asked, which is told."""
    printed = _run("pip-audit", "--requirement", LOCK, "--disable-pip", "--progress-spinner=off", "--format=json")
    packages = json.loads(printed)["dependencies"] if printed.startswith("{") else []
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        print(f"!!! NOBODY WAS ASKED about holes in the {len(packages)} packages: pip-audit does not reach its service here.")
    else:
        print(f"{len(asked)} of {len(packages)} packages were asked about.")
    for package in asked:
        yield from (f"{package['name']} {package['version']}: {hole}" for hole in map(_hole, package["vulns"]))


def _hole(found: dict[str, Any]) -> str:
    mended = ", ".join(found["fix_versions"]) or "none yet"
    return f"{found['id']}, mended in {mended}"


def _run(tool: str, *arguments: str) -> str:
    ran = subprocess.run([BIN / tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (a tool)
    return ran.stdout.strip()


def main() -> int:
    """Look at everything, and tell what was found; the exit status."""
    looks: dict[str, Callable[[], Iterator[str]]] = {
        "Dockerfile": of_dockerfile,
        "compose.yaml": of_compose,
        "source": of_source,
        "packages": of_packages,
    }
    wrong = False
    for name, look in looks.items():
        found = list(look())
        print(f"{name}: {len(found)} found", *found, sep="\n  ", flush=True)
        wrong = wrong or bool(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
