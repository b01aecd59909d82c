"""What somebody must come by and see, as the places say that define it."""

import pathlib
import re


def read(path):
    return pathlib.Path(path).read_text()


def routes():
    """The path of every GET that the functions answer. A test holds the table against the code."""
    lines = read("ARCHITECTURE.md").splitlines()
    return {line.split("`")[1].removeprefix("GET ") for line in lines if line.startswith("| `GET /api/")}


def marks():
    """What pages and mails say of themselves besides their template: which notice, state or mail they are."""
    answers, wording = read("themes/src/context/answers.rs"), read("themes/default/i18n/nb.ftl")
    return {
        *(f"notice-{key}" for key in notices()),
        *(f"account-{state}" for state in variants(answers, "AccountState")),
        *(f"ended-{why}" for why in variants(answers, "EndedWhy")),
        *(f"mail-{key}" for key in re.findall(r"^mail-([a-z0-9-]+)-subject =", wording, re.MULTILINE)),
    }


def notices():
    """The key of each that the gallery shows, is a refusal, or is named where it is answered."""
    _, gallery = read("themes/examples/gallery/samples/gated.rs").split("const NOTICES", 1)
    functions = "".join(read(path) for path in pathlib.Path("functions/src").rglob("*.rs"))
    return [
        *re.findall(r'\n    \("([a-z0-9-]+)", ', gallery.split("];")[0]),
        *re.findall(r'\bkey: "([a-z0-9-]+)"', read("functions/src/failure.rs")),
        *re.findall(r'notice::\w+\(app, "([a-z0-9-]+)"', functions),
    ]


def variants(source, name):
    """Those of an enumeration in Rust, as templates are told them."""
    _, rest = source.split(f"pub enum {name} {{", 1)
    names = re.findall(r"^    ([A-Z]\w+),", rest.split("}")[0], re.MULTILINE)
    return [re.sub(r"(?<!^)(?=[A-Z])", "-", each).lower() for each in names]
