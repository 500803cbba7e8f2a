"""Many inputs on every core: results in the order of the inputs, few of them held at a time."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from sayso.intake import Input, InputError, to_article
from sayso.reading.reading import Reading

Result = Reading | InputError
Reader = Callable[[Input], Result]

# Bytes of input that one process has read before others would have started.
FEW = 32 * 1024
# Inputs held for each core: enough that none waits, few enough that memory stays flat.
_AHEAD = 4


def read_one(given: Input) -> Result:
    """Read one input; whatever goes wrong is told in its place."""
    article = to_article(given)
    if isinstance(article, InputError):
        return article
    # Imported here, where the model is needed for the first time.
    from sayso import reading

    try:
        return reading.read(article)
    except Exception as error:
        # The last line of defence: a fault of the reader's costs this article alone.
        message = f"the reader failed: {type(error).__name__}: {error}"
        return InputError(given.name, given.line, message)


def readings(inputs: Iterator[Input | InputError], reader: Reader = read_one) -> Iterator[Result]:
    """Read each input with `reader`, which must be a function that other processes can import."""
    first: list[Input | InputError] = []
    size = 0
    for given in inputs:
        first.append(given)
        size += len(given.data) if isinstance(given, Input) else 0
        if size > FEW and len(first) > 1 and available_cores() > 1:
            yield from _in_parallel(chain(first, inputs), reader)
            return
    for given in first:
        yield given if isinstance(given, InputError) else reader(given)


def _in_parallel(inputs: Iterator[Input | InputError], reader: Reader) -> Iterator[Result]:
    cores = available_cores()
    pool = _pool(cores)
    waiting: deque[InputError | tuple[Input, Future[Result]]] = deque()
    try:
        for given in inputs:
            if isinstance(given, InputError):
                waiting.append(given)
            else:
                try:
                    future = pool.submit(reader, given)
                except BrokenProcessPool:
                    pool = _pool(cores)
                    future = pool.submit(reader, given)
                waiting.append((given, future))
            if len(waiting) >= cores * _AHEAD:
                yield _result(waiting.popleft(), reader)
        while waiting:
            yield _result(waiting.popleft(), reader)
    finally:
        pool.shutdown(cancel_futures=True)


def _result(entry: InputError | tuple[Input, Future[Result]], reader: Reader) -> Result:
    if isinstance(entry, InputError):
        return entry
    given, future = entry
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(given, reader)


def _alone(given: Input, reader: Reader) -> Result:
    """Read again what was being read when a process died: only one of them was the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(reader, given).result()
        except BrokenProcessPool:
            return InputError(given.name, given.line, "the process that read it died")


def _pool(workers: int) -> ProcessPoolExecutor:
    one_thread_each()
    # Spawned, not forked: the model's runtime has threads, which a fork does not carry over.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _prepare)


def _prepare() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def one_thread_each() -> None:
    """Give NumPy one thread in processes started from here on: every core has a process."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def available_cores() -> int:
    """How many cores this process may use, where the system tells, else how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
