"""The gallery: the pictures of a graph by their names, laid out and ready to be written."""

from collections.abc import Sequence

from pyoxigraph import Store

from kg.view.asking import Asked, asked
from kg.view.calendar import timeline
from kg.view.clearness import clarities, heat
from kg.view.descent import derivation, resolution, statements
from kg.view.making import charges
from kg.view.picture import Picture
from kg.view.pictures import bodies_and_tasks, roles_of_bodies, world_of_body
from kg.view.telling import Telling


def every(store: Store, tell: Telling, answered: Sequence[Asked]) -> dict[str, Picture]:
    """All the pictures by name; `answered` holds the questions with their answers."""
    said, held = charges(store, tell), statements(store)
    return {
        picture.name: picture
        for picture in (
            bodies_and_tasks(said, tell), world_of_body(said, tell), resolution(held, tell),
            derivation(store, tell), timeline(store, said, held, tell), roles_of_bodies(said, tell),
            clarities(heat(answered, tell), tell),
        )
    }  # fmt: skip


def one(store: Store, tell: Telling, name: str) -> Picture:
    """The picture of that name, and no other, which takes less time; raises KeyError where there is none."""
    made = {
        "bodies-and-tasks": lambda: bodies_and_tasks(charges(store, tell), tell),
        "body": lambda: world_of_body(charges(store, tell), tell),
        "resolution": lambda: resolution(statements(store), tell),
        "derivation": lambda: derivation(store, tell),
        "timeline": lambda: timeline(store, charges(store, tell), statements(store), tell),
        "roles": lambda: roles_of_bodies(charges(store, tell), tell),
        "clarities": lambda: clarities(heat(asked(store, tell), tell), tell),
    }
    return made[name]()
