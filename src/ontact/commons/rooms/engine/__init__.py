"""The only place that speaks LiveKit. Nothing here knows our tables."""
