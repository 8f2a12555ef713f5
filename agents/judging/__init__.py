"""Is the edge real? What a result is worth beside luck, costs, other numbers and other years."""
