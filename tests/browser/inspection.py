"""What must hold of every page and state, wherever a reader stands."""

import json
import urllib.parse

from answer import Answers, asset, delivered

WIDTHS = [390, 1280]
NARROWEST = 320

# For a page with its icon, two or three style sheets, and a script with what that asks for; before images.
MOST_REQUESTS = 6
# In bytes: everything before images as it is delivered, packed; and the style and script as they are written.
MOST_IN_ALL = 25_000
MOST_STYLE = 20_000
MOST_SCRIPT = 6_000
# What a script is, or asks for. Source: the Chrome DevTools Protocol, "Network.ResourceType".
OF_SCRIPTS = ["Script", "Fetch", "XHR"]

# A mail stands within a page of whoever shows it, so it has no landmarks of its own.
MAIL_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS = [*MAIL_TAGS, "best-practice"]
AXE = """
const done = arguments[0];
axe.run(%s).then(
  (results) => done(results.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.any.map((check) => check.message).join(" ").slice(0, 160)}`))),
  (error) => done([String(error)]));
"""

TOO_WIDE = """
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
const scrolls = (element) => element && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
const wide = [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > width && !scrolls(element));
const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
if (innermost.length) return innermost.map((element) => element.outerHTML.slice(0, 120));
const runsOut = [...document.querySelectorAll("body *")].filter((element) => element.clientWidth && element.scrollWidth > element.clientWidth);
return [`${document.documentElement.scrollWidth} px; what runs out is perhaps in ${runsOut.at(-1)?.outerHTML.slice(0, 120)}`];
"""
# The ways to the review page that have no price beside them, with how often it is paid.
UNPRICED = """
const price = /(\\d kr|NOK \\d[\\d,.]*),? (i måneden|i månaden|i året|én gang|éin gong|a month|a year|once)/;
return [...document.querySelectorAll('form[action="/api/checkout/hold"], a[href^="/api/checkout/review"]')]
  .filter((way) => !price.test(way.closest(".card")?.innerText.replaceAll("\\u00a0", " ")))
  .map((way) => way.outerHTML.slice(0, 120));
"""
# Pages that are wider than any screen: by a box, by text that runs out of its own, and by what no element is.
WIDE_PAGES = [
    "<div style='width: 3000px'>wide</div>",
    f"<p>{'x' * 3000}</p>",
    "<style>p::after { content: ''; display: block; width: 3000px; height: 1px; }</style><p>wide</p>",
]


def proves_itself(browser):
    """That the check of the width finds what it is to find, or it would prove nothing."""
    for page in WIDE_PAGES:
        browser.open("data:text/html," + urllib.parse.quote(f"<!doctype html>{page}"))
        assert browser.run(TOO_WIDE), f"nothing is too wide in {page[:80]}"
    browser.open("data:text/html,<!doctype html><p>narrow</p>")
    assert browser.run(TOO_WIDE) == [], "something is too wide in a narrow page"


class Inspection:
    """Of a portal in one language. `folder` gets every page as it was answered."""

    def __init__(self, browser, axe, folder):
        self.browser, self.axe, self.folder = browser, axe, folder
        self.answers = Answers(browser)
        self.wrong = []
        self.most_bytes = self.most_requests = (0, "")
        folder.mkdir(parents=True, exist_ok=True)
        browser.width(WIDTHS[0])
        browser.prefer("light", prefers_reduced_motion="reduce")
        browser.complaints()

    def begin(self, origin):
        self.origin = origin

    def __call__(self, name, body=None):
        """The state that is called so; `body` is the page's, if it is not what the browser was answered."""
        page = self.answers.catch_up().page
        body = body or page.body()
        self.folder.joinpath(f"{name}.html").write_bytes(body)
        if name.startswith("mail-"):
            told = [*self.reflow(), *self.access(MAIL_TAGS)]
        else:
            seen = [*self.policy(page), *self.console(), *self.elsewhere(), *self.unpriced(), *self.weight(page, body)]
            told = [*seen, *self.reflow(), *self.access(TAGS)]
        self.wrong += [f"{name} ({page.path}): {complaint}" for complaint in told]

    @property
    def heaviest(self):
        return "the heaviest before images has %d bytes: %s; the most requests are %d: %s" % (*self.most_bytes, *self.most_requests)

    def policy(self, page):
        policy = page.headers.get("content-security-policy", "")
        if "default-src 'none'" not in policy or "unsafe-inline" in policy:
            yield f"its policy is `{policy}`"

    def console(self):
        """That a page has another status than 200 makes Chromium complain, and is no complaint of the page's."""
        for complaint in self.browser.complaints():
            if "Failed to load resource" not in complaint or complaint.split(" ")[0] not in self.answers.refused:
                yield f"the console says {complaint}"

    def elsewhere(self):
        for part in self.answers.parts:
            if not part.url.startswith((f"{self.origin}/", "data:", "about:")):
                yield f"it asks {part.url}"

    def unpriced(self):
        yield from (f"no price with its interval beside {way}" for way in self.browser.run(UNPRICED))

    def weight(self, page, body):
        """Search pages may run as much script as a search takes, and ask for what it searches."""
        searches = page.path.endswith("/sok/")
        parts = {part.url: part for part in self.answers.parts if part.url.startswith(self.origin) and part.kind != "Image"}.values()
        own = [part for part in parts if not (searches and part.kind in OF_SCRIPTS)]
        styles, scripts = ([asset(part.url) for part in own if part.kind == kind] for kind in ["Stylesheet", "Script"])
        in_all = sum(delivered(body) for body in [body, *styles, *scripts])
        self.most_bytes = max(self.most_bytes, (in_all, page.path))
        self.most_requests = max(self.most_requests, (1 + len(own), page.path))
        sizes = [("style", sum(map(len, styles)), MOST_STYLE), ("script", sum(map(len, scripts)), MOST_SCRIPT), ("all before images", in_all, MOST_IN_ALL)]
        yield from (f"{size} bytes of {kind}" for kind, size, most in sizes if size > most)
        if 1 + len(own) > MOST_REQUESTS:
            yield f"{1 + len(own)} requests: {[f'{part.kind} {part.path}' for part in own]}"

    def reflow(self):
        self.browser.width(NARROWEST)
        yield from (f"wider than {NARROWEST} px: {element}" for element in self.browser.run(TOO_WIDE)[:3])
        self.browser.width(WIDTHS[0])

    def access(self, tags):
        """In light every rule; in dark that of contrast, for no other depends on colours."""
        self.browser.run(self.axe)
        yield from self.violations("light", {"runOnly": tags, "resultTypes": ["violations"]})
        self.browser.prefer("dark", prefers_reduced_motion="reduce")
        yield from self.violations("dark", {"runOnly": ["color-contrast"], "resultTypes": ["violations"]})
        self.browser.prefer("light", prefers_reduced_motion="reduce")

    def violations(self, scheme, options):
        found = self.browser.run_until_done(AXE % json.dumps(options))
        yield from (f"axe, in {scheme}: {violation}" for violation in found)
