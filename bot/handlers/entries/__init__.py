"""What is said becomes entries: forms, lists, ideas, tasks, what a child keeps private."""
