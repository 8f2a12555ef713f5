"""What is done with a position in other words than the grammar's: bought in parts, held, left."""
