"""The one way reading fails: a file that cannot be read says why, in a sentence for its user."""


class UnreadableFile(Exception):
    """The file cannot be read. `str(error)` is one Chinese sentence: what is wrong and what to do."""
