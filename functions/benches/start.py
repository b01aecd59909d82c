"""Measures what `start` says; run by it."""

import os
import statistics
import sys

from stand_in import EVENTS, TARGET, Instance, Portal, packed

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 30
NODE = {"Node, bundled": "dist/bundle.mjs", "Node, SDK beside it": "offers.mjs"}


def main():
    portal = Portal()
    try:
        commands = {name: ([TARGET / os.environ["TRIPLE"] / "lambda" / name], name) for name in EVENTS}
        commands |= {name: (["node", TARGET / "offers-in-node" / file], "offers") for name, file in NODE.items()}
        starts = {name: [] for name in commands}
        # In turn, so that what else the machine does meets all of them.
        for _ in range(TIMES):
            for name, (command, _) in commands.items():
                instance = Instance(command, portal.environment)
                starts[name].append((instance.first_poll, instance.first_cpu))
                instance.close()
        rows = {name: row(portal, command, event, starts[name]) for name, (command, event) in commands.items()}
    finally:
        portal.close()
    print("| | to the first poll, ms | of it CPU, ms | first request, ms | peak memory, MB | zip, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, cells in rows.items():
        print(f"| {name} | " + " | ".join("" if cell is None else f"{cell:.2f}" for cell in cells) + " |")
    for name in NODE:
        ratios = [theirs / ours for theirs, ours in zip(rows[name], rows["offers"]) if theirs is not None]
        print(f"{name}, in times of `offers`: " + ", ".join(f"{ratio:.1f}" for ratio in ratios))


def row(portal, command, event, starts):
    instance = Instance(command, portal.environment)
    event, status = EVENTS[event]
    answer, took = instance.invoke(event)
    if (answer or {}).get("statusCode") != status:
        raise RuntimeError(f"{command}: {answer}")
    peak = instance.memory()
    instance.close()
    wall, cpu = (statistics.median(column) * 1000 for column in zip(*starts))
    return wall, cpu, took * 1000, peak / 1e6, zipped(command)


def zipped(command):
    """None where the SDK lies beside the file."""
    file = command[-1]
    return None if file.name == "offers.mjs" else packed(file) / 1e6


main()
