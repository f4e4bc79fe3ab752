"""How a standing is put on a page: its words, its bar, its curve. Reads standings, never the database."""
