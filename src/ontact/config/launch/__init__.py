"""Sets up and opens the hall; standard library only, because it runs before anything is installed."""
