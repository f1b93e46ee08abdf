"""What touches foreign bytes: kinds told by content, a jail for whatever parses, and the store. No tables."""
