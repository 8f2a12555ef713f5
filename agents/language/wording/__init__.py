"""Prices and conditions in other words than the grammar's, told apart by their neighbours."""
