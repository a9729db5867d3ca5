"""A run in the files of other programs: tables, maps and networks, one format in each file of `formats`."""
