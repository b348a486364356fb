package org.dynama.ama.study;

import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * What to soften; the search's objective and optimizer are not used.
 *
 * @param search its world, its evaluation's profiles, seed and threads
 * @param temperatures in units of reward, each finite and positive
 */
public record SmoothingSpec(SearchSpec search, Reals temperatures) {

    /**
     * Fills in and checks a document.
     *
     * @throws ConfigException with every fault of the search's keys at once, or if the world cannot be softened: leaving
     *     an agent out forbids actions
     */
    public static SmoothingSpec of(Document document) {
        SearchSpec search = SearchSpec.of(document);
        Absence absence = search.environment().absence();
        if (absence instanceof Absence.Masked) {
            throw new ConfigException(
                    document.source(),
                    List.of(document.fault(
                            "environment",
                            "cannot be softened: " + absence.describe() + ", and a softened policy takes every action",
                            "Maybe another world, or --set 'environment.leftOut={cost: 5}' for workers.")));
        }
        return new SmoothingSpec(search, document.bind("temperatures", Reals.class));
    }

    /** Softens, and writes {@code smoothing.csv}. */
    public SmoothingRecord run(Run run) {
        Environment environment = search.environment();
        SearchSpec.Keys keys = search.keys();
        List<SmoothingRecord.Row> rows;
        try (Solvers solvers = Solvers.of(
                environment.mdp(), environment.rewards(), environment.dimension(), keys.settings(keys.precision()))) {
            rows = new Smoothing(environment, solvers, SearchRun.drawn(search)).curves(temperatures, run::at);
        }
        SmoothingRecord record = new SmoothingRecord(
                Header.of("smoothing", keys.name(), keys.seed(), Soundness.UNTESTED),
                environment.name(),
                environment.notes(),
                rows,
                run.seconds());
        run.folder().write("smoothing.csv", record.table().toCsv());
        return record;
    }
}
