"""Every change to who answers; one module per noun, one function per verb."""
