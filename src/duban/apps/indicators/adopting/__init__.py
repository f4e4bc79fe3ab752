"""From a reviewed draft of indicators to a set: a new one, or what it adds to one there is."""
