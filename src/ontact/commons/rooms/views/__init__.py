"""Pages of the door: pass, door, lobby."""
