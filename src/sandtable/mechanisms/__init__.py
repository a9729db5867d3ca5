"""One causal step of a day in each file, and the catalogue that orders them."""
