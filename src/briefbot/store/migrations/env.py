"""Alembic's entry: runs the migrations on the connection that the store hands over."""

from alembic import context

from briefbot.store.tables import Base


def run() -> None:
    """Migrate within the caller's transaction, so that a migration happens whole or not at all."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


run()
