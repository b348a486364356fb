"""The tree of sequential sales solved by PyTorch on the CPU, float64, two threads, eager and compiled: profiles a second.

usage: torch_tree.py AGENTS ITEMS BATCH

Three kinds of work, as `dynama bench` measures them: optimal values; values softened at temperature 0.05 a stage that is left,
with occupancies summed over the profiles (a backward); and these with the summed pullback of the tables of rewards (a second
backward). Prints one line of JSON for each way, and the mean optimal value, which must be that of any other peer.
"""

import json
import statistics
import sys
import time

import torch

agents, items, batch = (int(word) for word in sys.argv[1:4])
torch.set_num_threads(2)
torch.set_default_dtype(torch.float64)
torch.manual_seed(1)


def masks():
    """By stage [S, n, 1]: 1 where agents have nothing yet; action i + 1 gives to agent i, the first to nobody."""
    served = torch.zeros(1, agents)
    each = torch.eye(agents + 1)[:, 1:]
    for _ in range(items):
        yield (1 - served)[:, :, None]
        served = torch.clamp(served[:, None] + each, max=1).reshape(-1, agents)


gives = list(masks())
types = torch.rand(agents, batch)
boosts = [torch.zeros(mask.shape[0], agents + 1, 1) for mask in gives]


def rewards(boosts):
    """By stage [S, A, B]; an agent who is served twice is worth nothing then."""
    return [torch.cat([torch.zeros(mask.shape[0], 1, batch), mask * types], 1) + boost for mask, boost in zip(gives, boosts)]


def values(tables, soft):
    value = None
    for left, table in enumerate(reversed(tables), 1):
        score = table if value is None else table + value.reshape(table.shape)
        value = 0.05 * left * torch.logsumexp(score / (0.05 * left), 1) if soft else score.amax(1)
    return value


def hard(boosts):
    return values(rewards(boosts), False)


def occupied(boosts):
    """Values and occupancies, summed over the profiles."""
    def total(boosts):
        value = values(rewards(boosts), True)
        return value.sum(), value
    return torch.func.grad(total, has_aux=True)(boosts)


def pulled(boosts):
    """These and the summed pullback of the rewards themselves."""
    tables = rewards(boosts)

    def welfare(tables):
        occupancies = torch.func.grad(lambda tables: values(tables, True).sum())(tables)
        return sum((visits * table).sum() for visits, table in zip(occupancies, rewards(boosts))), occupancies
    sensitivities, occupancies = torch.func.grad(welfare, has_aux=True)(tables)
    return [table.sum(2) for table in sensitivities], [visits.sum(2) for visits in occupancies]


def rate(work):
    """Profiles a second: the median of seven."""
    work(boosts), work(boosts)
    seconds = []
    for _ in range(7):
        before = time.perf_counter()
        work(boosts)
        seconds.append(time.perf_counter() - before)
    return round(batch / statistics.median(seconds))


for way in "eager", "compiled":
    wrap = torch.compile if way == "compiled" else lambda work: work
    print(json.dumps({
        "peer": f"PyTorch {torch.__version__}, {way}",
        "valuesPerSecond": rate(torch.no_grad()(wrap(hard))),
        "softenedPerSecond": rate(wrap(occupied)),
        "regularizedPerSecond": rate(wrap(pulled)),
        "value": hard(boosts).mean().item()}), flush=True)
