"""The claim language: its grammar, one operator a file, and the judge that settles claims over futures."""
