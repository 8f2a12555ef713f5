"""D15, D16: the whole site restarted by SIGTERM, and the runner killed."""

from __future__ import annotations

import asyncio
import signal

from tests.drills.drill import Field
from tests.drills.waiting import happened
from tests.stack.conftest import RunningSite


async def deployed(field: Field) -> None:
    """Stopped as a deployment does it, and started again."""
    await field.midway(0.05, 0.5)
    await asyncio.to_thread(field.stack.site.stop, signal.SIGTERM)
    await start_again(field)


async def killed(field: Field) -> None:
    """Whatever it had started ends by itself."""
    await field.midway(0.05, 0.5)
    site = field.stack.site
    assert site.process
    site.process.kill()
    site.process.wait()
    await happened(lambda: not site.processes(), 30)
    await start_again(field)


async def start_again(field: Field) -> None:
    site: RunningSite = field.stack.site
    if left := site.processes():
        field.problems.append(f"orphans: {left}")
    (site.data_dir / "serve.json").unlink(missing_ok=True)
    site.start()
    await asyncio.to_thread(site.await_ready)
