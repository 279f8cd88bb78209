"""Acts on rounds: reading round folders in, and writing them out."""

from cydradd_web.rounds.services.exporting import export_round
from cydradd_web.rounds.services.importing import Imported, forget, import_round_folder, import_rounds

__all__ = ["Imported", "export_round", "forget", "import_round_folder", "import_rounds"]
