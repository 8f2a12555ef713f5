"""Fault drills: the delivery guarantee, tried with every fault injected for real.

drills (what is done) -> wave (jobs and their viewers) -> received (what each viewer heard) -> table
"""
