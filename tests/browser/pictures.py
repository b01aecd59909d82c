#!/usr/bin/env python3
"""Takes a picture of every page and state: `tests/browser/pictures.py path/to/terskel content folder`. `tests/browser/pictures` runs it."""

import pathlib
import sys

from driver import browsing
from everywhere import walked
from inspection import WIDTHS


# Images wait to be fetched until a reader comes near them, and a picture of the whole page does not come near.
FETCH_ALL = """
const done = arguments[arguments.length - 1];
for (const image of document.images) image.loading = "eager";
Promise.allSettled([...document.images].map((image) => image.decode())).then(() => done());
"""


class Pictures:
    """At each width, light and dark, from top to end."""

    def __init__(self, browser, folder):
        self.browser, self.folder = browser, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.stand()

    def begin(self, _):
        pass

    def __call__(self, name, *_):
        self.browser.run_until_done(FETCH_ALL)
        for width in WIDTHS:
            self.browser.width(width)
            for scheme in ["light", "dark"]:
                self.browser.prefer(scheme, prefers_reduced_motion="reduce")
                self.folder.joinpath(f"{name}-{width}-{scheme}.png").write_bytes(self.browser.picture())
        self.stand()

    def stand(self):
        """As whoever walks on expects it."""
        self.browser.width(WIDTHS[0])
        self.browser.prefer("light", prefers_reduced_motion="reduce")


def main(terskel, content, folder):
    with browsing() as browser:
        walked(browser, Pictures(browser, folder), terskel, content)
    print(f"took {len(list(pathlib.Path(folder).glob('*.png')))} pictures of pages and states into {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
