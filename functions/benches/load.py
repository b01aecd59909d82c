"""Measures what `load` says; run by it."""

import http.client
import os
import re
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

from stand_in import FACTS, TARGET, Instance, Portal, join, memory

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
CONNECTIONS = 8
# A network may ask for 300 confirmations within the hour.
JOINS_OF_A_NETWORK = 250
BEHIND = "/medlem/"


class Loads:
    """The portal, and each load on it."""

    def __init__(self):
        self.portal = Portal()
        self.joined = self.networks = 0
        functions = TARGET / os.environ["TRIPLE"] / "lambda"
        self.offers = Instance([functions / "offers"], self.portal.environment)
        self.waitlist = Instance([functions / "waitlist"], self.portal.environment)
        self.by_name = {
            "offers, dev server": (self.portal.process.pid, lambda: self.wrk("/api/offers/facts")),
            "join, dev server": (self.portal.process.pid, self.joins),
            "gate: what only members read, dev server": (self.portal.process.pid, lambda: self.wrk(BEHIND, self.member())),
            "`offers`": (self.offers.pid, lambda: invocations(self.offers, lambda _: FACTS, 200)),
            "`waitlist`, a join": (self.waitlist.pid, lambda: invocations(self.waitlist, join, 303)),
        }

    def close(self):
        self.offers.close()
        self.waitlist.close()
        self.portal.close()

    def wrk(self, path, cookie=""):
        """Times in seconds by share, and how many."""
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "--latency", "--timeout", "30s", "-H", f"Cookie: {cookie}", self.portal.url + path]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            raise RuntimeError(told)
        units = {"us": 1e-6, "ms": 1e-3, "s": 1}
        shares = {share: float(time) * units[unit] for share, time, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", told)}
        return int(re.search(r"(\d+) requests in", told)[1]), shares["50"], shares["99"]

    def member(self):
        """The cookies of a member."""
        at = urllib.parse.urlsplit(self.portal.url)
        connection = http.client.HTTPConnection(at.hostname, at.port)
        headers = {"Origin": self.portal.url, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/_terskel/persona", "persona=member", headers)
        answer = connection.getresponse()
        return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie"))

    def joins(self):
        """Several at a time, each from a loopback address of its own, and another one after so many."""
        at = urllib.parse.urlsplit(self.portal.url)
        selector, times, end = selectors.DefaultSelector(), [], time.perf_counter() + SECONDS

        def ask(connection):
            self.joined += 1
            body = f"email=joiner{self.joined}%40example.no&consent=yes"
            head = (
                f"POST /api/waitlist/join HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: {self.portal.url}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            connection.sendall((head + body).encode())
            selector.register(connection, selectors.EVENT_READ, time.perf_counter())

        def connect():
            self.networks += 1
            source = f"127.1.{self.networks >> 8}.{self.networks & 255}"
            return socket.create_connection(("127.0.0.1", at.port), source_address=(source, 0))

        left = {}
        for _ in range(CONNECTIONS):
            connection = connect()
            left[connection] = JOINS_OF_A_NETWORK
            ask(connection)
        while time.perf_counter() < end:
            for key, _ in selector.select():
                answer = key.fileobj.recv(1 << 16)
                times.append(time.perf_counter() - key.data)
                if not answer.startswith(b"HTTP/1.1 303"):
                    raise RuntimeError(answer)
                selector.unregister(key.fileobj)
                connection, remaining = key.fileobj, left.pop(key.fileobj) - 1
                if remaining == 0:
                    connection.close()
                    connection, remaining = connect(), JOINS_OF_A_NETWORK
                left[connection] = remaining
                ask(connection)
        for connection in left:
            connection.close()
        return told(times)


def invocations(instance, event, status):
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        answer, took = instance.invoke(event(len(times)))
        if answer["statusCode"] != status:
            raise RuntimeError(answer)
        times.append(took)
    return told(times)


def told(times):
    shares = statistics.quantiles(times, n=100)
    return len(times), shares[49], shares[98]


def cpu(pid):
    """Seconds of CPU that a process has had."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def one_by_one(loads):
    print("| | a second of a core | a second | p50, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, (pid, load) in loads.by_name.items():
        before = cpu(pid)
        count, half, most = load()
        per_core = count / (cpu(pid) - before)
        print(f"| {name} | {per_core:.0f} | {count / SECONDS:.0f} | {half * 1000:.2f} | {most * 1000:.2f} |", flush=True)


def at_once(loads):
    """The memory of each process, once each of the loads is under way and then minute by minute."""
    counts, began = {}, time.perf_counter()

    def run(name, load):
        counts[name] = load()

    threads = [threading.Thread(target=run, args=(name, load)) for name, (_, load) in loads.by_name.items()]
    for thread in threads:
        thread.start()
    pids = {"dev server": loads.portal.process.pid, "`offers`": loads.offers.pid, "`waitlist`": loads.waitlist.pid}
    print("| second | " + " | ".join(f"{name}, MB" for name in pids) + " |\n|" + " ---: |" * (1 + len(pids)))
    while any(thread.is_alive() for thread in threads):
        time.sleep(min(10, SECONDS) if time.perf_counter() - began < 5 else min(60, SECONDS))
        cells = " | ".join(f"{memory(pid) / 1e6:.2f}" for pid in pids.values())
        print(f"| {time.perf_counter() - began:.0f} | {cells} |", flush=True)
    for name, (count, half, most) in counts.items():
        print(f"{name}: {count} requests, p50 {half * 1000:.2f} ms, p99 {most * 1000:.2f} ms")


loads = Loads()
try:
    at_once(loads) if "once" in sys.argv else one_by_one(loads)
finally:
    loads.close()
