"""The pages about who answers; one module per noun."""
