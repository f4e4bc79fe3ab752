"""Every figure a bulletin tells: what it counts, how it reads, which rows it was counted from."""
