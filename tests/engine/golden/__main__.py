"""Writes the outcomes of all golden files anew: `make golden`."""

from tests.engine.golden import renew

if __name__ == "__main__":
    renew()
