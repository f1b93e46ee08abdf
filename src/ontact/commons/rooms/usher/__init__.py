"""The usher keeps LiveKit in step with the database: rights, removals, messages, presence, the end."""
