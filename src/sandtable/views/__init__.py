"""What people look at: the brief, its payload, tables; drawn from an ensemble, never part of the model."""
