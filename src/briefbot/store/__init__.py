"""What Briefbot remembers: the database, and the index on disk beside it."""
