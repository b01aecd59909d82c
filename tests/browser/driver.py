"""Chromium behind chromedriver, and the portals that it looks at; with nothing but Python's own library."""

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
import xml.etree.ElementTree

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


class Driver:
    """A browser. Source: W3C, "WebDriver"; what begins with `goog` is chromedriver's own."""

    def __init__(self, port, profile):
        self.url = f"http://127.0.0.1:{port}"
        options = {"args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": logs}
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.url += f"/session/{session['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"content-type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    def run(self, script):
        return self.call("POST", "/execute/sync", {"script": script, "args": []})

    def until(self, script):
        for _ in range(200):
            value = self.run(script)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"never came: {script}\n{self.run('return document.body.innerText')}\n{self.complaints()}")

    def run_until_done(self, script):
        """What the script hands to the function that it is given."""
        return self.call("POST", "/execute/async", {"script": script, "args": []})

    def _emulate(self, command, parameters):
        self.call("POST", "/goog/cdp/execute", {"cmd": f"Emulation.{command}", "params": parameters})

    def width(self, pixels):
        metrics = {"width": pixels, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        self._emulate("setDeviceMetricsOverride", metrics)

    def prefer(self, scheme):
        """`light` or `dark`."""
        self._emulate("setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def _log(self, kind):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": kind})]

    def complaints(self):
        """What the console said since the last time."""
        return self._log("browser")

    def requests(self):
        """The addresses that were asked for since the last time; those of the browser's own pages are not among them."""
        events = [json.loads(event)["message"] for event in self._log("performance")]
        urls = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("chrome:")]

    def found(self, origin, path, words):
        """The addresses that a search finds."""
        self.open(f"{origin}{path}?q={urllib.parse.quote(words)}")
        self.until("return document.querySelector('[data-said]').textContent")
        return self.run("return [...document.querySelectorAll('[data-found-list] a')].map((a) => new URL(a.href).pathname)")


def pages(origin):
    """The path of each page in the sitemap, and the search's."""
    with urllib.request.urlopen(f"{origin}/sitemap.xml", timeout=60) as answer:
        sitemap = xml.etree.ElementTree.parse(answer)
    found = [urllib.parse.urlsplit(place.text).path for place in sitemap.findall(".//{*}loc")]
    return [*found, "/sok/"]


def begun(command, pattern):
    """A process, and what its first line that fits `pattern` says."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = []
    for line in process.stdout:
        said.append(line)
        found = re.search(pattern, line)
        if found:
            return process, found[1]
    raise AssertionError(f"{command[0]} did not begin:\n{''.join(said)}")


def chromedriver():
    """Chromedriver, and its port. The one that it finds free may be taken before it has it, so it tries again."""
    for _ in range(9):
        with contextlib.suppress(AssertionError):
            return begun(["chromedriver", "--port=0"], r"started successfully on port (\d+)")
    return begun(["chromedriver", "--port=0"], r"started successfully on port (\d+)")


@contextlib.contextmanager
def looking_at(terskel, content):
    """A browser, and the origin of the portal in `content`, which `terskel` serves."""
    os.environ.setdefault("NO_COLOR", "1")
    processes = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            serve, origin = begun([terskel, "serve", content, "--port", "4810", "--fresh"], r"(http://localhost:\d+)")
            processes.append(serve)
            driver, port = chromedriver()
            processes.append(driver)
            browser = Driver(port, f"{folder}/profile")
            try:
                yield browser, origin
            finally:
                browser.call("DELETE", "")
        finally:
            for process in reversed(processes):
                process.send_signal(signal.SIGTERM)
                process.wait(10)
