"""Fitting: dated prior sets of the assault from tables of past fights, and how well they foretell fights left out."""
