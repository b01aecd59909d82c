"""Chromium behind chromedriver, and the portals that it looks at; with nothing but Python's own library."""

import base64
import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]

# How the protocol names an element in what it is told. Source: W3C, "WebDriver", 12.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# Where in the window that can be pressed which a selector finds, if it can.
PRESSABLE = """
document.documentElement.style.scrollBehavior = "auto";
const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
for (const element of document.querySelectorAll(%s)) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getClientRects()[0];
  if (!box) continue;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  if ([element, ...(element.labels ?? [])].some((own) => own.contains(hit))) return [frame.left + x, frame.top + y];
}
"""


class Refused(Exception):
    """What the browser could not do, and why."""


class Driver:
    """A browser. Source: W3C, "WebDriver"; what begins with `goog` is chromedriver's own."""

    def __init__(self, port, profile, **preferences):
        self.url = f"http://127.0.0.1:{port}"
        self.runs_scripts = True
        wishes = {f"webkit.webprefs.{name}": value for name, value in preferences.items()}
        options = {"args": [*ARGUMENTS, f"--user-data-dir={profile}"], "prefs": wishes}
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": logs}
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.url += f"/session/{session['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"content-type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Refused(f"{path} {body or ''}: {json.load(error)['value']['message']}") from error

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

    def tell(self, command, **parameters):
        """A command of Chromium's own. Source: the Chrome DevTools Protocol."""
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def width(self, pixels, height=844):
        """Of the page as it is laid out; a scroll bar takes nothing of it, as on a phone."""
        self.tell("Emulation.setScrollbarsHidden", hidden=True)
        self.tell("Emulation.setDeviceMetricsOverride", width=pixels, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme, **features):
        """`light` or `dark`, and more of what style sheets ask for: `forced_colors="active"`, `prefers_reduced_motion="reduce"`."""
        wished = {"prefers-color-scheme": scheme} | {name.replace("_", "-"): value for name, value in features.items()}
        wished = [{"name": name, "value": value} for name, value in wished.items()]
        self.tell("Emulation.setEmulatedMedia", media="", features=wished)

    def scripts(self, on):
        """Whether pages may run scripts; what a test runs is none of theirs."""
        self.tell("Emulation.setScriptExecutionDisabled", value=not on)
        self.runs_scripts = on

    def frame(self):
        """The id of what the window shows, whatever the page."""
        return self.call("GET", "/window")

    def element(self, selector):
        return next(iter(self.call("POST", "/element", {"using": "css selector", "value": selector}).values()))

    def press(self, selector):
        """The first that is shown, with a pointer, as soon as nothing lies over it and the page has come to rest."""
        place, before = None, []
        while place != before:
            before, place = place, self.until(PRESSABLE % json.dumps(selector))
            time.sleep(0.02)
        x, y = place
        strokes = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        pointer = {"type": "pointer", "id": "pointer", "parameters": {"pointerType": "mouse"}, "actions": strokes}
        self.call("POST", "/actions", {"actions": [pointer]})

    def type(self, selector, text):
        """Into a field, key by key."""
        self.call("POST", f"/element/{self.element(selector)}/value", {"text": text})

    def follow(self, selector):
        """Presses what leads to another page, and waits for it."""
        self.run("window.isLeft = true")
        self.press(selector)
        self.arrive()

    def back(self):
        """To the page before, and waits for it."""
        self.call("POST", "/back", {})

    def arrive(self):
        """Waits until the page that was marked is left, and another one is there."""
        for _ in range(400):
            with contextlib.suppress(Refused):
                if self.run("return !window.isLeft && document.readyState === 'complete'"):
                    return
            time.sleep(0.025)
        raise AssertionError(f"no other page came after {self.run('return location.href')}")

    def keys(self, text):
        """Typed where the focus is."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ["keyDown", "keyUp"]]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def picture(self, clip=None):
        """What the page looks like from top to end, or a part of it: its left, top, width and height in CSS pixels."""
        if clip is None:
            size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
            clip = [0, 0, size["width"], size["height"]]
        clip = dict(zip(["x", "y", "width", "height"], clip), scale=1)
        shot = self.tell("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def forget(self):
        """Another reader, without cookies."""
        self.tell("Network.clearBrowserCookies")

    def _log(self, kind):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": kind})]

    def complaints(self):
        """What the console said since the last time."""
        return self._log("browser")

    def traffic(self):
        """What went to and fro since the last time, event by event."""
        return [json.loads(event)["message"] for event in self._log("performance")]

    def requests(self):
        """The addresses that were asked for since the last time; those of the browser's own pages are not among them."""
        events = [event for event in self.traffic() if event["method"] == "Network.requestWillBeSent"]
        urls = [event["params"]["request"]["url"] for event in events]
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


def begun(command, pattern, folder=None):
    """A process, and what its first line that fits `pattern` says. What it says later is read and dropped, or it would wait."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder)
    said = []
    for line in process.stdout:
        said.append(line)
        found = re.search(pattern, line)
        if found:
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process, found[1]
    raise AssertionError(f"{command[0]} did not begin:\n{''.join(said)}")


def chromedriver():
    """Chromedriver, and its port. The one that it finds free may be taken before it has it, so it tries again."""
    for _ in range(9):
        with contextlib.suppress(AssertionError):
            return begun(["chromedriver", "--port=0"], r"started successfully on port (\d+)")
    return begun(["chromedriver", "--port=0"], r"started successfully on port (\d+)")


def ended(process):
    process.send_signal(signal.SIGTERM)
    process.wait(10)


@contextlib.contextmanager
def browsing(**preferences):
    """A browser, set as its reader likes it: `default_font_size=32`."""
    process, port = chromedriver()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            browser = Driver(port, f"{folder}/profile", **preferences)
            try:
                yield browser
            finally:
                browser.call("DELETE", "")
        finally:
            ended(process)


@contextlib.contextmanager
def serving(terskel, content, *options, folder=None):
    """The origin of the portal in `content`, which `terskel` serves, without data unless it is to be kept in `folder`."""
    os.environ.setdefault("NO_COLOR", "1")
    data = [] if folder else ["--fresh"]
    command = [os.path.abspath(terskel), "serve", os.path.abspath(content), "--port", "4810", *data, *options]
    process, origin = begun(command, r"(http://localhost:\d+)", folder)
    try:
        yield origin
    finally:
        ended(process)


@contextlib.contextmanager
def looking_at(terskel, content, *options):
    """A browser, and the origin of the portal that it looks at."""
    with browsing() as browser, serving(terskel, content, *options) as origin:
        yield browser, origin
