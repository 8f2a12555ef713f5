"""How fast events reach their viewers, against peers that promise less, in interleaved rounds.

systems (who serves) x phases (what is asked) -> run (publisher, server, viewers as processes)
-> figures -> report. Everything listens on loopback only.
"""
