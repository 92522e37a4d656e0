"""Confine a worker: it can neither open a connection, nor start a program, nor take more memory than it may.

The refusal of SERVICE stands before this; this holds even where that should err. It is Linux's seccomp
(https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html); elsewhere the parse stands alone.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_DEATH_SIGNAL = 1
_LOAD, _EQUAL, _ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
# Calls of the other ABI of x86-64 begin here; they would pass by other numbers.
_OTHER_ABI = 0x40000000
# The architecture's number, then socket, connect, execve, execveat, io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 425)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def bound(memory: int) -> None:
    """Limit this process to so many bytes of memory beyond what it has, threads of the store included."""
    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_taken() + memory, highest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def disconnect() -> bool:
    """Give up connections and programs for good, threads begun later included; gives whether that holds."""
    return sys.platform == "linux" and _filter()


def end_with_parent(parent: int) -> None:
    """Have this process killed when its parent, whose number is given, ends; where the system can."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _taken() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _filter() -> bool:
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    instructions = _instructions(*known)
    program = _Program(len(instructions) // 8, instructions)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not library.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def _instructions(architecture: int, calls: tuple[int, ...]) -> bytes:
    """The filter: refuse what is of another architecture or ABI, or is one of the calls; allow the rest."""
    tests = [(_ABOVE, len(calls) + 1, _OTHER_ABI)]
    tests += [(_EQUAL, len(calls) - at, call) for at, call in enumerate(calls)]
    steps = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_LOAD, 0, 0, _NUMBER)]
    steps += [(code, jump, 0, value) for code, jump, value in tests]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
