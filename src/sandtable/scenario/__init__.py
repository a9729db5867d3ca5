"""What people wrote: the declared world, complete, checked, each fact tied to its evidence (waist 1)."""
