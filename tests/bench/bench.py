"""What the benchmarks share: the JSON line, a process's CPU and memory, a prepared platform and terminal."""

import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(SOURCE, "tests", "end_to_end"))

TICKS = os.sysconf("SC_CLK_TCK")


def emit(name, value, unit, **detail):
    print(json.dumps({"name": name, "value": value, "unit": unit, "detail": {"cores": os.cpu_count(), **detail}}), flush=True)


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cpu_nanoseconds(pid):
    """Of all threads, by the scheduler's own account: finer than the tick."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total


def memory_mb(pid):
    """(resident, proportional) in MB."""
    found = {}
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            parts = line.split()
            if parts[0] in ("Rss:", "Pss:"):
                found[parts[0]] = int(parts[1]) / 1024
    return round(found["Rss:"], 1), round(found["Pss:"], 1)


def options(build, folder, **more):
    """As the demonstration's command line would give them."""
    return argparse.Namespace(build=build, folder=os.path.join(build, "bench", folder),
                              size="1080x1920", window="1080x1920", fresh=True, headless=True, **more)
