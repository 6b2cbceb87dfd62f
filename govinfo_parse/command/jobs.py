"""Work on many files, by this process or by several, and always in the order of the files.

In: a function and what it is called with. Out: its results, one by one. Not more of them are kept than a few for each
process, however many there are. The function and all that it takes and gives has to be picklable.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["WorkerGoneError", "in_order"]

T = TypeVar("T")
R = TypeVar("R")

# So many files for each process are given out before their results are asked for, so that none has to wait.
_AHEAD: Final = 4


class WorkerGoneError(Exception):
    """A process ended before its work was done, as one does that the system has no memory for."""


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """The results of the work on the items, in their order.

    >>> list(in_order(len, ["a", "bc"], 1))
    [1, 2]

    Raises `WorkerGoneError` where one of several processes is gone.
    """
    return map(work, items) if jobs == 1 else _by_processes(work, items, jobs)


def _by_processes(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[R]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerGoneError from error
        except BaseException:  # interrupted, or nobody asks any more: what was not begun is not begun
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """A worker ends when the process ends that it works for, which alone answers to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
