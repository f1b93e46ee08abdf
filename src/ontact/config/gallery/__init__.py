"""The page gallery: every page as each kind of person sees it, in both languages, on desk and phone."""
