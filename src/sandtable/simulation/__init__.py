"""From a world to futures: the composed engine, blocks of futures, and the run of all of them."""
