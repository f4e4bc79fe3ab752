"""What everybody owes by when, and the one outbox through which they are reminded of it."""
