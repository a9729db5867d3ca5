"""Other people's data as tables of ours: gazetteers first, event data and control timelines later."""
