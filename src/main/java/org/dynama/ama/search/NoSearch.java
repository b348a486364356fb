package org.dynama.ama.search;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Searches nothing: VCG is the result. */
final class NoSearch implements SearchMethod {
    private final Trials trials;

    NoSearch(SearchTask task) {
        trials = new Trials(task);
    }

    @Override
    public SearchState begin(DoubleConsumer progress) {
        return new SearchState(0, List.of(), null, List.of(), trials.vcg(), 0);
    }

    @Override
    public double progress(SearchState state) {
        return 1;
    }

    @Override
    public String where(SearchState state) {
        return "the validation of VCG";
    }

    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        return state;
    }
}
