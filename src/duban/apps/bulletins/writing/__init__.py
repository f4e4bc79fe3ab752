"""How a bulletin is written: its sections with live figures, its annexes, what stands in the place of each figure."""
