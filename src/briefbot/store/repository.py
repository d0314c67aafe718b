"""What the repositories share: each reads and writes one entity, within a transaction that somebody else began."""

from sqlalchemy import Connection


class Repository:
    """One entity of the database, for as long as a transaction lasts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._execute, self._scalar, self._scalars = connection.execute, connection.scalar, connection.scalars
