"""Duban (督办): a government's yearly promises, carried from the page to done."""

__version__ = "0.1.0"
