"""A conversation with an archive, the same in every channel: what somebody asked for, and what comes of it."""
