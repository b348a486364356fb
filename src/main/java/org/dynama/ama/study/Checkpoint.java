package org.dynama.ama.study;

import org.dynama.ama.search.SearchState;

/**
 * What a killed run needs to go on, as {@code checkpoint/search.json} holds it.
 *
 * @param schema version of this format
 * @param rows of the trace that belong to the state
 * @param seconds that the search has taken
 * @param state of the search
 */
record Checkpoint(int schema, int rows, double seconds, SearchState state) {
    static final int SCHEMA = 2;
}
