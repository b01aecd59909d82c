"""The portals that are looked at: copies of the sample, in another language or strained, and the sample's theme with marks."""

import pathlib
import re
import shutil

# Pages that the sample has no need of.
MORE = {
    "pages/gammel-adresse.md": "---\ntitle: Ny adresse\ndescription: Denne siden het noe annet før.\naliases: [/for/]\n---\nDen står her nå.\n",
}


def copy(content, folder, lang="nb"):
    """The sample in `folder`, its wording in `lang`, with one seat in its second launch: it is soon sold out."""
    content = pathlib.Path(shutil.copytree(content, pathlib.Path(folder, "content")))
    change(content / "site.yaml", "lang: nb", f"lang: {lang}")
    launches = content / "launches.yaml"
    first, second = launches.read_text().split("  - id: november")
    launches.write_text(f"{first}  - id: november{second.replace('seats: 100', 'seats: 1')}")
    for path, text in MORE.items():
        content.joinpath(path).write_text(text)
    return content


LONG = "Menneskerettighetsorganisasjonsmedlemskapets innledningsforedragsholderutvelgelse, og hva du kan gjøre med den når du har dårlig tid"


def strain(content):
    """What a layout must bear: forty lessons more, titles that are very long or one word, and long names of everything else."""
    month = content / "levels/1-ro-i-kroppen/2026-08"
    for number in range(10, 50):
        title = f"Leksjonen om {LONG}" if number == 20 else f"Øvelse {number}"
        month.joinpath(f"{number}-ovelse-{number}.md").write_text(f"---\ntitle: \"{title}\"\n---\nTell til {number} mens du hører på rommet.\n")
    articles = content / "articles"
    articles.joinpath("lang.md").write_text(article(LONG, LONG, "2026-08-01") + f"## {LONG}\n\n{LONG}.\n\n```\n{LONG}\n```\n")
    articles.joinpath("ro.md").write_text(article("Ro", "Kort.", "2026-08-02") + "Pust ut.\n")
    change(content / "site.yaml", "title: Tydelig\n", "title: Akademiet for krevende forsamlinger\n")
    change(content / "levels/4-salen/index.md", "title: Salen", f'title: "{LONG}"')
    change(content / "pages/bli-medlem.md", "  title: Vær med mens Tydelig blir til", f'  title: "{LONG}"')
    change(content / "pages/index.md", hero_of(content / "pages/index.md"), f'  title: "{LONG}"')
    change(content / "launches.yaml", "name: Første runde", f'name: "{LONG}"')
    return content


def hero_of(page):
    """The line with the title of the first thing on a page."""
    return next(line for line in page.read_text().splitlines() if line.startswith("  title: "))


def article(title, description, published):
    return f'---\ntitle: "{title}"\ndescription: "{description}"\npublished: {published}\ntopics: [møter]\n---\n'


def change(path, old, new):
    text = path.read_text()
    assert text.count(old) == 1, f"`{old}` stands once in {path}"
    path.write_text(text.replace(old, new))


def marked_theme(folder, templates="themes/default/templates"):
    """The default theme, whose pages name their template in the class of their body; and the names."""
    named = []
    for path in sorted(pathlib.Path(templates).glob("*.html")):
        text = path.read_text()
        if '{% extends "base.html" %}' not in text:
            continue
        mark, kind = f" template-{path.stem}", re.compile(r"\{% block kind %\}(.*)\{% endblock kind %\}")
        marked = kind.sub(lambda found: f"{{% block kind %}}{found[1]}{mark}{{% endblock kind %}}", text)
        if marked == text:
            marked = f"{text}\n{{% block kind %}}plain{mark}{{% endblock kind %}}\n"
        target = pathlib.Path(folder, "templates", path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(marked)
        named.append(path.stem)
    return named
