"""What is missing or open: who is asked what, and what an answer completes."""
