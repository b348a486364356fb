package org.dynama.ama.search;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;

/** Searches nothing: VCG is the result. Nothing competes with it, so it is not validated: the evaluation says what it is worth. */
final class NoSearch implements SearchMethod {
    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, 0);

    private final AmaParameters vcg;

    NoSearch(SearchTask task) {
        vcg = AmaParameters.vcg(task.environment());
    }

    @Override
    public SearchState begin(DoubleConsumer progress) {
        return new SearchState(0, List.of(), null, List.of(), new SearchState.Candidate(vcg, UNKNOWN), 0);
    }

    @Override
    public double progress(SearchState state) {
        return 1;
    }

    @Override
    public String where(SearchState state) {
        return "VCG";
    }

    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        return state;
    }
}
