#!/usr/bin/env python3
"""Asks Lighthouse about the public pages of the sample portal. `tests/browser/lighthouse` runs it."""

import json
import os
import shutil
import subprocess
import sys

from driver import serving
from states import OPEN

PAGES = ["/", "/bli-medlem/", "/nivaer/", "/nivaer/1-ro-i-kroppen/", "/artikler/", "/artikler/lysbilder-som-hjelper/", "/om/"]
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def report(lighthouse, address):
    # It asks for robots.txt as the page would, and the policy lets pages ask for nothing.
    flags = ["--output=json", "--skip-audits=robots-txt", "--quiet", "--chrome-flags=--headless --no-sandbox", f"--only-categories={','.join(LEAST)}"]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium")}
    told = subprocess.run(["node", lighthouse, address, *flags], check=True, capture_output=True, env=environment)
    return json.loads(told.stdout)


def below(told):
    """What keeps a page from its scores."""
    for name, least in LEAST.items():
        category = told["categories"][name]
        if round(category["score"] * 100) < least:
            audits = [told["audits"][entry["id"]] for entry in category["auditRefs"] if entry["weight"]]
            yield from (f"{name}: {audit['title']}" for audit in audits if audit["score"] is not None and audit["score"] < 0.9)
    if told["audits"]["cumulative-layout-shift"]["numericValue"] > 0:
        yield "the layout shifts"


def main(terskel, content, lighthouse):
    wrong = []
    print("performance accessibility best-practices seo layout-shift")
    with serving(terskel, content, "--bare", "--now", OPEN) as origin:
        for page in PAGES:
            told = report(lighthouse, origin + page)
            scores = [round(told["categories"][name]["score"] * 100) for name in LEAST]
            shift = told["audits"]["cumulative-layout-shift"]["numericValue"]
            print(f"{scores[0]:>11} {scores[1]:>13} {scores[2]:>14} {scores[3]:>3} {shift:>12.3f} {page}", flush=True)
            wrong += [f"{page}: {complaint}" for complaint in below(told)]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
