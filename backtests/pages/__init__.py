"""The pages beyond asking, running and history, and what they draw without a script."""
