"""The record of events: append-only, chained, readable."""
