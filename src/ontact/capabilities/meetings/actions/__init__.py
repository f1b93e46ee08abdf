"""Everything that changes a meeting."""
