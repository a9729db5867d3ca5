"""What the futures gave: events by future, draws and their provenance, in memory and on disk (waist 2)."""
