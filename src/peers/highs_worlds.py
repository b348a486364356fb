"""Occupancy programs of random sparse worlds by HiGHS through scipy: 4 actions, 3 successors, the worlds of
src/jmh/java/org/dynama/exact/SparseWorlds.java number by number. Prints processor milliseconds a program, the least of ROUNDS,
and the value. usage: highs_worlds.py [ROUNDS] [STATES...]"""
import json
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_matrix

ACTIONS, BRANCHING, STAGES, MASK = 4, 3, 20, (1 << 64) - 1


def uniforms():
    """SplitMix64."""
    seed = 1
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield ((z ^ (z >> 31)) >> 11) * 2.0**-53


def program(horizon, states):
    """Rewards, flow matrix and right-hand sides."""
    random, width = uniforms(), states // STAGES
    discount = 0.99 if horizon == "discounted" else 1.0
    stay = 0.95 if horizon == "total" else 1.0
    rewards, row, column, entry = [], [], [], []
    for pair in range(states * ACTIONS):
        s = pair // ACTIONS
        rewards.append(next(random))
        start = (s // width + 1) * width if horizon == "finite" else 0
        odds, to = [], []
        for _ in range(BRANCHING):
            odds.append(0.1 + next(random))
            to.append(start + int(next(random) * (width if horizon == "finite" else states)))
        row.append(s), column.append(pair), entry.append(1.0)
        for p, t in zip(odds, to):
            if start < states:
                row.append(t), column.append(pair), entry.append(-discount * stay * p / sum(odds))
    sides = np.full(states, 1 / states) if horizon == "finite" else np.eye(states)[0]
    if horizon == "average":
        row += [states] * len(rewards)
        column += range(len(rewards))
        entry += [1.0] * len(rewards)
        sides = np.eye(states + 1)[states]
    return np.array(rewards), csc_matrix((entry, (row, column))), sides


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
for horizon in ("finite", "discounted", "total", "average"):
    for states in [int(word) for word in sys.argv[2:]] or [300, 1000]:
        rewards, flows, sides = program(horizon, states)
        least = float("inf")
        for _ in range(rounds):
            begun = time.process_time()
            found = linprog(-rewards, A_eq=flows, b_eq=sides, method="highs")
            least = min(least, time.process_time() - begun)
        print(json.dumps({"peer": "scipy-highs", "horizon": horizon, "states": states,
                          "milliseconds": round(1000 * least, 1), "value": -found.fun}), flush=True)
