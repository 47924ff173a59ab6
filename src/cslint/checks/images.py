"""Check images: descriptions, credits, size and format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cslint.checks._violations import at_reference, hit
from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.document import broken_links
from cslint.document.files.image_header import ImageInfo
from cslint.document.files.references import Reference, extension
from cslint.document.markdown.captions import caption_below, is_credit_line
from cslint.document.markdown.captions import credit as credit_of
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Source
from cslint.util.shorten import shorten

_FORMATS = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "jpeg"),
    **dict.fromkeys(("tif", "tiff"), "tiff"),
    **dict.fromkeys(("heic", "heif"), "heic"),
    **{name: name for name in ("png", "gif", "webp", "avif", "bmp", "svg")},
}
_UNSHOWN = ("heic", "tiff")  # most browsers show neither
_WORDLESS = re.compile(
    r"(?:the |an? |this )?(?:image|img|picture|pic|photo|photograph|figure|fig|screen ?shot|graphic|"
    r"illustration|alt|untitled|dsc[fn]?|pxl|mvimg|whatsapp image)[\d\W_]*",
    re.I,
)
_HEAD = 2**25  # bytes at the start of an image that are read to remove metadata
_AFTER = 600  # characters after an image that may contain a line of credit


def alt(context: CheckContext) -> Iterator[Violation]:
    """Yield images without alternative text, or with a meaningless one."""
    for link in context.case.document.images:
        text = link.text.strip()
        values = {"alt": shorten(text), "target": shorten(link.target)}
        span = link.text_span if text else link.span
        if not any(char.isalnum() for char in text):
            yield hit(context, span, values, "wordless" if text else "none")
        elif _WORDLESS.fullmatch(text):
            yield hit(context, span, values, "wordless")
        elif _is_file_name(text, link.target):
            yield hit(context, span, values, "file-name")


def credit(context: CheckContext) -> Iterator[Violation]:
    """Yield images whose caption has no source."""
    text = context.case.document.masked
    for link in context.case.document.images:
        after = text[link.span.end : link.span.end + _AFTER]
        title = link.title or caption_below(after)
        verdict = credit_of(title, link.text, after.partition("\n\n")[0])
        if verdict != "named" and is_credit_line(after.partition("\n\n")[2]):
            continue
        if verdict != "named":
            span = link.title_span if link.title_span and link.title_span.end > link.title_span.start else link.span
            yield hit(context, span, {"title": shorten(title or ""), "target": shorten(link.target)}, verdict)

    for stray in broken_links.find(context.case.document):  # an image all the same, and as much without a caption
        if text.startswith("!", stray.span.start) and stray.what in ("space", "gap", "embed") and not stray.quotes:
            after = text[stray.span.end : stray.span.end + _AFTER]
            if credit_of(caption_below(after), "", after) != "named":
                yield hit(context, stray.span, {"title": "", "target": shorten(stray.address)}, "none")


def size(context: CheckContext, *, max_bytes: int = 1_048_576) -> Iterator[Violation]:
    """Yield images whose file is too large.

    Args:
        context: the case.
        max_bytes: largest size in bytes.
    """
    for reference, info in _pictures(context):
        if info.size > max_bytes:
            values = {
                "target": shorten(reference.target),
                "size": _megabytes(info.size),
                "most": _megabytes(max_bytes),
            }
            found = at_reference(context, reference, values)
            yield found._replace(fix=_stripped(reference, info.size - max_bytes))


def _stripped(reference: Reference, too_much: int) -> ProposedFix | None:
    """Remove the metadata of an image if that makes it small enough."""
    from cslint.document.files import image_metadata

    path = reference.found.path
    try:
        spans = image_metadata.spans(path) if path else ()
        if path is None or sum(span.end - span.start for span in spans) < too_much or spans[-1].end > _HEAD:
            return None
        with path.open("rb") as file:
            source = Source.of_bytes(path, file.read(spans[-1].end))
    except OSError:
        return None
    changes = tuple(TextEdit(span, "", source) for span in spans)
    return ProposedFix("remove the camera's data and previews, including credits in the file", changes, safe=False)


def dimensions(context: CheckContext, *, max_width: int = 1920, max_height: int = 1280) -> Iterator[Violation]:
    """Yield images with too many pixels, and a featured image in portrait format.

    Args:
        context: the case.
        max_width: largest width in pixels.
        max_height: largest height in pixels.
    """
    for reference, info in _pictures(context):
        if not info.readable or info.width is None or info.height is None:
            continue
        values = {
            "target": shorten(reference.target),
            "width": info.width,
            "height": info.height,
            "most": f"{max_width} × {max_height}",
        }
        drawn = info.format == "svg"
        if reference.field and info.height > info.width:
            yield at_reference(context, reference, values, "portrait")
        elif not drawn and (info.width > max_width or info.height > max_height):
            yield at_reference(context, reference, values, "large")


def file_format(context: CheckContext) -> Iterator[Violation]:
    """Yield images whose file extension differs from their format."""
    for reference, info in _pictures(context):
        named = _FORMATS.get(extension(reference.target))
        if info.readable and info.format not in _UNSHOWN and named is not None and named != info.format:
            values = {"target": shorten(reference.target), "named": named.upper(), "found": info.format.upper()}
            yield at_reference(context, reference, values)


def unreadable(context: CheckContext) -> Iterator[Violation]:
    """Yield images that browsers cannot show."""
    for reference, info in _pictures(context):
        values = {"target": shorten(reference.target), "format": info.format.upper()}
        if info.fault == "other":
            yield at_reference(
                context, reference, values, info.format if info.format in ("html", "pdf", "lfs", "text") else "other"
            )
        elif info.fault:
            yield at_reference(context, reference, values, info.fault)
        elif info.format in _UNSHOWN:
            yield at_reference(context, reference, values, "unshown")


def _pictures(context: CheckContext) -> Iterator[tuple[Reference, ImageInfo]]:
    """Yield the first reference to each image in the folder, with its header."""
    seen = set()
    for reference in context.references:
        path = reference.found.path
        if path is not None and reference.kind == "picture" and path not in seen:
            seen.add(path)
            yield reference, context.assets.header(path)


def _is_file_name(text: str, target: str) -> bool:
    """Return whether an alternative text is a file name: of any image, or of this one if the name is not a word."""
    if extension(text) in _FORMATS and " " not in text.strip():
        return True
    stem = re.split(r"[\\/]", target)[-1].rpartition(".")[0]
    return text == stem and any(char in "_-%0123456789" for char in stem)


def _megabytes(size: int) -> str:
    """Return a size as file managers show it (1 MB is 2^20 bytes), rounded up: more than the limit shows."""
    hundredths = -(-size * 100 // 2**20)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + " MB"
