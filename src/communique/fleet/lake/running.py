"""Ray, started or joined without a word of its own on the user's terminal."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from communique.errors import ExtraError, LakeError

# No figures sent home, no page served, and a file in /tmp where a sandbox has little shared memory.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_OBJECT_STORE_ALLOW_SLOW_STORAGE": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_worker_niceness": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "OMP_NUM_THREADS": "1",
}
_LEAST, _MOST = 100 << 20, 2 << 30
"""Bytes of shared memory between the processes of one machine."""


def need_ray() -> None:
    """See that Ray is there, before anything is done.

    Raises:
        ExtraError: it is not installed.
    """
    if importlib.util.find_spec("ray") is None:
        raise ExtraError("Ray is not installed: pip install 'communique[ray]'")


@contextmanager
def ray_running(workers: int | None = None, address: str | None = None) -> Iterator[int]:
    """Ray while it lasts; gives how many processes are to read.

    Args:
        workers: how many; None for one a processor.
        address: of a cluster; None starts Ray on this machine alone.

    Raises:
        ExtraError: Ray is not installed.
        LakeError: it does not start, or there is no cluster.
    """
    need_ray()
    with _environment(_QUIET):
        import ray
        import ray.data
    if ray.is_initialized():  # the caller's own, which stays
        with _environment(_QUIET), _silent():
            yield workers or _processors() - 1
        return
    with _environment(_QUIET), _silent():
        try:
            with _hushed(), _terminable():
                ray.init(**_options(workers or os.cpu_count() or 1, address))
        except Exception as error:
            words = " ".join(str(error).split())[:160]
            raise LakeError(f"Ray does not {'answer at ' + address if address else 'start'} ({words})") from None
        try:
            yield workers or _processors() - 1
        finally:
            ray.shutdown()


def _options(workers: int, address: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {"logging_level": "critical", "log_to_driver": False}
    if address is not None:
        return told | {"address": address}
    free = shutil.disk_usage("/dev/shm").free if os.path.isdir("/dev/shm") else 0
    # One processor more than workers, for what reads the sources.
    return told | {
        "num_cpus": workers + 1,
        "include_dashboard": False,
        "object_store_memory": max(_LEAST, min(_MOST, free // 2)),
        "_node_ip_address": "127.0.0.1",
    }


def _processors() -> int:
    import ray

    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return max(2, int(resources.get("CPU", 2)))


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update({name: value for name, value in values.items() if before[name] is None})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on standard error, whoever writes: Ray's own core greets there, whatever its level of logging."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM does afterwards what it did before: Ray's core takes it for itself, to print a trace."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM) if main else None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


@contextmanager
def _silent() -> Iterator[None]:
    """Ray's loggers are silent, Ray Data draws no bars, and that a process died is told by nobody but us."""
    from ray.data import DataContext

    # Ray has no switch for it. One that prints by another function says a line more, and works all the same.
    worker: Any = importlib.import_module("ray._private.worker")
    said = getattr(worker, "print_to_stdstream", None)
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    loggers = [logging.getLogger(name) for name in ("ray", "ray.data")]
    levels = [logger.level for logger in loggers]
    worker.print_to_stdstream = lambda *told, **how: None
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        worker.print_to_stdstream = said
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
