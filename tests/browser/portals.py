"""The portals that are looked at: copies of the sample, in another language or strained, and the sample's theme with marks."""

import pathlib
import shutil

import specimens

# Pages that the sample has no need of.
MORE = {
    "pages/gammel-adresse.md": "---\ntitle: Ny adresse\ndescription: Denne siden het noe annet før.\naliases: [/for/]\n---\nDen står her nå.\n",
    "articles/om-runden.md": "---\ntitle: Om runden\ndescription: Når den åpner, hva den koster, og hvor mange som får plass.\n"
    "published: 2026-05-01\ntopics: [runden]\n---\n" + specimens.fenced(specimens.OF_LAUNCHES),
}
# For those who want less, and for those who want to pay once.
MORE_OFFERS = """\
      - { id: ro, title: Bare nivå 1, audience: everyone, levels: [1], price: 99, interval: month, founding: true }
      - { id: engang, title: For godt, audience: everyone, price: 12490, interval: once, founding: true }
"""
# What some templates are told, and say in their mark.
MORE_MARKS = {"notice": "notice-{{ key }}", "account": "account-{{ state }}", "ended": "ended-{{ why }}", "mail": "mail-{{ key }}"}


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
    """What a layout must bear: much of everything, titles that are very long or one word, and long names of everything else."""
    teach_more(content)
    articles = content / "articles"
    articles.joinpath("lang.md").write_text(article(LONG, LONG, "2026-08-01") + f"## {LONG}\n\n{LONG}.\n\n```\n{LONG}\n```\n")
    articles.joinpath("ro.md").write_text(article("Ro", "Kort.", "2026-08-02") + "Pust ut.\n")
    change(content / "site.yaml", "title: Tydelig\n", "title: Akademiet for krevende forsamlinger\n")
    change(content / "levels/4-salen/index.md", "title: Salen", f'title: "{LONG}"')
    change(content / "pages/bli-medlem.md", "  title: Vær med mens Tydelig blir til", f'  title: "{LONG}"')
    change(content / "pages/index.md", hero_of(content / "pages/index.md"), f'  title: "{LONG}"')
    change(content / "launches.yaml", "name: Første runde", f'name: "{LONG}"')
    change(content / "launches.yaml", "  - id: november", f"{MORE_OFFERS}\n  - id: november")
    return content


def teach_more(content):
    """Forty lessons more in a month, one with every block, and two months that come later."""
    month = content / "levels/1-ro-i-kroppen/2026-08"
    for number in range(10, 50):
        title = f"Leksjonen om {LONG}" if number == 20 else f"Øvelse {number}"
        month.joinpath(f"{number}-ovelse-{number}.md").write_text(lesson(title, f"Tell til {number} mens du hører på rommet."))
    blocks = specimens.fenced(specimens.BLOCKS | specimens.OTHERWISE) + specimens.CALLOUTS
    month.joinpath("50-alle-blokker.md").write_text(lesson("Alt som kan stå i en leksjon", blocks))
    specimens.put_files(month, specimens.curtain())
    for later in ["2026-09", "2026-10"]:
        folder = month.parent / later
        folder.mkdir()
        folder.joinpath("01-senere.md").write_text(lesson("En ny måned", "Nå kommer noe nytt å øve på."))


def lesson(title, text):
    return f'---\ntitle: "{title}"\n---\n{text}\n'


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
    """The default theme, whose pages, blocks and mails say in a comment what they are; and their names."""
    named = []
    for path in sorted(pathlib.Path(templates).rglob("*.html")):
        name, text = path.relative_to(templates).with_suffix("").as_posix(), path.read_text()
        with_mark = marked(name, text)
        if with_mark != text:
            target = pathlib.Path(folder, "templates", f"{name}.html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(with_mark)
            named.append(name)
    return named


def marked(name, text):
    """A template with its mark: where its page or mail ends, or after its block. What others are made of has none."""
    mark = f"<!-- shows {name} {MORE_MARKS.get(name, '')} -->"
    if name.startswith("blocks/"):
        return text + mark
    end = "</body>" if name == "mail" else "{% endblock main %}"
    return text if name == "base" else text.replace(end, mark + end)
