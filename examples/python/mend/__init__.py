"""libmend for Python: the rules of an after-sales repair desk.

    import mend

    with mend.Policy("standard@1") as policy, mend.Ticket() as ticket:
        try:
            ticket.act(policy, {"action": "register", ...}, now)
        except mend.Refused as refused:
            for reason in refused.reasons:
                print(reason.code, reason.text)

Everything is freed by ``close()``, by leaving ``with``, or when nothing refers to it any more. A call raises Refused
(the policy says no, with every reason), Fault (something is wrong, with its place), or does it.

SPDX-License-Identifier: Apache-2.0
"""

from . import _abi
from ._abi import *  # noqa: F401,F403  the constants, as the headers name them
from ._desk import Desk, Sweep
from ._library import LIBRARY, Fault, LibraryError, MendError, instant, lib, milliseconds, status_name, status_text
from ._model import Calendar, Policy, Reason, Refused, Result, Ticket, Unit, door, preset, presets
from ._sqlite import SqliteStore
from ._store import Change, NotStored, Store, StoreFault

__version__ = "0.1.0"

__all__ = ["LIBRARY", "Calendar", "Change", "Desk", "Fault", "LibraryError", "MendError", "NotStored", "Policy",
           "Reason", "Refused", "Result", "SqliteStore", "Store", "StoreFault", "Sweep", "Ticket", "Unit", "door",
           "instant", "lib", "milliseconds", "preset", "presets", "status_name", "status_text"]
__all__ += [name for name in vars(_abi) if name.startswith("MEND_")]
