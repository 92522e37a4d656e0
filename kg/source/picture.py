"""Scanned pages as pictures: PNG, TIFF of one or many pages, JPEG."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from math import isfinite

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from kg.errors import BadInput
from kg.source.kinds import Decoded
from kg.source.layout import laid_out
from kg.source.paper import Page
from kg.source.recognition import RESOLUTION, Picture, recognise

_PAGES, _POINTS = 300, 100_000_000
# A page of A4 is 8.3 inches wide; what a picture says of its own resolution is often 72 or nothing.
_WIDTH, _LEAST, _MOST = 8.27, 100, 1200


def read(content: bytes) -> Decoded:
    """The words of a picture's pages, recognised.

    Raises BadInput for a damaged picture and one of over 100 million points or 300 pages; MissingTool as
    `recognise` does.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=("PNG", "TIFF", "JPEG")) as picture:
                return Decoded(laid_out(list(_pages(picture))), "scan")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadInput("is a damaged picture; save it again") from error


def _pages(picture: Image.Image) -> Iterator[Page]:
    if (count := getattr(picture, "n_frames", 1)) > _PAGES:
        raise BadInput(
            "has {count:,} pages, more than the {pages} that are read; give it in parts",
            count=count,
            pages=_PAGES,
        )
    for frame in ImageSequence.Iterator(picture):
        if frame.width * frame.height > _POINTS:
            raise BadInput(
                "is {width:,} by {height:,} points; give at most {millions} million",
                width=frame.width,
                height=frame.height,
                millions=_POINTS // 1_000_000,
            )
        yield recognise(*_sharpened(_grey(frame), _resolution(frame)))


def _grey(frame: Image.Image) -> Image.Image:
    """In grey, on white where it is transparent."""
    if frame.mode in {"RGBA", "LA", "PA"} or "transparency" in frame.info:
        seen = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    return frame.convert("L")


def _sharpened(frame: Image.Image, resolution: int) -> tuple[Picture, int]:
    """A coarse picture enlarged to the resolution at which recognition errs least, and its resolution."""
    scale = RESOLUTION / resolution
    if scale <= 1 or frame.width * frame.height * scale**2 > _POINTS:
        return np.asarray(frame), resolution
    size = round(frame.width * scale), round(frame.height * scale)
    return np.asarray(frame.resize(size, Image.Resampling.BICUBIC)), RESOLUTION


def _resolution(frame: Image.Image) -> int:
    """What the picture says, where that is possible for a page of paper; else as if it were of A4."""
    printed = float(frame.info.get("dpi", (0, 0))[0])
    # A scanner may say 0/0, which is no number.
    said = round(printed) if isfinite(printed) else 0
    likely = round(min(frame.size) / _WIDTH)
    return said if _LEAST <= said <= _MOST and 0.5 < said / max(likely, 1) < 2 else max(likely, 72)
