package org.dynama.ama.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.baseline.Aim;
import org.dynama.baseline.TightestBound;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What no mechanism can exceed: the tightest that {@link TightestBound} knows.
 *
 * @param limit the bound, profile by profile
 * @param sign -1 where the limit bounds the negative of what is reported
 * @param attaining an affine maximizer that earns it in expectation, whose outcomes measure a share with less noise; null where
 *     none is known
 */
public record Bound(TightestBound limit, int sign, @Nullable AmaParameters attaining) {
    /** So many profiles are bounded at once at most: whole blocks, of which solvers make light. */
    private static final int PART = 512 * Profiles.BLOCK;
    /** Fewer in large worlds, with so many state-action pairs in all: seldom more than seconds of work. */
    private static final int PAIRS = 1 << 26;

    /** The tightest known bound; null where none is known. */
    public static @Nullable Bound of(Environment environment, Objective objective, int threads) {
        Optional<Aim> aim = aim(environment, objective);
        if (aim.isPresent()) {
            int sign = objective.sense() == Objective.Sense.MIN ? -1 : 1;
            return TightestBound.of(environment, aim.orElseThrow(), threads)
                    .map(limit -> new Bound(limit, sign, attaining(environment, objective, limit)))
                    .orElse(null);
        }
        if (objective.sense() == Objective.Sense.MIN) {
            Loss loss = environment.losses().get(objective.losses().indexOf(-1.0));
            return loss.isBorneAtTheEnd() ? new Bound(TightestBound.leastLoss(environment, loss), 1, null) : null;
        }
        return null;
    }

    private static @Nullable AmaParameters attaining(
            Environment environment, Objective objective, TightestBound limit) {
        return limit.kind().equals("myerson")
                ? Attaining.of(environment, objective).orElse(null)
                : null;
    }

    /** What is wanted as payments, welfare and worths of visits; empty where a loss depends on types, or payments are unwanted. */
    private static Optional<Aim> aim(Environment environment, Objective objective) {
        double[] visits = new double[environment.mdp().pairCount()];
        for (int k = 0; k < objective.losses().size(); k++) {
            double weight = objective.losses().get(k);
            if (weight != 0) {
                Loss loss = environment.losses().get(k);
                if (!loss.isTypeFree()) {
                    return Optional.empty();
                }
                Reals each = perVisit(environment, loss);
                Arrays.setAll(visits, pair -> visits[pair] + weight * each.get(pair));
            }
        }
        return objective.revenue() < 0
                ? Optional.empty()
                : Optional.of(new Aim(objective.revenue(), objective.welfare(), Reals.of(visits)));
    }

    private static Reals perVisit(Environment environment, Loss loss) {
        int n = environment.agentCount();
        int d = environment.dimension();
        double[][] table = loss.table(
                Profiles.of(n, d, 1, new double[n * d]), environment.mdp().pairCount());
        double[] visits = new double[table.length];
        for (int pair = 0; pair < visits.length; pair++) {
            visits[pair] = table[pair][0];
        }
        return Reals.of(visits);
    }

    /** The word for it in results. */
    public String kind() {
        return limit.kind();
    }

    /**
     * In each profile, as it is reported: shape {@code [B]}.
     *
     * @param pairs state-action pairs of its world
     * @param progress told how many profiles are done
     */
    double[] values(Profiles profiles, int pairs, IntConsumer progress) {
        double[] values = new double[profiles.count()];
        int blocks = PAIRS / Math.max(1, pairs) / Profiles.BLOCK;
        int most = Math.min(PART, Math.max(1, blocks) * Profiles.BLOCK);
        for (int from = 0; from < values.length; from += most) {
            double[] part = limit.values(profiles.slice(from, Math.min(values.length, from + most)));
            for (int b = 0; b < part.length; b++) {
                values[from + b] = sign * part[b];
            }
            progress.accept(from + part.length);
        }
        return values;
    }
}
