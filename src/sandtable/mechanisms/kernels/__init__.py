"""Laws of battle for comparison, one file each: who kills how many a day. Pure functions of two strengths."""
