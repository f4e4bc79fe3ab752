"""What the ladder looks at: facts of the record, each with its day, its words and the rows it is about."""
