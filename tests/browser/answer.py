"""What a browser was answered: the page where it stands, and everything that the page asked for."""

import functools
import gzip
import urllib.parse
import urllib.request


class Asked:
    """One request, and its answer."""

    def __init__(self, browser, event):
        self.browser = browser
        self.id = event["requestId"]
        self.frame = event.get("frameId")
        self.kind = event.get("type")
        self.url = event["request"]["url"]
        self.path = urllib.parse.urlsplit(self.url).path
        self.status = None
        self.headers = {}

    def answered(self, response):
        self.status = response["status"]
        self.headers = {name.lower(): value for name, value in response["headers"].items()}
        return self

    def body(self):
        return self.browser.tell("Network.getResponseBody", requestId=self.id)["body"].encode()


@functools.cache
def asset(url):
    """What stands at an address that everybody may ask for."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def delivered(body):
    """The bytes of a body as it is delivered: packed by gzip, as the CDN does."""
    return len(gzip.compress(body, 6))


class Answers:
    """Keeps account of what a browser asks for."""

    def __init__(self, browser):
        self.browser = browser
        self.page = None
        self.refused = set()
        self.parts = []
        browser.tell("Network.setCacheDisabled", cacheDisabled=True)
        browser.traffic()

    def catch_up(self):
        """The page where the browser stands, and its parts. Pages within frames of a page are its parts."""
        open_requests = {asked.id: asked for asked in [*self.parts, *filter(None, [self.page])]}
        for event in self.browser.traffic():
            told = event["params"]
            if event["method"] == "Network.requestWillBeSent":
                self._asks(told, open_requests)
            elif event["method"] == "Network.responseReceived" and told["requestId"] in open_requests:
                asked = open_requests[told["requestId"]].answered(told["response"])
                if asked.kind == "Document" and asked.status >= 400:
                    self.refused.add(asked.url)
        return self

    def _asks(self, told, open_requests):
        asked = Asked(self.browser, told)
        open_requests[asked.id] = asked
        is_page = asked.kind == "Document" and asked.frame == self.browser.frame() and not asked.url.startswith("data:")
        if is_page:
            self.page, self.parts = asked, []
        else:
            self.parts.append(asked)
