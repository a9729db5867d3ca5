"""The words of the claim language, one operator a file; `claims/catalogue.py` lists them."""
