"""Numbers, days and deadlines written in words and figures.

`numbers` reads numerals, `dates` days and periods, `deadlines` by when something is due (年内, 3月底前).
"""
