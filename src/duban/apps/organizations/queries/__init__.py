"""What is asked about who answers; one module per noun."""
