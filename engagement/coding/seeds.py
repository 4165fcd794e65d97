"""Words that point to an issue type before anybody has coded anything.

Written from the names of the handbook's 18 types, the items of the EVA sheet and what councils call these on their own
pages. Matched as whole words, singular or plural; "fly-tipping" with or without its hyphen.
"""

SEEDS = {
    "LIT": "litter rubbish street-cleaning sweeper dirty filthy leaves detritus overflowing broken-glass droppings bin",
    "TIP": "fly-tipping flytipping fly-tip dumped dumping mattress sofa fridge furniture bags waste tyres rubble",
    "DOG": "dog dogs fouling dog-mess dog-poo stray barking-dog dangerous-dog off-the-lead",
    "GRA": "graffiti tag tags fly-posting flyposting posters spray sprayed paint",
    "NDL": "needle needles syringe syringes sharps drug-litter",
    "ABV": "abandoned-car abandoned-vehicle abandoned-van untaxed no-mot flat-tyre burnt-out-car nuisance-vehicle",
    "GRN": "overgrown tree trees hedge hedges grass weeds bush branches park playground play-area nettles brambles",
    "ROA": "pothole potholes pavement road-surface drain drains kerb manhole paving slab slabs sign flooded crossing",
    "LGT": "light lamp lamp-post street-light street-lighting dark unlit lighting",
    "EMP": "empty-house empty-building derelict boarded-up insecure squatters vacant",
    "VAN": "vandalism vandalised vandals smashed arson fire criminal-damage broken-window damage damaged",
    "YTH": "youths youth gang gangs teenagers kids young-people hanging-around nothing-to-do loitering intimidating",
    "SUB": "drugs dealing dealers drinking drunk drunks cannabis weed-smoking alcohol under-age street-drinkers",
    "NOI": "noise noisy loud music party parties shouting barking neighbour-noise",
    "TRA": "speeding speed racing fast-cars off-road-bikes motorbikes quad-bikes dangerous-driving moped",
    "PRK": "parking parked double-yellow blocking-drive school-run obstructive yellow-lines",
    "ACQ": "burglary burgled theft stolen thieves break-in shed broken-into robbed robbery mugged",
    "HAR": "harassment racist abuse threats threatened threatening hate bullying homophobic neighbour-dispute followed",
}
