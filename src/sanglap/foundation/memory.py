"""What a process has loaded for good is not looked at again by the collector of garbage.

The reader of posts, the map and the routes are hundreds of thousands of objects that live as long as the process. Walking
over them again and again cost a worker a tenth of its time.
"""

from __future__ import annotations

import gc

NEW_OBJECTS = 20_000  # made before the youngest are looked through; a batch of posts makes that many


def settle() -> None:
    """Collect what is garbage now, and leave all that remains alone from here on."""
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    gc.collect()
    gc.freeze()
