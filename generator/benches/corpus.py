#!/usr/bin/env python3
"""Writes a folder of neutral pages to build, always the same: as a portal, as a Hugo site or as an Eleventy site.

    generator/benches/corpus.py terskel 1000 FOLDER      or: hugo, eleventy; any number of pages from 20

A fifth of the pages are articles, the others lessons of four levels, a hundred a month: five sections. Each page has
about 600 words with headings, lists, a table, a code block, tasks, æøå and a link to its neighbour. No lesson says eight
words in a row that an article says, and none has its title in one, so the portal passes the audit for leaks.
"""

import pathlib
import random
import shutil
import sys

from words import ADJECTIVES, JOINTS, NOUNS, VERBS

HERE = pathlib.Path(__file__).parent
LEVELS = 4
A_MONTH = 100
FIRST_YEAR = 2024
SECTIONS = {"articles": "Artikler", **{f"level-{number}": f"Trinn {number}" for number in range(1, LEVELS + 1)}}


class Page:
    """A page: which it is among `total`, and what it says."""

    def __init__(self, number, total):
        self.number, self.total = number, total
        articles = total // 5
        self.section = "articles" if number < articles else f"level-{(number - articles) % LEVELS + 1}"
        self.place = number if number < articles else (number - articles) // LEVELS
        self.dice = random.Random(number)
        # The number keeps a title from standing in a text by chance.
        self.title = f"{self.words(3).capitalize()} {number + 1000}"
        self.slug = f"side-{number + 1000}"
        self.description = self.sentence()

    def next(self):
        """The page after this one in its section; of the last one, the one before it."""
        step = 1 if self.section == "articles" else LEVELS
        is_last = self.number + step >= (self.total // 5 if step == 1 else self.total)
        return Page(self.number - step if is_last else self.number + step, self.total)

    def month(self):
        """In which an article or a lesson comes out."""
        months = self.place // A_MONTH
        return f"{FIRST_YEAR + months // 12}-{months % 12 + 1:02}"

    def day(self):
        return f"{self.month()}-{self.place % 28 + 1:02}"

    def words(self, count):
        """So many words; each third one joins the others."""
        kinds = (ADJECTIVES, NOUNS, VERBS, JOINTS)
        return " ".join(self.dice.choice(kinds[place % 4]) for place in range(count))

    def sentence(self):
        return f"{self.words(self.dice.randint(7, 13)).capitalize()}."

    def paragraph(self, link=None):
        sentences = [self.sentence() for _ in range(5)]
        sentences[1] = f"**{self.words(2)}** {sentences[1].lower()}"
        sentences[3] = f"{sentences[3][:-1]} *{self.words(1)}* `{self.words(1)}`."
        if link:
            sentences[2] = f"{self.words(3).capitalize()} [{self.words(2)}]({link})."
        return " ".join(sentences)

    def body(self, link):
        """The text; `link` leads to the neighbour."""
        items = "\n".join(f"- {self.words(6)}" for _ in range(5))
        numbered = "\n".join(f"{place}. {self.words(5)}" for place in range(1, 4))
        tasks = "\n".join(f"- [ ] {self.words(5)}" for _ in range(4))
        rows = "\n".join(f"| {self.words(2)} | {self.words(1)} | {self.dice.randint(1, 999)} |" for _ in range(4))
        code = "\n".join(f"la {self.words(1)} = {self.dice.randint(1, 999)}" for _ in range(4))
        parts = [
            self.paragraph(link),
            self.heading(), self.paragraph(), items, self.paragraph(),
            self.heading(), self.paragraph(), f"| {self.words(1)} | {self.words(1)} | tall |\n| --- | --- | ---: |\n{rows}",
            self.heading(), self.paragraph(), f"```\n{code}\n```", self.paragraph(),
            f"### {self.words(3).capitalize()}", self.paragraph(), numbered,
            self.heading(), self.paragraph(), self.paragraph(), tasks,
        ]
        return "\n\n".join(parts) + "\n"

    def heading(self):
        return f"## {self.words(4).capitalize()}"


def terskel(page):
    """Its path in a portal, and its text."""
    if page.section == "articles":
        fields = f"description: {page.description}\npublished: {page.day()}\ntopics: [{page.words(2).split()[1]}]"
        return path_in_portal(page), document(page, fields, f"{page.next().slug}.md")
    month, name = path_in_portal(page.next()).split("/")[2:]
    return path_in_portal(page), document(page, None, f"../{month}/{name}")


def path_in_portal(page):
    if page.section == "articles":
        return f"articles/{page.slug}.md"
    level = page.section.removeprefix("level-")
    return f"levels/{level}-trinn/{page.month()}/{page.place % A_MONTH + 1:03}-{page.slug}.md"


def plain(page):
    """Its path in a section's folder, and its text."""
    fields = f"description: {page.description}\ndate: {page.day()}"
    return f"{page.section}/{page.slug}.md", document(page, fields, f"/{page.section}/{page.next().slug}/")


def document(page, fields, link):
    head = "\n".join(filter(None, [f"title: {page.title}", fields]))
    return f"---\n{head}\n---\n{page.body(link)}"


def indices_of_terskel():
    for number in range(1, LEVELS + 1):
        head = f"title: Trinn nummer {number}\nteaser: Her står det som hører til trinn {number}."
        yield f"levels/{number}-trinn/index.md", f"---\n{head}\n---\nOffentlig om trinn {number}.\n"


def indices_of_hugo():
    for section, title in SECTIONS.items():
        yield f"{section}/_index.md", f"---\ntitle: {title}\n---\n"


def indices_of_eleventy():
    for section, title in SECTIONS.items():
        yield f"{section}/{section}.json", f'{{ "tags": "{section}", "layout": "page.njk" }}\n'
        head = f"title: {title}\nlayout: section.njk\nsection: {section}\npermalink: /{section}/index.html"
        yield f"{section}.njk", f"---\n{head}\n---\n"


# Where the pages lie, how one is written, and what lies beside them.
KINDS = {
    "terskel": ("", terskel, indices_of_terskel),
    "hugo": ("content", plain, indices_of_hugo),
    "eleventy": ("content", plain, indices_of_eleventy),
}


def write(kind, total, folder):
    """Writes the site of a kind; the paths of its first article and its first lesson are given back."""
    folder = pathlib.Path(folder)
    under, page_of, indices = KINDS[kind]
    shutil.copytree(HERE / kind, folder, dirs_exist_ok=True)
    files = list(indices()) + [page_of(Page(number, total)) for number in range(total)]
    for path, text in files:
        path = folder / under / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / under / page_of(Page(number, total))[0] for number in (0, total // 5)]


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in KINDS or not sys.argv[2].isdigit() or int(sys.argv[2]) < 20:
        sys.exit(__doc__)
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
