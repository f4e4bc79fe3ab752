"""What is filed, reviewed and decided, asked for a page: one module per noun."""
