"""Which of SuperTuxKart's tracks are taken, and how large their units are."""

TRACKS = {
    "train": """abyss ancient_colosseum_labyrinth arena_candela_city battleisland black_forest candela_city cave cocoa_temple
        cornfield_crossing fortmagma gran_paradiso_island hacienda lasdunasarena lighthouse mines minigolf olivermath overworld
        pumpkin_park sandtrack snowmountain stadium stk_enterprise temple tutorial volcano_island xr591 zengarden""".split(),
    "val": "alien_signal ravenbridge_mansion scotland snowtuxpeak".split(),
}

SCALES = {"olivermath": 0.085}
"""Metres of a unit where it is not a metre: a class room in which karts drive under the chairs."""

OFTEN = {"olivermath": 3}
"""How many times as many scenes a track gives as another: rooms are rare."""
