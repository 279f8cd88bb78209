"""What no act on the site can make, so that the demo's script writes it itself. It is a short list, and says why.

* Ids of groups without a registration number (``known_by``): the network gave them out, and published them, before
  it had this site. A group that comes to the site is given an id of the site's own.
"""

from __future__ import annotations

from cydradd_web.apply.models import Body


def known_by(body: int, name: str) -> int:
    """Let an organisation keep the id by which the network already knows it; its key."""
    Body.objects.filter(pk=body).update(identifier=name)
    return body
