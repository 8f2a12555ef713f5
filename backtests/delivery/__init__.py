"""Delivery: what a run says is kept in an ordered log, and every viewer gets it in order, once.

publisher -> log (the truth) -> hub -> consumer; the channels group only makes it fast.
"""
