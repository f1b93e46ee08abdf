"""Rows for a spreadsheet, made harmless: a cell that begins like a formula is text."""

# What Excel, LibreOffice and Hancell would calculate (OWASP, "CSV injection").
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells_of(*texts: str) -> list[str]:
    return [f"'{text}" if text.startswith(FORMULA_SIGNS) else text for text in texts]
