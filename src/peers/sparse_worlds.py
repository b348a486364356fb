"""Random sparse worlds, the same as in src/jmh/java/org/dynama/solver/SparseWorlds.java, solved by policy iteration with iterative
evaluation on scipy's sparse matrices; a finite horizon by backward induction, layer by layer. The seconds of values alone, and
with visits; one line of JSON each. usage: sparse_worlds.py HORIZON STATES PROFILES
[HORIZON STATES PROFILES ...]; or compare, with lines of both on standard input"""
import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix

AGENTS, ACTIONS, BRANCHING, LAYERS = 3, 4, 3, 30
TOLERANCE = 1e-11


def uniform(stream, k):
    """Numbers of a stream, U[0, 1): SplitMix64 of a counter."""
    with np.errstate(over="ignore"):
        z = np.uint64(stream << 40) + (np.asarray(k, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)).astype(float) * 2.0**-53


def world(kind, states):
    """Transitions of every pair, its agent and its coefficient."""
    pairs = states * ACTIONS
    u = uniform(1, np.arange(pairs * BRANCHING)).reshape(pairs, BRANCHING)
    state = np.arange(pairs) // ACTIONS
    odds = np.array([0.5, 0.25, 0.25])
    if kind == "finite":
        width = states // LAYERS
        layer = state // width
        goes = layer < LAYERS - 1
        following = (layer[:, None] + 1) * width + (u * width).astype(int)
    else:
        goes = np.ones(pairs, bool) if kind != "total" else state < states - 1
        following = (u * states).astype(int)
    probability = np.tile(odds * (0.875 if kind == "total" else 1), (pairs, 1))
    rows, columns, data = np.repeat(np.arange(pairs), BRANCHING), following.ravel(), probability.ravel()
    keep = np.repeat(goes, BRANCHING)
    rows, columns, data = rows[keep], columns[keep], data[keep]
    if kind == "total":
        ends = np.flatnonzero(goes)
        rows = np.concatenate([rows, ends])
        columns = np.concatenate([columns, np.full(len(ends), states - 1)])
        data = np.concatenate([data, np.full(len(ends), 0.125)])
    matrix = csr_matrix((data, (rows, columns)), shape=(pairs, states))
    agent = (uniform(2, np.arange(pairs)) * AGENTS).astype(int)
    return matrix, agent, uniform(3, np.arange(pairs))


def induct(matrix, states, rewards):
    width = states // LAYERS
    value, policy = np.zeros(states), np.zeros(states, int)
    bounds = [k * width for k in range(LAYERS - 1)] + [(LAYERS - 1) * width, states]
    for first, last in reversed(list(zip(bounds, bounds[1:]))):
        worth = rewards[first * ACTIONS : last * ACTIONS]
        if last < states:
            worth = worth + blocks[first] @ value
        worth = worth.reshape(-1, ACTIONS)
        policy[first:last] = worth.argmax(1)
        value[first:last] = worth.max(1)
    return value, policy, 0.0


def iterate(matrix, states, rewards, discount, average):
    """Modified policy iteration; relative values where numbers are per period."""
    value, first, gain = np.zeros(states), np.arange(states) * ACTIONS, 0.0
    while True:
        worth = (rewards + discount * (matrix @ value)).reshape(states, ACTIONS)
        policy = worth.argmax(1)
        best = worth[np.arange(states), policy]
        change = best - value
        missing = np.ptp(change) if average else np.abs(change).max() / (1 - discount if discount < 1 else 0.125)
        if missing <= TOLERANCE * np.abs(best).max():
            return best, policy, (change.max() + change.min()) / 2
        chosen = matrix[first + policy]
        earned = rewards[first + policy]
        value = best - best[0] if average else best
        for _ in range(20):
            value = earned + discount * (chosen @ value)
            if average:
                value -= value[0]


def visits(matrix, states, policy, discount, average):
    chosen = matrix[np.arange(states) * ACTIONS + policy].T.tocsr()
    start = np.full(states, 1 / states)
    flow, total = start, np.zeros(states)
    while True:
        if average:
            following = chosen @ flow
            if np.abs(following - flow).sum() <= TOLERANCE:
                return following
        else:
            total += flow
            following = discount * (chosen @ flow)
            if following.sum() <= TOLERANCE:
                return total
        flow = following


def main(kind, states, count):
    global blocks
    matrix, agent, coefficient = world(kind, states)
    width = states // LAYERS
    if kind == "finite":
        blocks = {k * width: matrix[k * width * ACTIONS : (k + 1) * width * ACTIONS] for k in range(LAYERS - 1)}
    discount = 0.9 if kind == "discounted" else 1.0
    types = uniform(4, np.arange(AGENTS * count)).reshape(AGENTS, count)
    values, seconds, hard = np.zeros(count), [0.0, 0.0], 0.0
    solved = count
    started = time.perf_counter()
    for b in range(count):
        before = time.perf_counter()
        rewards = coefficient * types[agent, b]
        if kind == "finite":
            value, policy, gain = induct(matrix, states, rewards)
        else:
            value, policy, gain = iterate(matrix, states, rewards, discount, kind == "average")
        values[b] = gain if kind == "average" else value.mean()
        seconds[0] += time.perf_counter() - before
        often = visits(matrix, states, policy, discount, kind == "average")
        np.bincount(agent[np.arange(states) * ACTIONS + policy], often, AGENTS)
        seconds[1] += time.perf_counter() - before
        if time.perf_counter() - started > 60:
            solved = b + 1
            break
    print(json.dumps({
        "solver": "scipy", "horizon": kind, "states": states, "profiles": count,
        "values_seconds": float("%.4g" % (seconds[0] * count / solved)),
        "hard_seconds": float("%.4g" % (seconds[1] * count / solved)),
        "solved": solved, "first_value": values[0], "sum": values[:solved].sum() if solved == count else None}), flush=True)


def compare(lines):
    """Reads lines of both solvers; prints seconds side by side, and exponents of time against states."""
    rows = {}
    for row in map(json.loads, lines):
        rows[row["horizon"], row["profiles"], row["states"], row["solver"] == "scipy"] = row
    for horizon, count in sorted({key[:2] for key in rows}):
        sizes = sorted({key[2] for key in rows if key[:2] == (horizon, count)})
        times = []
        for states in sizes:
            ours, theirs = rows[horizon, count, states, False], rows[horizon, count, states, True]
            gap = abs(ours["first_value"] / theirs["first_value"] - 1)
            times.append(ours["hard_seconds"])
            print(f"{horizon:10} {count:4} profiles {states:6} states: values {ours['values_seconds']:.3g} s, scipy"
                  f" {theirs['values_seconds']:.3g}; with visits {ours['hard_seconds']:.3g} s, scipy"
                  f" {theirs['hard_seconds']:.3g}; values differ by {gap:.1g}")
        slope = np.polyfit(np.log(sizes), np.log(times), 1)[0]
        print(f"{horizon:10} {count:4} profiles: time grows with the states to the power {slope:.2f}")


if sys.argv[1] == "compare":
    compare(sys.stdin)
    raise SystemExit
for k in range(1, len(sys.argv), 3):
    main(sys.argv[k], int(sys.argv[k + 1]), int(sys.argv[k + 2]))
