"""A borough's manifest: which files make it up, where they come from, and how to read each. TOML, checked in full.

Every mistake in it becomes a sentence; all of them are said at once. `docs/loading.md` describes what may be written.
"""

from profiles.loading.manifest.entries import KINDS
from profiles.loading.manifest.facts import File, Manifest
from profiles.loading.manifest.reading import Checker, read
from profiles.loading.manifest.single import as_toml, file_of

__all__ = ["KINDS", "Checker", "File", "Manifest", "as_toml", "file_of", "read"]
