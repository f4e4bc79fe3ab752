"""Official documents in and out: bytes to meaning, meaning to tables and ledgers.

Start at `pipeline.understand(data, name)`; what it gives is in `model`.
Never a database, a clock or a file: readers take bytes, problems are values.
"""
