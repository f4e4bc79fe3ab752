"""What is entered on the pages of plans."""
