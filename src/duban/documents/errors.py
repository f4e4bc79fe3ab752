"""The ways reading and writing fail: a file that cannot be read or written says why, in a sentence for its user."""


class UnreadableFile(Exception):
    """The file cannot be read. `str(error)` is one Chinese sentence: what is wrong and what to do."""


class CannotWrite(Exception):
    """A document cannot be written. `str(error)` is one Chinese sentence: what is missing and what to do."""
