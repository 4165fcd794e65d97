"""Hot squares that touch, by an edge or a corner, become one area within their ward."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

TOUCHING = 1.5  # squares apart: an edge is 1, a corner the root of 2


def joined(spots):
    """Lists of positions in `spots`, one for each area, in the order in which their first spot comes."""
    if not spots:
        return []
    where = np.array([(spot.column, spot.row) for spot in spots])
    ward = np.array([spot.ward for spot in spots])
    pairs = cKDTree(where).query_pairs(TOUCHING, output_type="ndarray")
    pairs = pairs[ward[pairs[:, 0]] == ward[pairs[:, 1]]]
    links = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(spots), len(spots)))
    areas = {}
    for position, area in enumerate(connected_components(links, directed=False)[1].tolist()):
        areas.setdefault(area, []).append(position)
    return list(areas.values())


def neighbouring_wards(area, spots):
    """The wards in which a hot square touches one of these, by position."""
    ours = {(spot.column, spot.row) for spot in area}
    near = {(column + i, row + j) for column, row in ours for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return sorted({spot.ward for spot in spots if (spot.column, spot.row) in near} - {area[0].ward})
