"""Drawing: what all SVG drawings share: the frame, the colours, and texts that fit into their boxes.

SVG 2 (https://www.w3.org/TR/SVG2/) with `title` and `desc`, without scripts and without anything from elsewhere. All colours are
attributes, for programs that know no style sheets; the style sheet inside changes them where somebody prefers a dark screen or
high contrast. What is drawn keeps its light colours on paper.

How wide a text will be is estimated by the widths of DejaVu Sans, one of the widest fonts in use: in others there is room left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, islice

from attrs import frozen

from gremium.plugins.parts import Context
from gremium_adapters.exporters.graph import isolated, plain

# Widths in thousandths of the size of the font.
WIDTHS = {letter: width for letters, width in {
    "ijlI'J|.,:;! \u00b7": 400, 'ftr()[]{}-/\\"': 465, "csxyzvk?\u00b0": 595, "abdeghnopqu*_\u00df": 640, "0123456789$": 640,
    "LFSZTYEPXK": 690, "ABCRVU": 735, "GDHNOQ": 790, "w+<>=#~^&%\u2192": 840, "mMW@\u00e6\u00c6": 1000, "\u2026\u2014": 1000,
    "\u0153\u0152": 1080, "\u2013\u201c\u201d\u201e": 520, "\u2018\u2019": 320,
}.items() for letter in letters}  # fmt: skip
LETTER, WIDE, WIDEST = 1000, 1100, 2600
# Where long German words may be parted: behind these.
JOINTS = (
    "ungs", "heits", "keits", "schafts", "tions", "täts", "arbeits", "stadt", "kreis", "jugend", "sozial", "schul", "sport",
    "bau",
)  # fmt: skip
LONGEST_SENTENCE = 50_000  # names are cut before; this ends what is made of very many of them
LEAST = 4  # so many letters stay together at both ends of a word

NEXT = "\n"
LINES = ("route", "sends", "chooses", "part")
STROKED = (*LINES, "line", "grid", "ink-line")

FONT = "Verdana, DejaVu Sans, Arial, Helvetica, sans-serif"
LEADING = 1.3  # from one line to the next, in sizes of the font

# What is drawn in which colours: on a light and on a dark screen.
COLOURS: dict[str, tuple[str, str]] = {
    "page": ("#ffffff", "#15191f"),
    "band": ("#f1f4f8", "#1e252e"),
    "ink": ("#1b232c", "#e8edf2"),
    "soft": ("#4c5865", "#b3bfcb"),
    "box": ("#ffffff", "#28313c"),
    "line": ("#66727f", "#94a2b0"),
    "route": ("#0b5aa5", "#74b7f5"),
    "sends": ("#18702f", "#79cf8d"),
    "chooses": ("#9a3f00", "#f2a366"),
    "part": ("#5d6874", "#a6b2be"),
    "ink-line": ("#1b232c", "#e8edf2"),
    "grid": ("#c3ccd6", "#3d4854"),
    "closed": ("#e6cba4", "#6b5330"),
    "notice": ("#a9cdee", "#2b5f8f"),
}


@frozen
class Label:
    """A text in lines that fit into a box, and the size of its font."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        """How high it is."""
        return round(len(self.lines) * self.size * LEADING)


# ── texts that fit ───────────────────────────────────────────────────────────────────────────────────────────────────


def width_of(text: str, size: int) -> float:
    """Return how wide a text is at most, in pixels."""
    return sum(map(_width, text)) * size / 1000


def _width(letter: str) -> int:
    known = WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE if unicodedata.category(letter) == "Lo" else 1500
    return LETTER if ord(letter) < 0x2E80 else WIDEST  # noqa: PLR2004  # behind it: ligatures as wide as a line, old scripts


def fitted(text: str, width: int, size: int, most: int) -> Label:
    """Return a text in at most so many lines of a width; words that are too long are parted, the rest is cut with an ellipsis.

    Where a word is too long that has no joint, a font that is a little smaller is tried before.
    """
    words = plain(text).split()
    long = [word for word in words if width_of(word, size) > width]
    if any(not _joint(word, width, size) for word in long) and all(width_of(word, size - 2) <= width for word in long):
        size -= 2
    lines = list(islice(_lines(words, width, size), most + 1))
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last}…"]
    return Label(tuple(map(isolated, lines)), size)


def _lines(words: Iterable[str], width: int, size: int) -> Iterator[str]:
    """Yield words in lines."""
    line = ""
    for word in words:
        for number, part in enumerate(_parts(word, width, size)):
            longer = f"{line} {part}" if line and not number else part
            if line and (number or width_of(longer, size) > width):
                yield line
                longer = part
            line = longer
    if line:
        yield line


def _parts(word: str, width: int, size: int) -> Iterator[str]:
    """Yield a word in parts that fit into a line."""
    while len(word) > 1 and width_of(word, size) > width:
        cut = _joint(word, width, size) or _anywhere(word, width, size)
        hyphen = word[cut - 1].isalpha() and unicodedata.east_asian_width(word[cut - 1]) not in "WF"
        yield f"{word[:cut]}-" if hyphen else word[:cut]
        word = word[cut:]
    yield word


def _fits(word: str, width: int, size: int) -> int:
    """Return how many letters of a word fit into a line with a hyphen behind them; one in any case."""
    room = width - width_of("-", size)
    return max(1, sum(used <= room for used in accumulate(width_of(letter, size) for letter in word)))


def _joint(word: str, width: int, size: int) -> int:
    """Return the last place where a word may be parted well: behind a hyphen, a slash or a joint; 0 where there is none."""
    listed = range(min(_fits(word, width, size), len(word) - LEAST), LEAST - 1, -1)
    return next((cut for cut in listed if word[cut - 1] in "-/" or word.endswith(JOINTS, 0, cut)), 0)


def _anywhere(word: str, width: int, size: int) -> int:
    """Return the last place where a word may be parted at all: never in front of a mark that belongs to the letter before."""
    cut = min(_fits(word, width, size), len(word) - 1)
    back = next((place for place in range(cut, 0, -1) if not unicodedata.category(word[place]).startswith("M")), 0)
    return back or cut


# ── elements ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def safe(text: str) -> str:
    """Return a text as it may stand in XML, in content and in attributes."""
    return escape(isolated(plain(text, LONGEST_SENTENCE)), quote=True)


def title(text: str) -> str:
    """Return the title of an element: what is shown when one points at it."""
    return f"<title>{safe(text)}</title>"


def written(label: Label, x: int, y: int, *, anchor: str = "start", kind: str = "ink") -> Iterator[str]:
    """Yield the lines of a label from the upper side `y` on."""
    step = label.size * LEADING
    for number, line in enumerate(label.lines):
        base = round(y + number * step + label.size)
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        yield (
            f'<text class="{kind}" x="{x}" y="{base}" font-size="{label.size}"{at} fill="{COLOURS[kind][0]}">'
            f"{escape(line, quote=True)}</text>"
        )


def framed(name: str, size: tuple[int, int], head: tuple[str, Sequence[str]], body: Iterable[str], context: Context) -> bytes:
    """Return a drawing of a size, with its title and the sentences that say what is on it; `name` is the beginning of its ids."""
    wide, high = size
    said, told = head
    root = (
        f'class="gremium-diagram" lang="{context.language.tag}" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc" font-family="{FONT}"'
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {root}>',
        f'<title id="{name}-title">{safe(said)}</title>',
        f'<desc id="{name}-desc">' + "\n".join(map(safe, told)) + "</desc>",
        f"<style>{_style()}</style>",
        f'<rect class="page" width="{wide}" height="{high}" fill="{COLOURS["page"][0]}"/>',
        *body,
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _style() -> str:
    """Return the style sheet: it changes colours only."""
    dark = [f".{kind}{{{'stroke' if kind in STROKED else 'fill'}:{colours[1]}}}" for kind, colours in COLOURS.items()]
    dark += [f".{kind}-tip{{fill:{COLOURS[kind][1]};stroke:{COLOURS[kind][1]}}}" for kind in LINES]
    dark += [f".open-tip{{fill:{COLOURS['page'][1]}}}", f".box{{stroke:{COLOURS['line'][1]}}}"]
    tips = ",".join(f".{kind}-tip" for kind in LINES)
    contrast = [
        ".page,.band,.box,.open-tip{fill:Canvas}",
        ".ink,.soft{fill:CanvasText}",
        f"{','.join(f'.{kind}' for kind in STROKED)},.box{{stroke:CanvasText}}",
        f"{tips}{{fill:CanvasText;stroke:CanvasText}}",
        ".closed,.notice{fill:GrayText}",
    ]
    listed = (("screen and (prefers-color-scheme:dark)", dark), ("(forced-colors:active)", contrast))
    return "".join(f"\n@media {when}{{\n{NEXT.join(map(_inside, rules))}\n}}" for when, rules in listed) + "\n"


def _inside(rule: str) -> str:
    """Return a rule that holds inside of the drawing only, wherever it is embedded."""
    names, _, said = rule.partition("{")
    return ",".join(f".gremium-diagram {name}" for name in names.split(",")) + "{" + said
