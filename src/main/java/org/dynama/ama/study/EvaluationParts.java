package org.dynama.ama.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.Json;
import org.dynama.model.Profiles;
import org.dynama.study.Parts;

/**
 * An evaluation on drawn profiles, in parts: as many profiles each, but for the last, by the route alone, so that the sums are
 * the same wherever each part is computed. Only one part at a time is held in memory.
 */
public final class EvaluationParts implements Parts {
    /** What asks for them. */
    public static final String WORK = "evaluation";

    /** Profiles of a part by dynamic programs, a second's work or more. */
    static final int OF_INDUCTION = 1 << 20;

    /** The same by linear programs. */
    static final int OF_PROGRAMS = 1 << 14;

    private final SearchSpec spec;
    private final EvaluationRoute route;
    private final AmaParameters parameters;
    private final ExactSolvers exact;

    EvaluationParts(SearchSpec spec, AmaParameters parameters, ExactSolvers exact) {
        this.spec = spec;
        this.parameters = parameters;
        this.exact = exact;
        route = EvaluationRoute.of(spec);
    }

    /** Of a stored mechanism, on one thread. */
    public static EvaluationParts of(StoredMechanism stored) {
        return new EvaluationParts(stored.spec(), stored.parameters(), ExactSolvers.of(stored.spec(), 1));
    }

    /** How many parts there are. */
    int count() {
        return (int) (((long) wanted() + size() - 1) / size());
    }

    private int wanted() {
        return spec.keys().evaluation().profiles();
    }

    private int size() {
        return route.solver() == SearchSpec.Route.LP || route.isProven() ? OF_PROGRAMS : OF_INDUCTION;
    }

    /**
     * Evaluates a part.
     *
     * @param done told how many profiles are done, those of all parts before included
     */
    EvaluationSums sums(int number, IntConsumer done) {
        int first = number * size();
        Profiles profiles = SearchRun.drawn(spec, first, Math.min(size(), wanted() - first));
        return EvaluationSums.of(
                route.evaluation(
                        exact.evaluation().ofDrawn(), parameters, profiles, count -> done.accept(first + count)),
                profiles);
    }

    /** Asks for a part by its number. */
    static byte[] asked(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** As JSON. */
    @Override
    public byte[] part(byte[] shared, byte[] asked) {
        EvaluationSums sums = sums(ByteBuffer.wrap(asked).getInt(), done -> {});
        return Json.write(sums).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        exact.close();
    }
}
