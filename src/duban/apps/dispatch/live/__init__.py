"""Figures that live in the text of a document until it is issued: what one is, how a text with them is written."""
