"""The published site: a 303 from what a resource is to a document about it, and the documents themselves.

An IRI `<base>id/X` is described by the files `id/X.vi.html`, `id/X.en.html`, `id/X.ttl`, `.jsonld`, `.nt` and
`.rdf`; the same for graphs, concepts, shapes, and the vocabulary, whose terms are fragments of one document
(https://www.w3.org/TR/cooluris/, https://www.w3.org/TR/swbp-vocab-pub/).
"""

import re
from email.utils import formatdate, parsedate_to_datetime
from html import escape
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from kg.messages import Message
from kg.serve.filling import template
from kg.serve.media import FORMS, PROBLEM, content_type, of_path
from kg.serve.negotiation import alternates, choose, ends, extension, language
from kg.serve.values import Answer, Headers, Request, Stored, problem

# What an id may be made of (RFC 3986, pchar without the percent sign): nothing that could end a header.
RESOURCE = r"/(?:id|graph|concept|ns|shape|catalog)(?:/[A-Za-z0-9._~!$&'()*+,;=:@-]+)*"
_ENDS = "|".join(re.escape(end) for end in ends())
DOCUMENT = rf"(?<stem>{RESOURCE})\.(?:{_ENDS})"
_RESOURCE = re.compile(RESOURCE)
_DOCUMENT = re.compile(DOCUMENT.replace("(?<", "(?P<"))
# By its form here, a resource is known to be published.
PROOF = "ttl"
VARY = "Accept, Accept-Language"
CACHING = "no-cache"
_CACHED = ("cache-control", CACHING)
METHODS = "GET, HEAD, OPTIONS"


def answer_site(site: Path, request: Request) -> Answer:
    """The site's answer to a GET or HEAD: a document, a redirect to one, 304, 404 or 406."""
    if request.path == "/":
        lang = language(request.headers.get("accept-language", ""), request.query)
        home = _file(site, f"/index.{lang}.html", request)
        where = (("content-location", f"/index.{lang}.html"), ("vary", "Accept-Language"))
        return home.adding(*where, ("content-language", lang)) if home.status != 404 else home
    found = _file(site, request.path, request)
    if found.status == 404 and _RESOURCE.fullmatch(request.path):
        return _resource(site, request)
    return found


def _resource(site: Path, request: Request) -> Answer:
    path, headers = request.path, request.headers
    if not _regular(site, f"{path}.{PROOF}"):
        return _missing(request)
    negotiated = (("vary", VARY), ("link", alternates(path)), _CACHED)
    end = extension(headers.get("accept", ""), headers.get("accept-language", ""), request.query)
    if end is None:
        return problem(406, "this resource has other forms; the Link header names them", *negotiated)
    return Answer(303, (("location", f"{path}.{end}"), *negotiated))


def _missing(request: Request) -> Answer:
    """That nothing is there: a page for who wants one, as browsers do."""
    accept = request.headers.get("accept", "")
    lang = language(request.headers.get("accept-language", ""), request.query)
    if choose(accept, {"problem": PROBLEM, "html": FORMS["html"]}) != "html":
        return problem(404, Message("nothing is published at {path}", path=request.path), _CACHED)
    body = template("missing.html").render(lang=lang, path=escape(request.path)).encode("utf-8", "replace")
    return Answer(404, (("content-type", content_type(FORMS["html"])), _CACHED), body)


def _regular(site: Path, path: str) -> stat_result | None:
    """What the disk says of a file of the site; None where there is none, or where it lies outside."""
    try:
        place = (site / path[1:]).resolve(strict=True)
        found = place.stat() if place.is_relative_to(site) else None
    except (OSError, ValueError, RuntimeError):
        return None
    if found is None:
        return None
    return found if S_ISREG(found.st_mode) else None


def _file(site: Path, path: str, request: Request) -> Answer:
    found = None if path.endswith("/") else _regular(site, path)
    if found is None:
        return _missing(request)
    headers = _described(path, found)
    if _fresh(request, headers):
        return Answer(304, tuple(pair for pair in headers if pair[0] != "content-type"))
    return Answer(200, headers, stored=Stored(site / path[1:], found.st_size))


def _described(path: str, found: stat_result) -> Headers:
    headers = [
        ("content-type", content_type(of_path(path))),
        # nginx makes the same tag, so that a cache may ask either server.
        ("etag", f'"{int(found.st_mtime):x}-{found.st_size:x}"'),
        ("last-modified", formatdate(int(found.st_mtime), usegmt=True)),
        _CACHED,
    ]
    if document := _DOCUMENT.fullmatch(path):
        headers.append(("link", alternates(document["stem"])))
    return tuple(headers)


def _fresh(request: Request, headers: Headers) -> bool:
    """Whether the client has the file already (RFC 9110, section 13.2.2: a tag counts before a date)."""
    said = dict(headers)
    if tags := request.headers.get("if-none-match"):
        return tags.strip() == "*" or said["etag"] in (
            tag.strip().removeprefix("W/") for tag in tags.split(",")
        )
    since = request.headers.get("if-modified-since")
    try:
        return bool(since) and parsedate_to_datetime(since or "") == parsedate_to_datetime(
            said["last-modified"]
        )
    except ValueError:
        return False
