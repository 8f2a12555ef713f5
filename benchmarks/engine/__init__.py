"""The engine beside its peers: the same jobs, timed in turn, and how its own figures grow.

Each system lives in a process of its own, so that no one's compiler or thread pool is another's.
"""
