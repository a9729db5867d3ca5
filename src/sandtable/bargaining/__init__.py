"""Bargaining as arithmetic: who stands where, what settles an issue, votes, seats, and why agreements fail."""
