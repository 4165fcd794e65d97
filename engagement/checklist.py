"""Which of the issue types each thing on the EVA sheet belongs to, by its code. A council may retire a type."""

from engagement.models import Item

ISSUE_TYPE_CODES = {
    Item.LITTER: "LIT",
    Item.DETRITUS: "LIT",
    Item.GRAFFITI: "GRA",
    Item.FLY_POSTING: "GRA",
    Item.FLY_TIPPING: "TIP",
    Item.DOG_FOULING: "DOG",
    Item.VEHICLE: "ABV",
    Item.LIGHTING: "LGT",
    Item.VEGETATION: "GRN",
    Item.DAMAGE: "VAN",
    Item.NEEDLES: "NDL",
    Item.PAVING: "ROA",
    Item.FURNITURE: "ROA",
    Item.BINS: "LIT",
    Item.BUILDING: "EMP",
    Item.FENCING: "VAN",
    Item.BLIND_SPOT: "LGT",
    Item.FIRES: "VAN",
    Item.DRUGS: "SUB",
}
COUNTED = tuple(item for item in Item if item not in {Item.LITTER, Item.DETRITUS, Item.GRAFFITI, Item.FLY_POSTING})
