package org.dynama.ama.study;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dynama.ama.audit.EvaluationSums;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.Json;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.study.EvaluationFile;
import org.dynama.study.PartsEngine;
import org.dynama.study.Run;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a run's mechanism, part after part, here or by other machines; a killed run goes on after the last part that
 * was stored.
 */
record EvaluationCourse(SearchSpec spec, Run run, ExactSolvers exact, AmaParameters parameters) {
    private static final String PIECE = "evaluation";

    /** What is known of the first parts. */
    private record Known(int parts, EvaluationSums sums) {}

    /** On given profiles, at once. */
    EvaluationSums on(Profiles profiles) {
        IntConsumer told = told(phase(profiles, profiles.count()), profiles.count());
        return left(
                EvaluationSums.of(
                        EvaluationRoute.of(spec).evaluation(exact.evaluation(), parameters, profiles, told), profiles),
                profiles);
    }

    /** Leaves what a comparison with other runs needs. */
    private EvaluationSums left(EvaluationSums sums, @Nullable Profiles given) {
        run.leave(folder -> new EvaluationFile(ProfilesDigest.of(spec, given), sums.blocks()).write(folder));
        return sums;
    }

    private String phase(Profiles first, int count) {
        EvaluationRoute route = EvaluationRoute.of(spec);
        TimedPhase timed = route.timed(count, exact.solvers().threads());
        return timed.begin(
                run,
                () -> route.evaluation(
                        exact.evaluation().ofDrawn(), parameters, first.slice(0, timed.tried()), done -> {}));
    }

    private IntConsumer told(String phase, int count) {
        return done -> run.at(phase, (double) done / count, "");
    }

    /** On the profiles that the spec asks for. */
    EvaluationSums onDrawn() {
        EvaluationParts parts = new EvaluationParts(spec, parameters, exact);
        int count = spec.keys().evaluation().profiles();
        Sum sum = new Sum(run.load(PIECE, Known.class), parts.count());
        String phase = EvaluationRoute.of(spec).phase();
        if (run.hasElsewhere() && sum.parts < parts.count()) {
            IntConsumer told = told(phase, count);
            List<byte[]> left = IntStream.range(sum.parts, parts.count())
                    .mapToObj(EvaluationParts::asked)
                    .toList();
            try (PartsEngine.Session session = run.elsewhere(EvaluationParts.WORK)) {
                session.each(new byte[0], left, part -> {
                    sum.add(part);
                    told.accept(sum.count());
                });
            }
        } else {
            Profiles first = SearchRun.drawn(spec, Math.min(count, Profiles.BLOCK));
            IntConsumer told = told(parts.count() > 1 ? phase : phase(first, count), count);
            while (sum.parts < parts.count()) {
                sum.add(parts.sums(sum.parts, told));
            }
        }
        return left(sum.whole(), null);
    }

    /** Of the parts so far. */
    private final class Sum {
        private final Reals stakes = Stakes.of(spec.environment());
        private @Nullable EvaluationSums sums;
        private final int all;
        private int parts;

        Sum(@Nullable Known known, int all) {
            sums = known == null ? null : known.sums();
            parts = known == null ? 0 : known.parts();
            this.all = all;
        }

        void add(byte[] part) {
            add(Json.parse("part " + (parts + 1), part, EvaluationSums.class));
        }

        void add(EvaluationSums next) {
            EvaluationSums before = sums;
            EvaluationSums both = before == null ? next : before.and(next, stakes);
            sums = both;
            parts++;
            if (all > 1 && run.isDue()) {
                run.save(PIECE, new Known(parts, both));
            }
        }

        int count() {
            return sums == null ? 0 : (int) sums.count();
        }

        EvaluationSums whole() {
            if (sums == null) {
                throw new IllegalStateException("an evaluation has no part");
            }
            return sums;
        }
    }
}
