"""Offline prices of markets that never restart, by scipy's linear programs over occupancies.

    python3 prices.py FILE

reads a list of {"kernel": shape [S, A, S], "rewards": shape [n + 1, S, A], the designer first} and prints a list of
[welfare, price, ...] per round as JSON.
"""

import json
import sys

import numpy
from scipy.optimize import linprog


def optimum(kernel, rewards):
    """The occupancy rho[s, a] of the largest average reward: what flows into a state flows out of it, and all sums to 1."""
    states, actions = rewards.shape
    leaves = numpy.repeat(numpy.eye(states), actions, axis=1)
    flow = leaves - kernel.reshape(states * actions, states).T
    balance = numpy.vstack([flow, numpy.ones(states * actions)])
    totals = numpy.append(numpy.zeros(states), 1)
    solved = linprog(-rewards.ravel(), A_eq=balance, b_eq=totals, method="highs-ds")
    if solved.status != 0:
        sys.exit(solved.message)
    return solved.x.reshape(states, actions)


def prices(market):
    kernel, rewards = (numpy.array(market[key]) for key in ("kernel", "rewards"))
    visits = optimum(kernel, rewards.sum(axis=0))
    found = [(visits * rewards.sum(axis=0)).sum()]
    for i in range(1, len(rewards)):
        others = rewards.sum(axis=0) - rewards[i]
        found.append(((optimum(kernel, others) - visits) * others).sum())
    return found


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps([prices(market) for market in json.load(file)]))
