"""A specimen of every block, and the files that they name."""

import struct
import zlib

BLOCKS = {
    "video": "video\ntitle: Tre steder å stå\nvimeo: 123456789\nposter: scene.png\ntranscript: |\n  Stå med føttene under hoftene. Kjenn gulvet.",
    "audio": "audio\ntitle: Fire rolige pust\nfile: pust.wav\ntranscript: |\n  Pust inn mens du teller til fire. Pust ut mens du teller til seks.",
    "download": "download\ntitle: Øvingsark for uke 1\nfile: ovingsark.csv",
    "quote": "quote\ntext: Den som vil bli hørt, må først bli **stille**.\nby: Ingrid\nrole: i leksjonen om utpusten",
    "questions": "questions\n- question: Må jeg snakke foran andre?\n  answer: Nei. Du øver alene, og viser det frem når du vil.\n"
    "- question: Hvor mye tid trenger jeg?\n  answer: En halv time i uken.",
    "event": "event\ntitle: Åpen kveld\nstart: 2026-09-03T19:00\nend: 2026-09-03T20:30\nplace: Deichman Bjørvika, Oslo\nurl: scene.png",
}
# Those of the launch, which stand on public pages alone.
OF_LAUNCHES = {name: name for name in ["offers", "waitlist", "countdown", "seats"]}
# The same blocks, told otherwise.
OTHERWISE = {
    "own video": "video\ntitle: Fra salen\nfile: film.mp4\nposter: scene.png\ncaptions: film.vtt",
    "tall video": "video\ntitle: Bak scenen\nyoutube: abcdefghijk\nshape: 9:16\ncaptions: true",
}
CALLOUTS = "\n".join(f"> [!{word}]\n> Pust ut **lenger** enn du puster inn.\n" for word in ["TIP", "WARNING", "NOTE", "IMPORTANT", "CAUTION"])


def fenced(blocks):
    return "".join(f"```{block}\n```\n\n" for block in blocks.values())


def put_page(content, blocks, scene=None):
    """A page of these blocks and the callouts, at `/blokker/`."""
    text = f"---\ntitle: Blokker\ndescription: Alle sammen.\n---\n{fenced(blocks)}{CALLOUTS}"
    content.joinpath("pages/blokker.md").write_text(text)
    put_files(content / "pages", scene or curtain())


def put_files(folder, scene):
    """Everything that the blocks of a text name, beside it in `folder`."""
    folder.joinpath("scene.png").write_bytes(scene)
    folder.joinpath("pust.wav").write_bytes(silence())
    folder.joinpath("film.mp4").write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
    folder.joinpath("film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHei.\n")
    folder.joinpath("ovingsark.csv").write_text("uke;øvelse\n" + "1;Fire rolige pust\n" * 80)


def silence(seconds=2, rate=8000):
    """A sound without a sound. Source: RFC 2361 and "WAVE", 8 bits, one channel."""
    data = b"\x80" * seconds * rate
    number = lambda value, size: value.to_bytes(size, "little")
    form = number(1, 2) + number(1, 2) + number(rate, 4) + number(rate, 4) + number(1, 2) + number(8, 2)
    chunks = b"WAVEfmt " + number(len(form), 4) + form + b"data" + number(len(data), 4) + data
    return b"RIFF" + number(len(chunks), 4) + chunks


def curtain(width=1600, height=900):
    """A picture of one colour. Source: "Portable Network Graphics", W3C."""
    row = b"\0" + bytes([13, 74, 85]) * width
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
