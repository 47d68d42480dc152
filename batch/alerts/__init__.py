"""Events that a run or a training causes, and their delivery to a webhook."""
