"""Rosters and appointments read in a document: what they say, whom they mean here, what an import of them will do."""
