"""The transport that the options of a command ask for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping

from .base import Transport
from .recorder import Recorder
from .recording import Replay
from .service_keys import ServiceKeys
from .transport import HttpsTransport


def transport_from(
    options: argparse.Namespace,
    contact: str,
    log: Callable[[str], None],
    environment: Mapping[str, str] = os.environ,
) -> Transport:
    """Return the transport for the options of a command.

    :param contact: the user's e-mail address, or an empty text.
    :param log: gets a line for each long wait; with ``--verbose`` for each request, too. No line has a key.
    :param environment: has the keys of services.
    :raises FetchError: if the folder of ``--replay`` is missing, or the contact or a key cannot be one.
    """

    def ignore(message: str) -> None:
        """Log nothing."""

    verbose = log if options.verbose else ignore
    transport: Transport
    if options.replay is not None:
        transport = Replay(options.replay, log=verbose)
    else:
        transport = HttpsTransport(contact, keys=ServiceKeys(environment), log=verbose, notice=log)
    return transport if options.record is None else Recorder(transport, options.record)
