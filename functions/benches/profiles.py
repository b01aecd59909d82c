"""Measures what `profiles` says; run by it."""

import pathlib
import signal
import statistics
import sys
import tempfile

from stand_in import EVENTS, TARGET, Instance, Portal, packed

NAME = sys.argv[1]
EVENT, STATUS = EVENTS[NAME]
STARTS, LATER = 20, 50


def main():
    files = sorted((TARGET / "profiles").iterdir(), key=lambda file: (file.name != "as it is", file.stat().st_mtime))
    portal = Portal()
    try:
        starts = {file: [] for file in files}
        for _ in range(STARTS):
            for file, times in starts.items():
                instance = Instance([file], portal.environment)
                times.append(instance.first_cpu)
                instance.close()
        print(f"| `{NAME}` | MB | zip, MB | CPU to the first poll, ms | M instructions to it | for the first request | for a later one |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for file in files:
            print(f"| {file.name} | " + " | ".join(f"{cell:.2f}" for cell in row(portal, file, starts[file])) + " |", flush=True)
    finally:
        portal.close()


def row(portal, file, starts):
    started, answered, later = (instructions(portal, file, requests) for requests in (0, 1, 1 + LATER))
    sizes = file.stat().st_size, packed(file)
    return *(size / 1e6 for size in sizes), statistics.median(starts) * 1000, started, answered - started, (later - answered) / LATER


def instructions(portal, file, requests):
    """In millions, of a process that answers so many requests."""
    with tempfile.TemporaryDirectory() as folder:
        told = pathlib.Path(folder) / "told"
        command = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={told}", file]
        instance = Instance(command, portal.environment)
        for _ in range(requests):
            answer, _ = instance.invoke(EVENT)
            if (answer or {}).get("statusCode") != STATUS:
                raise RuntimeError(f"{file}: {answer}")
        instance.close(signal.SIGTERM)
        return int(told.read_text().rsplit("totals:", 1)[1].split()[0]) / 1e6


main()
