"""Saved web pages: the document found among menus and footers, layout tables entered, lists numbered."""
