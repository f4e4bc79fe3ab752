"""Time limits of mechanisms: who must answer within how many working days or hours."""
