"""Refinement and ideas: which numbers may change, where the data lead them, and what that did."""
