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
