"""The agents that read, test, criticise and refine a strategy. No Django, no Redis."""
