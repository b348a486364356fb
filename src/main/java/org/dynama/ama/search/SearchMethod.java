package org.dynama.ama.search;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** How a search goes from its first state to its last; see {@link MechanismSearch}. */
interface SearchMethod {

    SearchState begin(DoubleConsumer progress);

    boolean done(SearchState state);

    double progress(SearchState state);

    SearchState advance(SearchState state, Consumer<TraceRow> trace);
}
