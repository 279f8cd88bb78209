"""What pages read of proposals and of the index. Querysets stay here; typed values leave."""

from cydradd_web.share.selectors.proposals import faults, page, proposals, version_page
from cydradd_web.share.selectors.search import KINDS, search

__all__ = ["KINDS", "faults", "page", "proposals", "search", "version_page"]
