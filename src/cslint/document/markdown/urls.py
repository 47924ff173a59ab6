"""Find problems with web addresses as authors write them, and compare addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from cslint.document.markdown.notation import is_expression

Fault = Literal[
    "quotes",
    "brackets",
    "nested",
    "markup",
    "scheme",
    "no-scheme",
    "email",
    "space",
    "host",
    "glued",
    "unbalanced",
    "invisible",
    "caption",
]

_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "<": ">",
    "“": "”",
    "‘": "’",
    "«": "»",
    "„": "“",
    '"': '"',
    "'": "'",
    "`": "`",
}
# zero-width characters, marks of direction and soft hyphens, as copied from web pages
INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
_QUOTES = frozenset("“‘«„\"'`”’»")
# h, t and p in a muddle, then colons, slashes and what is typed for them; perhaps twice over
_SCHEME = r"(?i)(?:h{0,2}t{1,3}p{1,2}s?[:;.,]?[/\\:]{1,6}){1,3}"
# most addresses: a scheme, a host with a dot, and nothing in it that any fault needs
_SOUND = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)+"
    r"(?:[/?#](?:(?!://)[^\s()\[\]<>{}*\"'`“”‘’«»„\u00ad\u180e\u200b-\u206f\ufeff])*)?(?<!%20)",
    re.I,
)
# a file's name and a caption in quotation marks that Markdown takes for a part of it
_CAPTIONED = re.compile(r"[^\"“”„«»‘‚]{1,500}\.\w{2,7}[\u00a0\u2000-\u200b\u202f]{0,9}[\"“”„«»‘‚].*[\"“”‘’«»]")
_LABELS = r"(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_GLUED = re.compile(r"[a-z0-9.](?=https?://)", re.I)
_SPACES = r"^(?:%20|\s)+|(?:%20|\s)+$"
# endings that make a name without a scheme an address: the common ones, and every two letters (countries)
_TOP = frozenset(
    [
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "int",
        "mil",
        "info",
        "biz",
        "name",
        "pro",
        "museum",
        "city",
        "london",
        "nyc",
        "paris",
        "berlin",
        "tokyo",
        "africa",
        "asia",
        "online",
        "site",
        "app",
        "dev",
        "tech",
        "news",
        "blog",
        "cloud",
        "digital",
        "solutions",
        "agency",
        "global",
        "world",
    ]
)
_TWO_LETTER_FILES = frozenset(["md", "js", "ts", "py", "gz", "ps", "ai"])
# parameters that say where a reader came from, not what is read
_TRACKING = (
    r"(?i)utm_\w+|fbclid|gclid|gclsrc|gad_source|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|mc_[ce]id|mkt_tok|igsh|igshid|"
    r"ref_src|_ga|_hsenc|_hsmi"
)
_BLANK = frozenset(
    [
        "",
        "#",
        "url",
        "link",
        "address",
        "http://",
        "https://",
        "www.",
        "tbd",
        "todo",
        "xxx",
        "insert link",
        "link here",
        "url here",
    ]
)


class AddressFault(NamedTuple):
    """A problem with an address.

    Attributes:
        what: ``quotes`` or ``brackets`` around it; ``nested``: a whole Markdown link in it; ``markup``: asterisks;
            ``scheme``: misspelt http; ``no-scheme``: it begins with a host; ``email``: without mailto:;
            ``space`` at an end or in it; ``host``: no host name; ``glued``: two addresses in one; ``unbalanced``: an
            unmatched bracket; ``invisible``: invisible characters; ``caption``: a caption without a space before it.
        better: the address as it was probably meant, or "".
        sure: whether ``better`` is certainly the same address.
    """

    what: Fault
    better: str = ""
    sure: bool = False


def fault(address: str) -> AddressFault | None:
    """Return the problem with a link's address, or None for valid ones and paths of files.

    Args:
        address: the address as parsed from Markdown.
    """
    if _SOUND.fullmatch(address) or is_expression(address):
        return None
    if is_captioned(address):
        return AddressFault("caption")
    if INVISIBLE.search(address):
        return AddressFault("invisible", INVISIBLE.sub("", address), True)
    if "](" in address:
        inner = re.search(r"https?://[^\s()<>\[\]]+", address)
        return AddressFault("nested", inner[0] if inner else "")
    trimmed = re.sub(_SPACES, "", address)
    bare = _unwrapped(trimmed)
    if bare != trimmed and _is_address(bare):
        quoted = trimmed[0] in _QUOTES
        return AddressFault("quotes" if quoted else "brackets", bare, fault(bare) is None)
    plain = trimmed.strip("*")
    if (trimmed.startswith("*") or trimmed.endswith("**")) and _is_address(plain):
        return AddressFault("markup", plain, True)
    if trimmed != address and _is_address(trimmed):
        return AddressFault("space", trimmed, True)
    return _scheme_fault(trimmed) or _host_fault(trimmed)


def _scheme_fault(address: str) -> AddressFault | None:
    relative = re.match(r"\.{0,2}/{1,2}(?=https?://)", address, re.I)
    if relative:
        return AddressFault("scheme", address[relative.end() :], True)
    match = re.match(_SCHEME, address)
    if match and match[0].lower() not in ("http://", "https://"):
        rest = address[match.end() :]
        if is_host(rest):
            secure = "s" in match[0].lower()
            return AddressFault("scheme", ("https://" if secure else "http://") + rest, True)
    if match:
        return None
    if re.fullmatch(_EMAIL, address):
        return AddressFault("email", f"mailto:{address}", True)
    if is_host(address):
        return AddressFault("no-scheme", f"https://{address}")
    return None


def _host_fault(address: str) -> AddressFault | None:
    """Return faults of an address with a sound scheme."""
    if not re.match(r"https?://", address, re.I):
        return None
    if re.search(r"\s", address):
        return AddressFault("space", re.sub(r"\s+", "%20", address))
    if _GLUED.search(address, 8):
        return AddressFault("glued")
    host = re.split(r"[/?#]", address[address.index("//") + 2 :], maxsplit=1)[0].rpartition("@")[2]
    name = host if host.startswith("[") else host.partition(":")[0]
    if "." not in name.strip(".") and name.lower() != "localhost" and not name.startswith("["):
        return AddressFault("host")
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    excess = path.count("(") - path.count(")")
    if excess:
        one = excess == -1 and path.count(")") == 1
        return AddressFault("unbalanced", address.replace(")", "", 1) if one else "")
    return None


def is_host(text: str) -> bool:
    """Return whether text begins with what can only be a host name: www., or an ending that no file has."""
    first = re.split(r"[/?#]", text, maxsplit=1)[0]
    host = first.partition(":")[0]
    if not re.fullmatch(_LABELS, host):
        return False
    if host.lower().startswith("www.") and host.count(".") > 1:
        return True
    ending = host.rpartition(".")[2].lower()
    return ending in _TOP or (len(ending) == 2 and ending.isalpha() and ending not in _TWO_LETTER_FILES)


def is_captioned(address: str) -> bool:
    """Return whether an address ends in a caption that is glued to it."""
    return _CAPTIONED.fullmatch(address) is not None


def is_blank(address: str) -> bool:
    """Return whether an address is empty, or only a placeholder: "", "#", "url", "https://"."""
    return address.strip().casefold() in _BLANK


def is_tracking(name: str) -> bool:
    """Return whether a parameter of an address says where a reader came from, not what is read."""
    return re.fullmatch(_TRACKING, name) is not None


@lru_cache(maxsize=2000)
def normalised(address: str) -> str:
    """Return an address as it is compared: without scheme, www., port, last slash, fragment and tracking."""
    try:
        split = urlsplit(address.strip())
    except ValueError:  # a broken IPv6 host
        return address.strip().casefold()
    host = split.netloc.casefold().removeprefix("www.").removesuffix(":443").removesuffix(":80")
    kept = [
        (key, value)
        for key, value in parse_qsl(split.query, keep_blank_values=True)
        if not re.fullmatch(_TRACKING, key)
    ]
    fragment = f"#{split.fragment}" if split.fragment.startswith(("/", "!")) else ""  # the page itself, on some sites
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{unquote(split.path).rstrip('/')}{query}{fragment}"


def _unwrapped(text: str) -> str:
    """Return the text without the quotes or brackets around all of it."""
    while len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text[1:-1].strip()
    return text


def _is_address(text: str) -> bool:
    return "://" in text or is_host(text) or text.startswith(("./", "mailto:"))
