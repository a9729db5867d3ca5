"""Words of a source: hedges and what readers take them to mean."""
