"""A real cluster for the tests of this folder; where Java or Maven is missing they are skipped, which is told."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.opensearch.cluster import Cluster, assembled, missing

# They take minutes, and are not part of `make test`: `make test-scale` sets this.
ASKED_FOR = os.environ.get("BRIEFBOT_TEST_SCALE") == "1"
collect_ignore_glob = [] if ASKED_FOR else ["test_*.py"]


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[Cluster]:
    """Three nodes, two of them with data."""
    if why := missing():
        pytest.skip(f"NO CLUSTER, so that OpenSearch is NOT tested: {why}")
    with (
        tempfile.TemporaryDirectory(prefix="briefbot-cluster-", ignore_cleanup_errors=True) as folder,
        Cluster(assembled(), Path(folder)) as cluster,
    ):
        yield cluster


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, whole before a test and again after it."""
    running_cluster.wait("green")
    yield running_cluster
    for node in running_cluster.nodes:
        if not node.is_running:
            running_cluster.start(node)
    running_cluster.wait("green")
