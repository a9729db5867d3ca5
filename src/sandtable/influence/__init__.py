"""Influence as arithmetic: what outsiders put into their clients, what weight it gives them, how opinions move."""
