"""The faults, each injected for real into the processes and servers of a running site."""
