"""Worlds that people know, as files that can be imported, and what they are worth by plain value iteration.

    python3 tables.py FOLDER [jack]

writes lake.json (FrozenLake 8x8) and taxi.json as tables of Gymnasium, or jack.MDP (Sutton and Barto, example 4.2) as a file
of Cassandra's, and prints {name: [value, ...]} as JSON. Nothing but the standard library is used.
"""

import json
import math
import os
import sys

LAKE = ["SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"]
WALLS = ["|R: | : :G|", "| : | : : |", "| : : : : |", "| | : | : |", "|Y| : |B: |"]
STANDS = [(0, 0), (0, 4), (4, 0), (4, 3)]


def lake():
    """Ice: one goes where one wants, or to either side of that, each with a third. The goal is worth 1."""
    moves = [(0, -1), (1, 0), (0, 1), (-1, 0)]
    table = []
    for row in range(8):
        for column in range(8):
            here = row * 8 + column
            choices = []
            for action in range(4):
                outcomes = []
                for move in ((action - 1) % 4, action, (action + 1) % 4):
                    r = min(max(row + moves[move][0], 0), 7)
                    c = min(max(column + moves[move][1], 0), 7)
                    outcomes.append([1 / 3, r * 8 + c, float(LAKE[r][c] == "G"), LAKE[r][c] in "GH"])
                choices.append([[1.0, here, 0.0, True]] if LAKE[row][column] in "GH" else outcomes)
            table.append(choices)
    return table, {"0": 1.0}


def taxi():
    """A passenger (4: inside) is to be taken from one stand to another: -1 a step, -10 for nonsense, 20 for arriving."""
    table = []
    starts = []
    for state in range(500):
        row, column, passenger, goal = state // 100, state // 20 % 5, state // 4 % 5, state % 4
        if passenger < 4 and passenger != goal:
            starts.append(state)
        choices = []
        for action in range(6):
            r, c, p, reward, done = row, column, passenger, -1.0, False
            if action == 0:
                r = min(row + 1, 4)
            elif action == 1:
                r = max(row - 1, 0)
            elif action == 2 and WALLS[row][2 * column + 2] == ":":
                c = column + 1
            elif action == 3 and WALLS[row][2 * column] == ":":
                c = column - 1
            elif action == 4:
                if passenger < 4 and (row, column) == STANDS[passenger]:
                    p = 4
                else:
                    reward = -10.0
            elif action == 5:
                if passenger == 4 and (row, column) == STANDS[goal]:
                    p, reward, done = goal, 20.0, True
                elif passenger == 4 and (row, column) in STANDS:
                    p = STANDS.index((row, column))
                else:
                    reward = -10.0
            choices.append([[1.0, ((r * 5 + c) * 5 + p) * 4 + goal, reward, done]])
        table.append(choices)
    return table, {str(state): 1 / len(starts) for state in starts}


def sweeps(table, count):
    """What is earned in so many actions; stops where nothing changes any more."""
    values = [0.0] * len(table)
    for _ in range(count):
        new = [
            max(sum(p * (r + (0.0 if done else values[n])) for p, n, r, done in outcomes) for outcomes in choices)
            for choices in table
        ]
        if new == values:
            break
        values = new
    return values


def write_table(folder, name, made, horizons):
    table, initial = made
    with open(os.path.join(folder, name + ".json"), "w") as out:
        json.dump({"P": table, "initial": initial}, out)
    worth = []
    for horizon in horizons:
        values = sweeps(table, horizon)
        worth.append(math.fsum(p * values[int(state)] for state, p in initial.items()))
    return worth


def poisson(mean, count):
    return math.exp(-mean + count * math.log(mean) - math.lgamma(count + 1))


def day(requests, returns):
    """By the cars in the morning: what is expected of rentals, and how many cars there are in the evening."""
    rented = []
    evening = []
    for cars in range(21):
        row = [0.0] * 21
        earned = 0.0
        for wanted in range(80):
            lent = min(cars, wanted)
            p = poisson(requests, wanted)
            earned += 10 * lent * p
            for back in range(80):
                row[min(cars - lent + back, 20)] += p * poisson(returns, back)
        total = math.fsum(row)
        rented.append(earned)
        evening.append([p / total for p in row])
    return rented, evening


def moved(first, second, cars):
    """Cars in both places after as many of the wanted ones as there are were moved from the first to the second."""
    cars = max(-second, min(first, cars))
    return min(first - cars, 20), min(second + cars, 20), 2.0 * abs(cars)


def jack(folder):
    rented1, evening1 = day(3, 3)
    rented2, evening2 = day(4, 2)
    with open(os.path.join(folder, "jack.MDP"), "w") as out:
        out.write("# Jack's car rental.\ndiscount: 0.9\nvalues: reward\nstates:")
        out.write("".join(" c%d_%d" % (i, j) for i in range(21) for j in range(21)))
        out.write("\nactions:" + "".join(" m%d" % (a + 5) for a in range(-5, 6)) + "\nstart: c10_10\n")
        for i in range(21):
            for j in range(21):
                for a in range(-5, 6):
                    m, n, cost = moved(i, j, a)
                    row = " ".join("%.17g" % (p * q) for p in evening1[m] for q in evening2[n])
                    out.write("T: m%d : c%d_%d %s\n" % (a + 5, i, j, row))
                    out.write("R: m%d : c%d_%d : * %.17g\n" % (a + 5, i, j, rented1[m] + rented2[n] - cost))
    values = [[0.0] * 21 for _ in range(21)]
    for _ in range(400):
        half = [[math.fsum(evening2[n][k] * values[l][k] for k in range(21)) for n in range(21)] for l in range(21)]
        after = [
            [rented1[m] + rented2[n] + 0.9 * math.fsum(evening1[m][l] * half[l][n] for l in range(21)) for n in range(21)]
            for m in range(21)
        ]
        values = [
            [
                max(after[m][n] - cost for m, n, cost in (moved(i, j, a) for a in range(-5, 6)))
                for j in range(21)
            ]
            for i in range(21)
        ]
    return [values[10][10], values[0][0], values[20][20]]


if __name__ == "__main__":
    folder = sys.argv[1]
    if len(sys.argv) > 2:
        worth = {"jack": jack(folder)}
    else:
        worth = {"lake": write_table(folder, "lake", lake(), [200, 3000, 100000]), "taxi": write_table(folder, "taxi", taxi(), [30, 1000, 100000])}
    print(json.dumps(worth))
