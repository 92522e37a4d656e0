"""What has been served, as text for Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from collections import Counter
from dataclasses import dataclass, field

from kg.serve.pool import Tally
from kg.serve.values import Answer

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10)
_KINDS = {
    "answered": ("queries_answered_total", "counter", "Queries that a worker answered."),
    "timed_out": ("queries_timed_out_total", "counter", "Queries ended at the time limit."),
    "turned_away": ("queries_turned_away_total", "counter", "Queries turned away because too many ran."),
    "died": ("queries_died_total", "counter", "Queries whose worker ended, as for want of memory."),
    "left": ("queries_left_total", "counter", "Queries ended because their client went away."),
    "waiting": ("queries_waiting", "gauge", "Queries that wait for a worker."),
    "running": ("queries_running", "gauge", "Queries that run."),
    "long": ("queries_long", "gauge", "Queries that run and count as long."),
}


@dataclass(slots=True)
class Metrics:
    """Requests by part of the service and status, and how long they took."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    buckets: Counter[float] = field(default_factory=Counter)
    seconds: float = 0

    def saw(self, part: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests[part, status] += 1
        self.seconds += seconds
        for bound in _BUCKETS:
            if seconds <= bound:
                self.buckets[bound] += 1
                break

    def answer(self, tally: Tally) -> Answer:
        """Everything that was counted."""
        lines = [*self._requests(), *self._durations(), *_queries(tally)]
        return Answer(200, (("content-type", _TEXT),), ("\n".join(lines) + "\n").encode("ascii"))

    def _requests(self) -> list[str]:
        head = ["# HELP kg_requests_total Requests answered.", "# TYPE kg_requests_total counter"]
        return head + [
            f'kg_requests_total{{part="{part}",status="{status}"}} {count}'
            for (part, status), count in sorted(self.requests.items())
        ]

    def _durations(self) -> list[str]:
        name, count, total = "kg_request_duration_seconds", self.requests.total(), 0
        lines = [f"# HELP {name} How long requests took.", f"# TYPE {name} histogram"]
        for bound in _BUCKETS:
            total += self.buckets[bound]
            lines.append(f'{name}_bucket{{le="{bound}"}} {total}')
        return [
            *lines,
            f'{name}_bucket{{le="+Inf"}} {count}',
            f"{name}_sum {self.seconds:.6f}",
            f"{name}_count {count}",
        ]


def _queries(tally: Tally) -> list[str]:
    lines = []
    for field_name, (name, kind, meaning) in _KINDS.items():
        lines += [f"# HELP kg_{name} {meaning}", f"# TYPE kg_{name} {kind}"]
        lines.append(f"kg_{name} {getattr(tally, field_name)}")
    return lines
