"""A slow line: relays TCP connections, delays the data, and splits it at random."""

from __future__ import annotations

import heapq
import os
import random
import selectors
import socket
import time
from itertools import count
from threading import Thread
from types import TracebackType

from tests.terminal.sshd import ADDRESS

SPREAD_SECONDS = 0.04
"""The parts of split data arrive up to this long after each other."""


class SlowLine:
    """Relays connections to a port of this machine, in a thread of its own."""

    def __init__(self, port: int, delay: float, seed: int) -> None:
        """
        Args:
            port: where the connections go.
            delay: seconds that data takes, in each direction.
            seed: of the random splits.
        """
        self._target = port
        self._delay = delay
        self._rng = random.Random(seed)
        self._listener = socket.create_server((ADDRESS, 0))
        self.port: int = self._listener.getsockname()[1]
        """Where to connect to."""
        self.parts = 0
        """How many parts it has delivered."""
        self._stop, self._stopped = os.pipe()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._stop, selectors.EVENT_READ)
        self._peers: dict[socket.socket, socket.socket] = {}
        self._last_due: dict[socket.socket, float] = {}
        self._queue: list[tuple[float, int, socket.socket, bytes]] = []
        """What is on the way: when it arrives, its number, its receiver and the data; empty at the end."""
        self._numbers = count()
        self._thread = Thread(target=self._run, name="slow line")

    def __enter__(self) -> SlowLine:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._stopped)
        self._thread.join()
        for each in (self._listener, *self._peers):
            each.close()
        self._selector.close()
        os.close(self._stop)

    def _run(self) -> None:
        while True:
            wait = max(0.0, self._queue[0][0] - time.monotonic()) if self._queue else None
            for key, _ in self._selector.select(wait):
                if key.fileobj == self._stop:
                    return
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    assert isinstance(key.fileobj, socket.socket)
                    self._receive(key.fileobj)
            self._deliver()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection((ADDRESS, self._target))
        for each, peer in ((client, server), (server, client)):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._peers[each] = peer
            self._selector.register(each, selectors.EVENT_READ)

    def _receive(self, sender: socket.socket) -> None:
        """Put what a sender has sent on the way, in parts that keep their order."""
        try:
            data = sender.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            self._selector.unregister(sender)
        receiver = self._peers[sender]
        due = max(time.monotonic() + self._delay, self._last_due.get(receiver, 0.0))
        for part in self._split(data):
            heapq.heappush(self._queue, (due, next(self._numbers), receiver, part))
            self._last_due[receiver] = due
            due += self._rng.uniform(0, SPREAD_SECONDS)

    def _split(self, data: bytes) -> list[bytes]:
        """Return data in up to four parts; the end of the data is one empty part."""
        inside = range(1, len(data))
        cuts = sorted(self._rng.sample(inside, k=min(len(inside), self._rng.randint(0, 3))))
        return [data[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]

    def _deliver(self) -> None:
        """Deliver what has arrived."""
        while self._queue and self._queue[0][0] <= time.monotonic():
            _, _, receiver, data = heapq.heappop(self._queue)
            self.parts += 1
            try:
                if data:
                    receiver.sendall(data)
                else:
                    receiver.shutdown(socket.SHUT_WR)
            except OSError:  # the receiver has gone
                pass
