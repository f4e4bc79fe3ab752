"""From what the core understood of a document to the rows a person corrects: outline, tasks, names, questions."""
