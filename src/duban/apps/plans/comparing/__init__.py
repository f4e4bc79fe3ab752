"""A corrected version beside the plan it corrects: which tasks are the same ones, and what differs in them."""
