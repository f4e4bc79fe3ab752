"""What is asked of the outbox: who is reminded for which units, whose messages wait, what became of deliveries."""
