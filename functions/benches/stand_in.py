"""What Lambda and AWS are to a function, for `start` and `load`: the runtime API, and the events that come by it.

One instance answers one request at a time, as at Lambda. Only what the benchmarks need of the API is here.
"""

import json
import os
import pathlib
import selectors
import signal
import socket
import subprocess
import time
import urllib.parse
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
KEY = "A" * 43
PORTAL = "https://portal.example"


def request(method, path, form=None, viewer="192.0.2.1"):
    """A request as the HTTP API of API Gateway tells it, come by the CDN."""
    headers = {
        "host": "portal.example",
        "user-agent": "Mozilla/5.0",
        "cloudfront-viewer-address": f"{viewer}:443",
        "x-terskel-origin": "origin-secret",
        "x-amz-cf-id": "A" * 56,
    }
    if form is not None:
        headers |= {"origin": PORTAL, "content-type": "application/x-www-form-urlencoded"}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "accountId": "0", "apiId": "a", "domainName": "d", "domainPrefix": "d", "requestId": "r", "routeKey": "$default",
            "stage": "$default", "time": "t", "timeEpoch": 0,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": viewer, "userAgent": "x"},
        },
        "body": None if form is None else urllib.parse.urlencode(form),
        "isBase64Encoded": False,
    }


def join(number):
    """Somebody joins the waitlist: number by number another address, each from a network of its own."""
    viewer = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    form = {"email": f"bench{number}@example.no", "consent": "yes"}
    return request("POST", "/api/waitlist/join", form, viewer)


FACTS = request("GET", "/api/offers/facts")
# One real request or waking for each Lambda, and the status that it is answered with.
EVENTS = {
    "access": (request("GET", "/api/access/sent"), 200),
    "account": (request("GET", "/api/account/withdraw"), 200),
    "announce": ({}, None),
    "checkout": (request("GET", "/api/checkout/gave-up"), 200),
    "members": (request("GET", "/api/members/home"), 303),
    "offers": (FACTS, 200),
    "outbox": ({}, None),
    "payments": (request("POST", "/api/payments/webhook", {}), 400),
    "reconciler": ({"errands": True}, None),
    "sweeper": ({}, None),
    "waitlist": (join(0), 303),
}


class Portal:
    """The sample portal in a process of its own: the table that the functions reach."""

    def __init__(self):
        binary = TARGET / "release" / "examples" / "behind-lambdas"
        self.process = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        told = {}
        while "URL" not in told:
            name, value = self.process.stdout.readline().strip().split("=", 1)
            told[name] = value
        self.url = told.pop("URL")
        self.environment = told | {
            "TERSKEL_ADDRESS_KEY": KEY,
            "TERSKEL_HASH_KEY": KEY,
            "TERSKEL_ORIGIN_SECRETS": "origin-secret",
            "TERSKEL_PASS_KEYS": f"a:{KEY}",
            "TERSKEL_PAYMENTS_KEY": "sk_test_x",
            "TERSKEL_PORTAL": "terskel-bench",
            "TERSKEL_PUBLIC_URL": PORTAL,
            "TERSKEL_WEBHOOK_SECRETS": "whsec_x",
        }

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


class Instance:
    """A function's process, and the runtime API that it polls."""

    def __init__(self, command, environment):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ, None)
        port = self.listener.getsockname()[1]
        environment = environment | {
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
            "AWS_LAMBDA_FUNCTION_NAME": "bench",
            "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
            "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": "true",
            "PATH": os.environ["PATH"],
        }
        command = [str(part) for part in command]
        silence = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
        self.began = time.perf_counter()
        self.pid = os.posix_spawnp(command[0], command, environment, file_actions=silence)
        self.poll, _ = self.next()
        self.first_poll = time.perf_counter() - self.began
        self.first_cpu = self.cpu()

    def next(self):
        """The next request of the process: the connection it came by, and its path and body."""
        while True:
            events = self.selector.select(20)
            if not events:
                raise TimeoutError("the function says nothing")
            for key, _ in events:
                if key.fileobj is self.listener:
                    connection, _ = self.listener.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self.selector.register(connection, selectors.EVENT_READ, bytearray())
                    continue
                told = key.fileobj.recv(1 << 20)
                if not told:
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()
                    if not self.is_alive():
                        raise RuntimeError("the function has ended")
                    continue
                key.data.extend(told)
                whole = take(key.data)
                if whole:
                    return key.fileobj, whole

    def invoke(self, event):
        """The answer to an event, and how long it took in seconds."""
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
            f"Lambda-Runtime-Deadline-Ms: {int(time.time() * 1000) + 30000}\r\n"
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:local:0:function:bench\r\n\r\n"
        )
        began = time.perf_counter()
        self.poll.sendall(head.encode() + body)
        connection, (path, answer) = self.next()
        took = time.perf_counter() - began
        connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        if not path.endswith("/response"):
            raise RuntimeError(f"{path}: {answer.decode()}")
        self.poll, _ = self.next()
        return json.loads(answer), took

    def is_alive(self):
        return os.waitpid(self.pid, os.WNOHANG) == (0, 0)

    def cpu(self):
        """Seconds of CPU that all its threads have had."""
        tasks = pathlib.Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def memory(self, name="VmHWM"):
        return memory(self.pid, name)

    def close(self, by=signal.SIGKILL):
        os.kill(self.pid, by)
        os.waitpid(self.pid, 0)
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()


def take(buffer):
    """Path and body of the request at the beginning of `buffer`, if it is whole; it is taken out."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    lines = bytes(buffer[:end]).decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:])
    path, start = lines[0].split(" ")[1], end + 4
    if headers.get("transfer-encoding") == "chunked":
        body, start = chunks(buffer, start)
        if body is None:
            return None
    else:
        length = int(headers.get("content-length", 0))
        if len(buffer) < start + length:
            return None
        body, start = bytes(buffer[start : start + length]), start + length
    del buffer[:start]
    return path, body


def chunks(buffer, start):
    body = b""
    while True:
        line = buffer.find(b"\r\n", start)
        if line < 0:
            return None, start
        size = int(buffer[start:line], 16)
        if len(buffer) < line + 4 + size:
            return None, start
        body += buffer[line + 2 : line + 2 + size]
        start = line + 4 + size
        if size == 0:
            return body, start


def packed(file):
    """In bytes, as cargo-lambda packs it: deflated, at the usual level."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return len(packer.compress(file.read_bytes()) + packer.flush())


def memory(pid, name="VmRSS"):
    """In bytes: `VmRSS` now, `VmHWM` at most."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"no {name}")
