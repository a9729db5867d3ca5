"""The scenario as arrays: places, roads, actors, state, and the numbers drawn for one future."""
