"""OpenSearch as the engine of an archive: its connection, its index, and how that is kept up to date."""
