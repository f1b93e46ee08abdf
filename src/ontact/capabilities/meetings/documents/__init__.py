"""Minutes as documents: the canonical minutes.json, the PDF and the HWPX. No tables, no pages, no Django models."""
