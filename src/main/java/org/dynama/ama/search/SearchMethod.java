package org.dynama.ama.search;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * How a search goes from its first state to its last; see {@link MechanismSearch}. A state holds all that the next one depends
 * on, so that a stored one leads to the same bits.
 */
interface SearchMethod {

    /** The first state; VCG is its best mechanism. */
    SearchState begin(DoubleConsumer progress);

    /** Whether a state is the last. */
    default boolean done(SearchState state) {
        return progress(state) >= 1;
    }

    /** What is behind, in [0, 1]; 1 at the last state. */
    double progress(SearchState state);

    /** What the next step is, for people. */
    default String where(SearchState state) {
        return String.format(Locale.ROOT, "the step after %.1f %% of the search", 100 * progress(state));
    }

    /** The best mechanism that a state holds, whatever has been done to it since. */
    default SearchState.Candidate held(SearchState state) {
        return state.best();
    }

    /** The next state; a row of the trace says what happened. */
    SearchState advance(SearchState state, Consumer<TraceRow> trace);
}
