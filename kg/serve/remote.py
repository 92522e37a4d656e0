"""Another server, asked in the place of a build's store, within the limits of one answer."""

from kg.serve.settings import Settings
from kg.store import Remote, Unreachable, server

__all__ = ["Remote", "Unreachable", "remote"]


def remote(settings: Settings) -> Remote:
    """The server that the settings name."""
    limits = settings.limits
    return server(settings.endpoint, base=settings.base, seconds=limits.seconds, most=limits.answer)
