"""From an indicator document as the core understood it to the rows a person corrects: indicators, names, questions."""
