"""What is entered, one module per noun."""
