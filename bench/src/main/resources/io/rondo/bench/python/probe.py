"""Says in one line of JSON what this Python has of what the scenarios need."""

import importlib
import json


def version(name):
    try:
        return getattr(importlib.import_module(name), "__version__", "unknown")
    except Exception:  # one that can't be loaded is as good as none
        return None


print(json.dumps({
    "redis": version("redis"),
    "asyncio": version("redis.asyncio") is not None,
    "uvloop": version("uvloop"),
}))
