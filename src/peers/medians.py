"""Medians over rounds of what scripts/peers measures on the tree.

usage: medians.py PEER < JSON of `dynama bench`      prints a row as the peers do
       medians.py < such rows                       prints a table of medians and ranges, and how often Dynama is as fast
"""

import json
import statistics
import sys

FIGURES = {
    "valuesPerSecond": "values",
    "hardPerSecond": "values and rewards",
    "softenedPerSecond": "softened values and occupancy",
    "regularizedPerSecond": "and pullback",
    "programsPerSecond": "linear programs",
}

if len(sys.argv) > 1:
    for row in json.load(sys.stdin)["rows"]:
        route = row.get("route")
        name = f"{sys.argv[1]}, {row['solver']}" + (f" ({route})" if route else "")
        print(json.dumps({"peer": name, **{key: row[key] for key in FIGURES if row.get(key)}}))
    raise SystemExit

measured = {}
for row in (json.loads(line) for line in sys.stdin if line.startswith("{")):  # HiGHS prints a banner
    for key in FIGURES:
        if key in row:
            measured.setdefault(key, {}).setdefault(row["peer"], []).append(row[key])
for key, peers in measured.items():
    ours = max((statistics.median(rates) for peer, rates in peers.items() if peer.startswith("Dynama")), default=None)
    print(FIGURES[key] + ", profiles a second")
    for peer, rates in peers.items():
        middle = statistics.median(rates)
        ratio = "" if ours is None or peer.startswith("Dynama") else f", Dynama {ours / middle:.1f} times"
        print(f"  {peer}: {middle:,.0f} ({min(rates):,.0f} to {max(rates):,.0f}){ratio}")
