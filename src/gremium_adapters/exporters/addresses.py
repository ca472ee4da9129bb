"""Addresses: below which address an export stands, and where below it people find a body, a meeting, somebody, a proposal.

All formats share them. The site (`html`) is what stands there for people; feeds, trees of OParl and JSON-LD with the same base
lead to its pages. An address is made of the id of what it leads to, that of a meeting also of its year: it stays the same from
one export to the next, and in every language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from gremium.values.errors import Misuse
from gremium.values.message import message
from gremium.workbench.published import Session

# http or https, no user, query or fragment, nothing that can be written in two ways.
BASE = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?")
# What a part of an address is not made of: it is spelt alike on every server, and in file systems that know no capital letters.
PLAIN = re.compile(rb"[^a-z0-9-]")
# File systems take names of up to 255 bytes.
LONGEST = 100
START, PEOPLE, PROPOSALS = "index.html", "people.html", "proposals.html"


def base_of(said: str | None) -> str:
    """Return the address below which an export will stand, with a slash at its end. Raises `Misuse` if there is none."""
    if said is None:
        raise Misuse(message("misuse.base-lacking"))
    if not BASE.fullmatch(said) or any(part in (".", "..") for part in said.split("/")):
        raise Misuse(message("misuse.base", base=said))
    return said if said.endswith("/") else f"{said}/"


@lru_cache(maxsize=4096)  # an export names the same things again and again
def part(id_: str) -> str:
    """Return an id as a part of an address, of a file name or of an anchor, different for different ids.

    It is percent-encoding with `_` for `%`: no server and no programme decodes it on the way from the address to the file. Of a
    very long id the beginning stays, and a digest. A dot comes in it only before that, so that what follows one is no id.
    """
    raw = id_.encode("utf-8", "surrogatepass")
    plain: str = PLAIN.sub(lambda found: b"_%02x" % found[0][0], raw).decode()
    return plain or "_" if len(plain) <= LONGEST else f"{plain[:LONGEST]}._{sha256(raw).hexdigest()}"


def body(id_: str) -> str:
    """Return the page of a body."""
    return f"body-{part(id_)}.html"


def year(number: int) -> str:
    """Return the page of the meetings of a year."""
    return f"year-{number}.html"


def meeting_anchor(id_: str) -> str:
    """Return the anchor of a meeting."""
    return f"meeting-{part(id_)}"


def meeting(session: Session) -> str:
    """Return where a meeting stands: in the page of its year."""
    return f"{year(session.day.year)}#{meeting_anchor(session.id)}"


def party_anchor(id_: str) -> str:
    """Return the anchor of a person or an organisation."""
    return f"party-{part(id_)}"


def party(id_: str) -> str:
    """Return where a person or an organisation stands."""
    return f"{PEOPLE}#{party_anchor(id_)}"


def paper_anchor(id_: str) -> str:
    """Return the anchor of a proposal."""
    return f"proposal-{part(id_)}"


def paper(id_: str) -> str:
    """Return where a proposal stands."""
    return f"{PROPOSALS}#{paper_anchor(id_)}"
