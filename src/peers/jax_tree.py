"""The tree of sequential sales solved by JAX, compiled by XLA for the CPU, float64: profiles a second.

usage: jax_tree.py AGENTS ITEMS BATCH

The same work as that of torch_tree.py, which says what it is.
"""

import json
import statistics
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

agents, items, batch = (int(word) for word in sys.argv[1:4])
jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)


def masks():
    served = np.zeros((1, agents))
    each = np.eye(agents + 1)[:, 1:]
    for _ in range(items):
        yield jnp.asarray(1 - served)[:, :, None]
        served = np.minimum(served[:, None] + each, 1).reshape(-1, agents)


gives = list(masks())
types = jnp.asarray(np.random.default_rng(1).random((agents, batch)))
boosts = [jnp.zeros((mask.shape[0], agents + 1, 1)) for mask in gives]


def rewards(boosts, types):
    return [jnp.concatenate([jnp.zeros((mask.shape[0], 1, batch)), mask * types], 1) + boost
            for mask, boost in zip(gives, boosts)]


def values(tables, soft):
    value = None
    for left, table in enumerate(reversed(tables), 1):
        score = table if value is None else table + value.reshape(table.shape)
        value = 0.05 * left * jax.scipy.special.logsumexp(score / (0.05 * left), axis=1) if soft else score.max(1)
    return value


@jax.jit
def hard(boosts, types):
    return values(rewards(boosts, types), False)


@jax.jit
def occupied(boosts, types):
    return jax.value_and_grad(lambda boosts: values(rewards(boosts, types), True).sum())(boosts)


@jax.jit
def pulled(boosts, types):
    tables = rewards(boosts, types)

    def welfare(tables):
        occupancies = jax.grad(lambda tables: values(tables, True).sum())(tables)
        return sum((visits * table).sum() for visits, table in zip(occupancies, rewards(boosts, types))), occupancies
    sensitivities, occupancies = jax.grad(welfare, has_aux=True)(tables)
    return [table.sum(2) for table in sensitivities], [visits.sum(2) for visits in occupancies]


def rate(work):
    jax.block_until_ready(work(boosts, types))
    seconds = []
    for _ in range(7):
        before = time.perf_counter()
        jax.block_until_ready(work(boosts, types))
        seconds.append(time.perf_counter() - before)
    return round(batch / statistics.median(seconds))


print(json.dumps({
    "peer": f"JAX {jax.__version__}",
    "valuesPerSecond": rate(hard),
    "softenedPerSecond": rate(occupied),
    "regularizedPerSecond": rate(pulled),
    "value": hard(boosts, types).mean().item()}), flush=True)
