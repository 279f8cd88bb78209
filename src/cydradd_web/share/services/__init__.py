"""Acts of the share part: reading proposals in, writing them out, and keeping the index of the search."""

from cydradd_web.share.services.exporting import export_proposal
from cydradd_web.share.services.importing import Imported, import_proposal, import_proposals
from cydradd_web.share.services.index import keep_round

__all__ = ["Imported", "export_proposal", "import_proposal", "import_proposals", "keep_round"]
