"""What a claim hangs on."""
