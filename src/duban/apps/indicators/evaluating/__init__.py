"""通报和评估: what is told of a set, counted from how it stands; kept when its document is issued."""
