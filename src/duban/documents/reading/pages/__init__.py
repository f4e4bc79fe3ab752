"""Files of printed pages, PDF and OFD: characters at coordinates become lines, paragraphs and tables again."""
