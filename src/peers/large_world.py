"""A random sparse market: every state has four actions, every action three successors and a value for two of the agents.

usage: large_world.py discounted|finite STATES AGENTS FILE

Discounted: successors anywhere, discount 0.9, runs begin in state s0. Finite: layers of a hundred states, successors in the next
layer, runs begin anywhere in the first. The first action's first successor is the state's neighbour, so that runs can reach every
state. What an action is worth to an agent is her type, U[0, 1], times a coefficient, U[0, 1].
"""

import json
import random
import sys

ACTIONS = 4
WIDTH = 100


def successors(kind, state, action, states):
    """Names of three states with probabilities; none at the end of a finite run."""
    if kind == "discounted":
        chosen = random.sample(range(states), 3)
        neighbour = (state + 1) % states
    else:
        first = (state // WIDTH + 1) * WIDTH
        if first >= states:
            return {}
        chosen = random.sample(range(first, min(first + WIDTH, states)), 3)
        neighbour = min(state + WIDTH, states - 1)
    if action == 0 and neighbour not in chosen:
        chosen[0] = neighbour
    return dict(zip((f"s{s}" for s in chosen), (0.5, 0.25, 0.25)))


def main():
    kind, states, agents, file = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    if kind not in ("discounted", "finite") or (kind == "finite" and states % WIDTH):
        sys.exit("the kind must be discounted or finite, and finite worlds have whole layers of a hundred states")
    random.seed(1)
    names = [f"agent {i + 1}" for i in range(agents)]
    actions = []
    for state in range(states):
        for action in range(ACTIONS):
            served = random.sample(names, min(2, agents))
            actions.append({
                "state": f"s{state}",
                "name": f"a{action}",
                "next": successors(kind, state, action, states),
                "rewards": {name: {"type": [round(random.random(), 3)]} for name in served},
            })
    first = WIDTH if kind == "finite" else 1
    world = {
        "name": f"{states} states",
        "horizon": {"kind": "discounted", "discount": 0.9} if kind == "discounted" else {"kind": "finite"},
        "initial": {f"s{s}": 1 / first for s in range(first)},
        "agents": [
            {"name": name, "types": {"dimension": 1, "distribution": {"kind": "uniform", "low": [0], "high": [1]}}}
            for name in names
        ],
        "actions": actions,
    }
    with open(file, "w") as out:
        json.dump(world, out)


if __name__ == "__main__":
    main()
