"""Pages of the front door: visitors, one's own, practice, and what only a demo has."""
