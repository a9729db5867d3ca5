"""The local app: a server on this machine alone that shows a run, lets a reader change it, and saves the change."""
