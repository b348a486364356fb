"""One occupancy program per profile of the sequential sale, solved by HiGHS through highspy, each started from the basis
of the last: only costs change. Prints programs per second. usage: highspy_warm.py AGENTS ITEMS SOLVES"""
import json
import sys
import time

import highspy
import numpy as np

agents, items, solves = map(int, sys.argv[1:4])
states, layer = [()], [()]
for _ in range(items - 1):
    layer = [s + (a,) for s in layer for a in range(agents + 1)]
    states += layer
index = {s: k for k, s in enumerate(states)}
actions = agents + 1

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.setOptionValue("threads", 1)
for s in states:
    side = 1.0 if s == () else 0.0
    highs.addRow(side, side, 0, np.array([], dtype=np.int32), np.array([]))
for s in states:
    for a in range(actions):
        rows, entries = [index[s]], [1.0]
        if len(s) + 1 < items:
            rows.append(index[s + (a,)])
            entries.append(-1.0)
        highs.addCol(0.0, 0.0, highspy.kHighsInf, len(rows), np.array(rows, dtype=np.int32), np.array(entries))
highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

sells = [(k * actions + a, a - 1) for k, s in enumerate(states) for a in range(1, actions) if a not in s]
pairs = np.arange(len(states) * actions, dtype=np.int32)
random = np.random.default_rng(0)
tables = []
for _ in range(solves):
    values, table = random.random(agents), np.zeros(len(pairs))
    for pair, agent in sells:
        table[pair] = values[agent]
    tables.append(table)

started = time.time()
for table in tables:
    highs.changeColsCost(len(pairs), pairs, table)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise SystemExit("HiGHS did not find an optimum")
seconds = time.time() - started
print(json.dumps({"peer": f"HiGHS {highs.version()}, from the last basis", "programsPerSecond": round(solves / seconds)}))
