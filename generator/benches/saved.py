"""Edits texts of a portal that is served, and waits for each in the answer. Run it by `generator/benches/saved`."""

import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROUNDS = 9
WAIT_MS = 30  # What `serve` waits for an editor to be done: SETTLES in generator/src/serve/watch.rs.


def answer(address):
    with urllib.request.urlopen(address, timeout=60) as page:
        return page.read().decode()


def until(address, words):
    while words not in answer(address):
        time.sleep(0.0005)


def edited(file, text, address, words):
    """Milliseconds from the save to the answer."""
    file.write_text(text)
    begun = time.perf_counter()
    until(address, words)
    took = time.perf_counter() - begun
    time.sleep(0.2)
    return took * 1000


def bare(address):
    """Milliseconds to answer without any edit."""
    begun = time.perf_counter()
    answer(address)
    return (time.perf_counter() - begun) * 1000


def told(name, times, without):
    whole, own = statistics.median(times), statistics.median(times) - WAIT_MS - without
    print(f"{name:<32} {whole:6.1f} ms, of which {without:5.1f} ms is any answer, {WAIT_MS} ms waiting, and {own:5.1f} ms ours")


def measured(origin, content):
    file = next(iter(sorted(content.glob("articles/*.md"))))
    text, page, listed = file.read_text(), f"{origin}/artikler/{file.stem}/", f"{origin}/artikler/"
    of_page = statistics.median(bare(page) for _ in range(ROUNDS))
    of_list = statistics.median(bare(listed) for _ in range(ROUNDS))
    bodies = [edited(file, f"{text}\nMERKE{round}KROPP\n", page, f"MERKE{round}KROPP") for round in range(ROUNDS)]
    told("a text, on its page", bodies, of_page)
    titles = []
    for round in range(ROUNDS):
        title = f"Merke{round}tittel"
        titles.append(edited(file, re.sub("title: .*", f"title: {title}", text, count=1), listed, title))
    told("a title, in the list", titles, of_list)
    base = content.parent / "themes/templates/base.html"
    template, themes = base.read_text(), []
    for round in range(ROUNDS):
        themes.append(edited(base, template.replace("</body>", f"<!-- {round}mal --></body>"), page, f"{round}mal"))
    told("the base template, on a page", themes, of_page)


def main():
    pages = sys.argv[1]
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_MEMORY", "/dev/shm")) as folder:
        content = pathlib.Path(folder, "content")
        corpus = pathlib.Path(__file__).with_name("corpus.py")
        subprocess.run([sys.executable, corpus, "terskel", pages, content], check=True)
        templates = pathlib.Path(folder, "themes/templates")
        templates.mkdir(parents=True)
        shutil.copy(pathlib.Path(__file__).parents[2] / "themes/default/templates/base.html", templates)
        serving = [os.environ["TERSKEL"], "serve", content, "--fresh", "--port", "0"]
        serve = subprocess.Popen(serving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder)
        try:
            origin = next(found[0] for line in serve.stdout if (found := re.search(r"http://localhost:\d+", line)))
            measured(origin, content)
            most = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{serve.pid}/status").read_text())
            print(f"memory {int(most[1]) / 1000:.0f} MB at most")
        finally:
            serve.send_signal(signal.SIGINT)
            serve.wait()


main()
