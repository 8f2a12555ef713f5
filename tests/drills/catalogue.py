"""All drills, D0 (no fault) to D16, in the order of the architecture."""

from __future__ import annotations

from tests.drills import faults
from tests.drills.drill import Drill
from tests.drills.viewers import Blackholed, Cut

DRILLS = [
    Drill("D0", "none"),
    Drill("D1", "client's connection cut", kinds=(Cut,)),
    Drill("D1", "client's connection blackholed", kinds=(Blackholed,)),
    Drill("D4", "web process killed", faults.kill_web),
    Drill("D4", "web process restarted", faults.restart_web, checks=faults.told_of_the_restart),
    Drill("D5", "busy workflow workers killed", faults.kill_busy_workers),
    Drill("D5", "idle workflow workers killed", before=faults.kill_idle_workers),
    Drill("D5", "pusher or monitor killed", faults.kill_helper),
    Drill("D5", "sentinel killed", faults.kill_sentinel),
    Drill("D6", "workflow cluster killed", faults.kill_workflow),
    Drill("D9", "database frozen", faults.freeze_database, checks=faults.bells_rang_meanwhile),
    Drill("D10", "Redis killed", faults.kill_redis),
    Drill("D10", "Redis frozen for 10 s", faults.freeze_redis),
    Drill("D10", "all keys flushed", faults.flush_redis),
]
