"""The usher: one process that keeps LiveKit as the database says it should be."""
