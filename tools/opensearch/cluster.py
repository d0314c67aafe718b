"""A cluster of OpenSearch on loopback, each node a process of its own: `python tools/opensearch/cluster.py [--folder FOLDER]`.

Two nodes hold data and one only manages: with fewer than three that may manage, writing ends when the manager does. It prints
the setting that leads there, and ends with Ctrl-C or SIGTERM.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
_NOBODY = "nobody", "nogroup"
# OpenSearch's memory, in all nodes together, is about twice this.
_HEAP, _HEAP_OF_MANAGER = "384m", "192m"
_STARTS_WITHIN, _ENDS_WITHIN = 240.0, 30.0
# A start takes half the time where nothing is compiled twice; "" compiles as a server does.
_QUICK_START = "-XX:TieredStopAtLevel=1"
_OPTIONS = (
    "-XX:+UseSerialGC -Xshare:auto -Dio.netty.noUnsafe=true -Dio.netty.allocator.numDirectArenas=0 "
    "-Dlog4j.shutdownHookEnabled=false -Dlog4j2.disable.jmx=true -Djava.security.manager=allow "
    "-Dopensearch.networkaddress.cache.ttl=60 -Dopensearch.distribution.type=zip -Dopensearch.bundled_jdk=false "
    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=org.opensearch.secure_sm.SecuredForkJoinWorkerThreadFactory"
).split()


def missing() -> str:
    """What keeps a cluster from running here, in a few words; empty where it can."""
    lacking = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"{' and '.join(lacking)} cannot be found" if lacking else ""


def assembled() -> Path:
    """The folder of a distribution that runs, put together if need be."""
    made = subprocess.run([HERE / "assemble"], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own)
    return Path(made.stdout.strip())


@dataclass
class Node:
    """One node, in a folder of its own."""

    name: str
    folder: Path
    http: int
    transport: int
    heap: str
    roles: tuple[str, ...]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http}"

    def configure(self, distribution: Path, nodes: "list[Node]") -> None:
        """Write its settings; all nodes know each other."""
        settings = {
            "cluster.name": "briefbot-loopback",
            "node.name": self.name,
            "node.roles": json.dumps(self.roles),
            "network.host": "127.0.0.1",
            "http.port": self.http,
            "transport.port": self.transport,
            "discovery.seed_hosts": json.dumps([f"127.0.0.1:{one.transport}" for one in nodes]),
            "cluster.initial_cluster_manager_nodes": json.dumps([one.name for one in nodes]),
            "path.data": self.folder / "data",
            "path.logs": self.folder / "logs",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            # A manager that is gone is noticed at once, one that hangs after five seconds.
            "cluster.fault_detection.leader_check.interval": "500ms",
            "cluster.fault_detection.leader_check.timeout": "2s",
            "cluster.fault_detection.leader_check.retry_count": 2,
            "cluster.fault_detection.follower_check.interval": "500ms",
            "cluster.fault_detection.follower_check.timeout": "5s",
            "cluster.fault_detection.follower_check.retry_count": 2,
        }
        for name in ("config", "data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        written = "".join(f"{name}: {value}\n" for name, value in settings.items())
        (self.folder / "config" / "opensearch.yml").write_text(written)
        shutil.copy(distribution / "config" / "log4j2.properties", self.folder / "config")
        if os.geteuid() == 0:  # OpenSearch does not run as root
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, *_NOBODY)

    def start(self, distribution: Path) -> None:
        """Start it."""
        command = [
            "java", f"-Xms{self.heap}", f"-Xmx{self.heap}", *_OPTIONS,
            *os.environ.get("OPENSEARCH_JAVA_OPTS", _QUICK_START).split(),
            f"-Djava.io.tmpdir={self.folder / 'tmp'}", f"-Dopensearch.path.home={distribution}",
            f"-Dopensearch.path.conf={self.folder / 'config'}", "-cp", f"{distribution}/lib/*",
            "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = {"user": _NOBODY[0], "group": _NOBODY[1], "extra_groups": []}
        with (self.folder / "out.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 (what was assembled)
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **user
            )

    def send(self, sign: int) -> None:
        """Send it a signal; one that it is killed by is waited for."""
        if self.process is not None:
            self.process.send_signal(sign)
            if sign == signal.SIGKILL:
                self.process.wait()

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self.process is not None and self.process.poll() is None


class Cluster:
    """Three nodes: two with data, and one that only manages."""

    def __init__(self, distribution: Path, folder: Path) -> None:
        """Of this distribution, with all that the nodes keep below `folder`, which any user may enter."""
        folder.chmod(0o755)
        ports = iter(_free_ports(6))
        every, manager = ("cluster_manager", "data", "ingest"), ("cluster_manager",)
        self._distribution = distribution
        self.nodes = [
            Node(f"node-{n}", folder / f"node-{n}", next(ports), next(ports), heap, roles)
            for n, heap, roles in ((1, _HEAP, every), (2, _HEAP, every), (3, _HEAP_OF_MANAGER, manager))
        ]
        for node in self.nodes:
            node.configure(distribution, self.nodes)

    @property
    def data_nodes(self) -> list[Node]:
        """The nodes that hold data, and are asked."""
        return self.nodes[:2]

    def setting(self, index: str = "briefbot") -> str:
        """What BRIEFBOT_SEARCH_URL is to be."""
        return f"http://{','.join(f'127.0.0.1:{node.http}' for node in self.data_nodes)}/{index}"

    def __enter__(self) -> Self:
        """Start it."""
        for node in self.nodes:
            node.start(self._distribution)
        try:
            self.wait("green")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.stop()

    def start(self, node: Node) -> None:
        """Start a node again that was killed."""
        node.start(self._distribution)

    def wait(self, status: str, nodes: int = 3, seconds: float = _STARTS_WITHIN) -> dict[str, Any]:
        """The cluster's health, once it is as well as that with so many nodes; TimeoutError where it does not become so."""
        until = time.monotonic() + seconds
        ranks = ("red", "yellow", "green")
        while time.monotonic() < until:
            for node in self.nodes:
                if node.process is not None and (status_of := node.process.poll()) not in (None, -signal.SIGKILL):
                    raise RuntimeError(f"{node.name} ended ({status_of}): {(node.folder / 'out.log').read_text()[-2000:]}")
                found = _health(node)
                if found and found["number_of_nodes"] >= nodes and ranks.index(found["status"]) >= ranks.index(status):
                    return found
            time.sleep(0.3)
        raise TimeoutError(f"the cluster has not become {status} with {nodes} nodes in {seconds:.0f} seconds")

    def stop(self) -> None:
        """End all nodes, also those that were halted."""
        running = [node for node in self.nodes if node.is_running]
        for node in running:
            node.send(signal.SIGCONT)
            node.send(signal.SIGTERM)
        for process in [node.process for node in running if node.process]:
            try:
                process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()


def _health(node: Node) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(f"{node.url}/_cluster/health", timeout=2) as answer:  # noqa: S310 (loopback)
            found: dict[str, Any] = json.load(answer)
    except (OSError, ValueError):
        return None
    return found


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def main() -> None:
    """Run a cluster until somebody ends it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--folder", type=Path, help="where the nodes keep what they hold; a new one by default")
    given = options.parse_args()
    if why := missing():
        sys.exit(f"OpenSearch cannot run here: {why}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = given.folder or Path(tempfile.mkdtemp(prefix="briefbot-cluster-"))
    folder.mkdir(parents=True, exist_ok=True)
    with Cluster(assembled(), folder) as cluster:
        print(f"BRIEFBOT_SEARCH_URL={cluster.setting()}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Ending the cluster.", file=sys.stderr)


if __name__ == "__main__":
    main()
