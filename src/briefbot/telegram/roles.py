"""Roles: which part of a bot's work a process does."""

from enum import StrEnum


class Role(StrEnum):
    """A part of the work; the values are what `briefbot bot --role` takes."""

    ALL = "all"
    WORKER = "worker"  # updates and answers; several may run on one database of PostgreSQL's
    SCHEDULER = "scheduler"  # digests, feeds, what admins send; one at a time, the others stand by

    @property
    def answers(self) -> bool:
        """Whether updates come to it."""
        return self is not Role.SCHEDULER

    @property
    def schedules(self) -> bool:
        """Whether it does what one process alone does for all."""
        return self is not Role.WORKER
