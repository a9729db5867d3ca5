"""A scenario said back in plain sentences, each with what it rests on."""
