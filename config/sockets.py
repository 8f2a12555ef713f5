"""Where the embedded server listens: in DATA_DIR, or elsewhere if that path is too long."""

import hashlib
import os
import tempfile
from pathlib import Path

LONGEST = 100  # sun_path holds 104 bytes on macOS and 108 on Linux


def socket_path(data_dir: Path) -> Path:
    inside = data_dir / "redis.sock"
    if len(os.fsencode(inside)) <= LONGEST:
        return inside
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"closing-bell-{os.getuid()}-{name}" / "redis.sock"
