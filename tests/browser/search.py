#!/usr/bin/env python3
"""Searches the sample portal in Chromium: `tests/browser/search.py path/to/terskel content`.

It needs `chromium` and `chromedriver` (Debian: `apt-get install chromium chromium-driver`) and nothing else.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


class Driver:
    """A browser behind chromedriver. Source: W3C, "WebDriver"."""

    def __init__(self, port, profile):
        self.url = f"http://127.0.0.1:{port}"
        options = {"args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
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

    def complaints(self):
        """What the console said since the last time."""
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]

    def found(self, origin, path, words):
        """The addresses that a search finds."""
        self.open(f"{origin}{path}?q={urllib.request.quote(words)}")
        self.until("return document.querySelector('[data-said]').textContent")
        return self.run("return [...document.querySelectorAll('[data-found-list] a')].map((a) => new URL(a.href).pathname)")


def begun(command, pattern):
    """A process, and what its first line that fits `pattern` says."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        found = re.search(pattern, line)
        if found:
            return process, found[1]
    raise AssertionError(f"{command[0]} did not begin")


def play(browser, origin):
    browser.open(f"{origin}/artikler/")
    article = browser.run("return document.querySelector('main a').getAttribute('href')")
    browser.open(origin + article)
    assert browser.run("return document.querySelector('script[type=\"application/ld+json\"]') !== null")
    assert browser.complaints() == [], "data for search engines is no script to the policy"

    # "lysbilder" is written, "lysbildene" is asked for: forms of one Norwegian word.
    public = browser.found(origin, "/sok/", "lysbildene")
    assert "/artikler/lysbilder-som-hjelper/" in public, public
    assert not any(path.startswith("/medlem/") for path in public), public
    assert browser.complaints() == [], "the policy lets the search through"

    browser.open(f"{origin}/medlem/sok/")
    assert "/medlem/sok/" != browser.run("return location.pathname"), "visitors do not come in"
    browser.complaints()

    browser.open(f"{origin}/sok/")
    browser.run("document.querySelector('#terskel-bar [value=member]').click()")
    browser.until("return document.querySelector('#terskel-bar [value=member][aria-pressed=true]')")
    lessons = browser.found(origin, "/medlem/sok/", "puster")
    assert any(re.match(r"/medlem/\d", path) for path in lessons), lessons
    assert browser.complaints() == [], "the policy lets the members' search through, and locked months do not break it"
    print(f"found {len(public)} public pages and {len(lessons)} for a member")


def main(terskel, content):
    with tempfile.TemporaryDirectory() as folder:
        serve, origin = begun([terskel, "serve", content, "--port", "4810", "--fresh"], r"(http://localhost:\d+)")
        driver = None
        try:
            driver, port = begun(["chromedriver", "--port=0"], r"started successfully on port (\d+)")
            browser = Driver(port, f"{folder}/profile")
            try:
                play(browser, origin)
            finally:
                browser.call("DELETE", "")
        finally:
            for process in filter(None, (driver, serve)):
                process.send_signal(signal.SIGTERM)
                process.wait(10)


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    main(*sys.argv[1:])
