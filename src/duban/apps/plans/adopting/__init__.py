"""From a draft to rows: the plan it becomes, or what it corrects in one."""
