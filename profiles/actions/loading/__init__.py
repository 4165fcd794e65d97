"""Loading a borough from its manifest: `plan` says what would change, `load` does it, `withdraw` takes a file back."""

from profiles.actions.loading.borough import load, plan
from profiles.actions.loading.datasets import withdraw

__all__ = ["load", "plan", "withdraw"]
