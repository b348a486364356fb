package org.dynama.bench;

/** Kinds of graphs whose solvers are measured. */
public enum BenchFamily {
    /** History trees of sequential sales. */
    TREES,
    /** Gridworlds on a torus, discounted. */
    GRIDS,
    /** Random acyclic graphs with chance moves. */
    GRAPHS
}
