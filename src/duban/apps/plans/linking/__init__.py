"""Which task below carries out the task above: proposed from the words of both. Pure: neither Django nor rows."""
