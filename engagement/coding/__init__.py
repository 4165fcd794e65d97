"""From what somebody said to one of the issue types: pure functions over words and numbers, no row and no clock."""

from engagement.coding.agreement import ENOUGH, Agreement, agreement
from engagement.coding.codebook import BOOK
from engagement.coding.measuring import SURE, Measured, chosen, measure
from engagement.coding.model import LEARNED, MIX, SEEDED, WAYS, WEIGHED, Model, fit
from engagement.coding.seeds import SEEDS
from engagement.coding.words import SILENT, phrases

__all__ = [
    "BOOK",
    "ENOUGH",
    "LEARNED",
    "MIX",
    "SEEDED",
    "SEEDS",
    "SILENT",
    "SURE",
    "WAYS",
    "WEIGHED",
    "Agreement",
    "Measured",
    "Model",
    "agreement",
    "chosen",
    "fit",
    "measure",
    "phrases",
]
