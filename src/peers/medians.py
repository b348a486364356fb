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
        print(json.dumps({"peer": sys.argv[1], **{key: row[key] for key in FIGURES if row.get(key)}}))
    raise SystemExit

measured = {}
for row in (json.loads(line) for line in sys.stdin if line.startswith("{")):  # HiGHS prints a banner
    for key in FIGURES:
        if key in row:
            measured.setdefault(key, {}).setdefault(row["peer"], []).append(row[key])
for key, peers in measured.items():
    ours = statistics.median(peers["Dynama"]) if "Dynama" in peers else None
    beside = statistics.median(measured["softenedPerSecond"][compiled]) if key == "regularizedPerSecond" and (
        compiled := next((peer for peer in peers if peer.endswith("compiled")), None)) else None
    print(FIGURES[key] + ", profiles a second")
    for peer, rates in peers.items():
        middle = statistics.median(rates)
        ratio = "" if ours is None or peer == "Dynama" else f", {middle / ours:.2g} of Dynama"
        if beside and peer.startswith("Dynama"):
            ratio += f", {middle / beside:.1f} times {compiled} without pullback"
        print(f"  {peer}: {middle:,.0f} ({min(rates):,.0f} to {max(rates):,.0f}){ratio}")
