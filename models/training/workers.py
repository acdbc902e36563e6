"""Work that is shared among processes, each of which first makes itself what it needs."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")


def in_workers(make: Callable[[], Callable[[Job], Answer]], jobs: Sequence[Job], workers: int) -> list[Answer]:
    """
    The answers to `jobs` in their order. Each process calls `make` once and gives its answer every n-th job, so that what is large
    (pictures, onnxruntime's sessions) is made there and is nobody's global. Throws RuntimeError where a process ends early.
    """
    # Read when numpy loads, in the processes that begin now: threads of several workers would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = get_context("spawn")
    shares = [jobs[k::workers] for k in range(workers)]
    pipes = [context.Pipe(duplex=False) for _ in shares]
    processes = [
        context.Process(target=work, args=(make, share, sender), daemon=True)
        for share, (_, sender) in zip(shares, pipes, strict=True)
    ]
    for process, (_, sender) in zip(processes, pipes, strict=True):
        process.start()
        sender.close()
    with ThreadPoolExecutor(workers) as threads:
        parts = list(threads.map(receive, [receiver for receiver, _ in pipes], map(len, shares)))
    for process in processes:
        process.join()
    return [parts[number % workers][number // workers] for number in range(len(jobs))]


def work(make: Callable[[], Callable[[Job], Answer]], jobs: Sequence[Job], sender: Connection) -> None:
    answer = make()
    for job in jobs:
        sender.send(answer(job))


def receive(receiver: Connection, count: int) -> list:
    """`count` answers, as they come."""
    try:
        return [receiver.recv() for _ in range(count)]
    except EOFError:
        raise RuntimeError("A process ended before all its work was done; what it says above tells why.") from None
