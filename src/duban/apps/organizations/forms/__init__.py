"""What is entered about who answers; one module per noun."""
