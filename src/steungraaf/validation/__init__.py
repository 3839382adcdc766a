"""Find what is wrong in a dataset, or in any data by any shapes, and say where it stands and what to do."""

from steungraaf.validation.changed import check_changed
from steungraaf.validation.dataset_check import Progress, check_dataset, readable_quads
from steungraaf.validation.engines import ENGINES
from steungraaf.validation.file_check import check_files
from steungraaf.validation.finding import Finding, Severity
from steungraaf.validation.report import Report
from steungraaf.validation.stored_check import check_stored

__all__ = [
    "ENGINES",
    "Finding",
    "Progress",
    "Report",
    "Severity",
    "check_changed",
    "check_dataset",
    "check_files",
    "check_stored",
    "readable_quads",
]
