"""No test may reach another machine: this one tries."""

import socket

import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_test_that_reaches_for_another_machine_is_stopped(address: str):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as reaching, pytest.raises(RuntimeError, match="tests reach nothing but this machine"):
        reaching.connect((address, 80))


def test_this_machine_can_be_reached():
    with socket.socket() as listening, socket.socket() as reaching:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        reaching.connect(listening.getsockname())
