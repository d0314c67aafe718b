"""The image, built and talked to without a daemon: `try_image.py`, as root on Debian or Ubuntu with a network.

The base is made of the distribution's packages and takes the name that the Dockerfile asks for; buildah builds on it. The bot
runs as the image says, and as an engine would run it: as nobody in particular, without capabilities, as the first process of a
namespace of its own, on a root that can only be read. It is asked a question by way of the tests' Bot API server, killed, asked
again while it is down, and told to end. Nothing is left behind. Exit status 0 where all that holds, 1 where it does not, 3
where it cannot be tried here, which is told.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

TOOLS = ("buildah", "mmdebstrap")
BASE, IMAGE = "python:3.12-slim", "briefbot"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# The most that the image may have above its base, in megabytes, and the seconds in which the bot ends once it is told to.
MOST, GRACE = 250, 10
CHAT, QUESTION, WORDS = 7, "What did Lavrov say about missile defense?", "The missile defense problem"
CANNOT = 3


class ImageError(Exception):
    """The image is not what it should be."""


def why_not() -> str | None:
    """What is missing here; packages of the distribution are installed where that can be."""
    if os.geteuid() != 0:
        return "this needs root"
    if shutil.which("apt-get") is None:
        return "there is no apt-get to install buildah and a base image with"
    if any(shutil.which(tool) is None for tool in TOOLS):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *TOOLS]):
            subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603, S607
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"{', '.join(missing)} cannot be installed" if missing else None


class Image:
    """The image, in a storage of its own below a folder."""

    def __init__(self, folder: Path) -> None:
        """Keep everything in this folder."""
        self.folder = folder

    def buildah(self, *arguments: str | Path) -> str:
        """Run buildah on this storage; what it prints."""
        storage = "--root", self.folder / "storage", "--runroot", self.folder / "run"
        return _run("buildah", *storage, *arguments)

    def make_base(self) -> None:
        """The distribution's Python under the name that the Dockerfile builds on, with this machine's way to its packages."""
        context = self.folder / "base"
        context.mkdir()
        suite = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().split("\n") if "=" in line)
        packages = "--include=ca-certificates,python3-venv"
        _run("mmdebstrap", "--quiet", "--variant=apt", packages, suite["VERSION_CODENAME"], context / "base.tar")
        told = {name: value for name, value in os.environ.items() if name in ("PIP_INDEX_URL", "PIP_CERT")}
        lines = ["FROM scratch", "ADD base.tar /", "RUN ln -s /usr/bin/python3 /usr/local/bin/python"]
        if CERTIFICATES.exists():
            shutil.copy(CERTIFICATES, context)
            lines.append(f"COPY {CERTIFICATES.name} {CERTIFICATES}")
        lines += [f"ENV {name}={value}" for name, value in told.items()]
        (context / "Dockerfile").write_text("\n".join(lines))
        self._build(context, BASE)

    def make(self) -> None:
        """Build the project's Dockerfile."""
        self._build(ROOT, IMAGE)

    def _build(self, context: Path, name: str) -> None:
        # In Docker's format: the other one has no HEALTHCHECK.
        self.buildah("bud", "--quiet", "--isolation", "chroot", "--format", "docker", "--pull-never", "--tag", name, context)

    def mounted(self, name: str) -> Path:
        """The files of an image."""
        return Path(self.buildah("mount", self.buildah("from", "--pull-never", name)))

    def config(self) -> dict[str, Any]:
        """What the image says of how it is run."""
        config: dict[str, Any] = json.loads(self.buildah("inspect", "--type", "image", IMAGE))["Docker"]["config"]
        return config


# Puts the files of an image ($1), a volume ($2) and a file with the token ($3) together as an engine would: a root that can
# only be read, with file systems of its own in memory. Then it becomes the process that is named.
ENTER = """
set -e
files=$1 volume=$2 token=$3
shift 3
mount --bind "$files" "$files"
mount -t proc proc "$files/proc"
mount --rbind /dev "$files/dev"
mount -t tmpfs -o mode=1777 tmpfs "$files/tmp"
mount -t tmpfs -o mode=755 tmpfs "$files/run"
mkdir "$files/run/secrets"
touch "$files/run/secrets/telegram_token"
mount --bind "$volume" "$files/data"
mount --bind -o ro "$token" "$files/run/secrets/telegram_token"
mount -o remount,bind,ro "$files"
exec chroot "$files" "$@"
"""


class Container:
    """The image's process in namespaces of its own, as the image says, with a volume and a token in a file."""

    def __init__(self, image: Image, files: Path, api_url: str, token: str) -> None:
        """Prepare to run it against the Bot API at this address."""
        self._files, self.data, self.log = files, image.folder / "data", image.folder / "log"
        self._secret = image.folder / "token"
        self._secret.write_text(token)
        config = image.config()
        self._command = [*config["Entrypoint"], *config["Cmd"]]
        uid, gid = map(int, config["User"].split(":"))
        self.data.mkdir()
        for path in (self.data, self._secret, image.folder):
            os.chown(path, uid, gid)
        given = {"BRIEFBOT_TELEGRAM_TOKEN_FILE": "/run/secrets/telegram_token", "BRIEFBOT_TELEGRAM_BASE_URL": api_url}
        environment = [*config["Env"], *(f"{name}={value}" for name, value in given.items())]
        rights = ["--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
        self._as_the_image_says = [
            *("setpriv", f"--reuid={uid}", f"--regid={gid}", *rights),
            *("env", "--ignore-environment", f"--chdir={config['WorkingDir']}", *environment),
        ]
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Run it, as the first process of its own namespace; what it says goes to the log."""
        own = ["unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child"]
        where: list[str | Path] = ["sh", "-c", ENTER, "sh", self._files, self.data, self._secret]
        with self.log.open("ab") as log:
            command = [*own, *where, *self._as_the_image_says, *self._command]
            self._running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 (the image)
        return self._running

    def run(self, *command: str) -> str:
        """Run a command in it beside its process; what it prints."""
        beside = ["nsenter", f"--target={self._process()}", "--mount", "--pid", "--ipc", "--uts", "--root", "--wd"]
        return _run(*beside, *self._as_the_image_says, *command)

    def kill(self, number: signal.Signals) -> None:
        """Send its process a signal."""
        os.kill(self._process(), number)

    def _process(self) -> int:
        if self._running is None:
            raise ImageError("It does not run.")
        one = self._running.pid
        return int(Path(f"/proc/{one}/task/{one}/children").read_text())


def converse(container: Container, api: Any) -> None:
    """Ask, kill, ask while it is down, see both answered, and tell it to end; ImageError where one of these fails."""
    running = container.start()
    try:
        api.say(CHAT, QUESTION)
        answered(api, 1, running)
        told("It answers.")
        see_inside(container)
        container.kill(signal.SIGKILL)
        running.wait(GRACE)
        api.say(CHAT, QUESTION)
        running = container.start()
        answered(api, 2, running)
        told("Killed, it answered what was asked meanwhile.")
        for chat in range(CHAT + 1, CHAT + 21):
            api.say(chat, QUESTION)
        container.kill(signal.SIGTERM)
        began = time.monotonic()
        status = running.wait(GRACE)
        told(f"Told to end among twenty questions, it ended in {time.monotonic() - began:.1f} s with exit status {status}.")
        if status != 0:
            raise ImageError("The bot does not end well when it is told to.")
    finally:
        running.kill()


def answered(api: Any, count: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until a chat has so many answers with the words that were asked for."""

    def done() -> bool:
        if running.poll() is not None:
            raise ImageError(f"The bot ended with exit status {running.returncode}.")
        return sum(WORDS in message.text for message in api.to(CHAT)) >= count

    api.wait(done, 60)


def see_inside(container: Container) -> None:
    """See what holds within the container: who it is, that nothing but its volume can be written, and that it can draw."""
    if container.run("id", "-u") in ("", "0"):
        raise ImageError("The bot runs as root.")
    written = "import pathlib, sys; pathlib.Path('/opt/briefbot/x').touch()"
    try:
        container.run("python", "-c", written)
    except ImageError:
        pass
    else:
        raise ImageError("The root file system can be written.")
    drawn = (
        "from briefbot.dialogue.outgoing import Chart; from briefbot.pictures import charts; import psycopg; "
        "print(charts.png(Chart(('1', '2'), (('a', (1, 2)),)))[1:4])"
    )
    if "PNG" not in container.run("python", "-c", drawn):
        raise ImageError("No picture can be drawn.")
    left = sorted(path.name for path in container.data.iterdir())
    told(f"It runs as {container.run('id', '-u')} on a root that cannot be written, draws, and keeps {', '.join(left)}.")


def size(files: Path) -> float:
    """What the files of an image take, in megabytes."""
    return sum(path.lstat().st_size for path in files.rglob("*") if not path.is_dir() or path.is_symlink()) / 1e6


def largest_of(files: Path) -> list[tuple[float, str]]:
    """The packages in the image by their size in megabytes, the largest first."""
    return sorted(((size(one), one.name) for one in files.glob("opt/briefbot/lib/python*/site-packages/*")), reverse=True)


def told(sentence: str, _began: float = time.monotonic()) -> None:
    """Tell how it goes, and after how many seconds."""
    print(f"{time.monotonic() - _began:5.0f} s  {sentence}", flush=True)


def _run(*command: str | Path) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (the system's tools)
    if ran.returncode != 0:
        raise ImageError(f"{' '.join(map(str, command[:6]))} … failed:\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    return ran.stdout.strip()


def try_image(image: Image) -> None:
    """Build it on a base that there is, and talk to it; ImageError where something does not hold."""
    # Imported here: they are of the tests, whose packages are there where there is something to try.
    from botapi.server import TOKEN, BotApi  # noqa: PLC0415

    image.make()
    files = image.mounted(IMAGE)
    above = size(files) - size(image.mounted(BASE))
    told(f"The image is built: {above:.0f} MB above its base.")
    if above > MOST:
        largest = ", ".join(f"{name} {its:.1f}" for its, name in largest_of(files)[:25])
        raise ImageError(f"The image has {above:.0f} MB above its base, and may have {MOST}. The largest packages: {largest}.")
    with BotApi() as api:
        container = Container(image, files, api.url, TOKEN)
        try:
            converse(container, api)
        except BaseException:
            print(container.log.read_text()[-5000:])
            raise


def main() -> int:
    """Try it; the exit status."""
    if reason := why_not():
        print(f"!!! THE IMAGE IS NOT TRIED: {reason}.")
        return CANNOT
    image = Image(Path(tempfile.mkdtemp(prefix="briefbot-image-")))
    try:
        try:
            image.make_base()
        except ImageError as error:
            print(f"!!! THE IMAGE IS NOT TRIED: there is no base for it. {error}")
            return CANNOT
        told("The base is made.")
        try_image(image)
    except (ImageError, subprocess.TimeoutExpired) as error:
        print(f"!!! {error}")
        return 1
    finally:
        clean(image)
    return 0


def clean(image: Image) -> None:
    """Take everything away again."""
    for command in (("rm", "--all"), ("rmi", "--all", "--force")):
        try:
            image.buildah(*command)
        except ImageError as error:
            print(error)
    shutil.rmtree(image.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
