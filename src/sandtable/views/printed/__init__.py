"""The brief on paper: PDF and DOCX from the same payload as the page, and the map that they print."""
