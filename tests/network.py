"""Nothing in a test may talk to another machine."""

import ipaddress
import socket

attempts = []


def refuse_beyond_this_machine():
    """Replace what opens connections and looks up names by versions that know only this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original):
        def call(self, address):
            _refuse_unless_here(address)
            return original(self, address)

        return call

    def guarded_lookup(host, *arguments, **options):
        _refuse_unless_here((host,))
        return getaddrinfo(host, *arguments, **options)

    socket.socket.connect = guarded(connect)
    socket.socket.connect_ex = guarded(connect_ex)
    socket.getaddrinfo = guarded_lookup


def _refuse_unless_here(address):
    if not isinstance(address, tuple) or is_here(address[0]):  # the path of a unix socket is a string
        return
    attempts.append(str(address[0]))
    raise OSError(f"A test may not reach {address[0]}.")


def is_here(host):
    """Say whether a host name or address is this machine."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost") or host == socket.gethostname():
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
