"""The review of a draft of indicators: each row in words, under its field, beside the source; pure."""
