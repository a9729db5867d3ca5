"""The board: what of a run can be seen now, how far it has come, and whether somebody waits; shared by all threads."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sandtable.claims.verdicts import Verdicts
from sandtable.ensemble.ensemble import Ensemble
from sandtable.errors import SandtableError
from sandtable.simulation.rehearsal import Stopped
from sandtable.views import numbers
from sandtable.views.figures import figure

__all__ = ["Board", "Standing"]


@dataclass(frozen=True)
class Standing:
    """The run as far as it has come, judged, with its payload as it is sent. `whole` when no more futures will come."""

    ensemble: Ensemble
    verdicts: Verdicts
    payload: Mapping[str, Any]
    sent: bytes
    whole: bool


class Board:
    """What the threads of the app tell each other."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self._news = threading.Condition()
        self._standing: Standing | None = None
        self._failure: SandtableError | None = None
        self._progress: tuple[str, int, int] = ("beginning", 0, 0)
        self._version = 0
        self._asking = 0

    def close(self) -> None:
        """Tell everybody to stop."""
        self.closed.set()
        with self._news:
            self._news.notify_all()

    def standing(self, patience: float = 600.0) -> Standing:
        """The run as far as it has come; waits for the first look. SandtableError when there will be none."""
        with self._news:
            self._news.wait_for(lambda: self._standing or self._failure or self.closed.is_set(), patience)
            if self._standing is not None:
                return self._standing
            raise self._failure or SandtableError("there is nothing to show yet; ask again.")

    def progress(self) -> dict[str, Any]:
        """How far the run has come. `version` counts the payloads: a higher one means that a new one can be had."""
        with self._news:
            (stage, done, of), failure, version = self._progress, self._failure, self._version
        return {
            "version": version,
            "stage": stage,
            "done": figure(done, numbers.count(done)),
            "of": figure(of, numbers.count(of)),
            "finished": stage == "finished",
            "error": None if failure is None else str(failure),
        }

    def at(self, stage: str, done: int, of: int) -> None:
        """Say how far the run has come."""
        with self._news:
            self._progress = (stage, done, of)

    def show(self, ensemble: Ensemble, verdicts: Verdicts, payload: Mapping[str, Any], *, whole: bool) -> None:
        """Put up a newer standing; Stopped on closing."""
        self.make_way()
        sent = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
        with self._news:
            self._standing = Standing(ensemble, verdicts, payload, sent, whole)
            self._version += 1
            self._news.notify_all()

    def fail(self, failure: SandtableError) -> None:
        """Say that nothing more will come."""
        with self._news:
            self._failure = failure
            self._news.notify_all()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a reader waits for an answer, the run in the background makes way."""
        with self._news:
            self._asking += 1
        try:
            yield
        finally:
            with self._news:
                self._asking -= 1

    def make_way(self) -> None:
        """Wait while a reader waits for an answer; Stopped on closing."""
        while self._asking and not self.closed.wait(0.02):
            pass
        if self.closed.is_set():
            raise Stopped("the server is closing.")
