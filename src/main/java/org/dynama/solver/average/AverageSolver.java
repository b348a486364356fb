package org.dynama.solver.average;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;
import org.dynama.solver.kernel.TableMeasures;
import org.dynama.solver.sparse.SparseSolver;
import org.jspecify.annotations.Nullable;

/**
 * The plain Java kernel for average-reward MDPs. Values are gains per period, on average over first states; occupancies are
 * long-run shares of periods, which sum to 1. Where runs can settle in several end components, each is solved by itself, and
 * then the way to the best of them.
 *
 * <p>Cost per profile: {@code O(S^3)} a policy, of which a few are enough.
 */
public final class AverageSolver extends Kernel {
    /** More masks than a mechanism has economies. */
    private static final int CACHED = 64;

    private final Coefficients coefficients;
    /** By elimination; made when first needed. */
    private @Nullable GainIteration policies;
    /** The same of one end component among several. */
    private @Nullable GainIteration within;
    /** Where states are many and runs settle in one place; else null. */
    private final @Nullable SparseSolver sparse;

    private final Map<BitSet, Homes> usable = new HashMap<>();
    private final Map<Homes, MultichainIteration> several = new HashMap<>();

    /** @throws IllegalArgumentException if the horizon is another, or an action ends the run */
    public AverageSolver(Mdp mdp, RewardMap rewards, int dimension) {
        this(mdp, rewards, dimension, SparseSolver.suits(mdp));
    }

    /** The same, where someone else decides whether to take the sparse route, which any world may. */
    public AverageSolver(Mdp mdp, RewardMap rewards, int dimension, boolean many) {
        super(mdp, rewards, dimension);
        if (!(mdp.horizon() instanceof Horizon.AverageReward)) {
            throw new Refusal("horizon", mdp.horizon(), "must be average reward", "");
        }
        for (int p = 0; p < mdp.pairCount(); p++) {
            if (successor(p) == states) {
                throw new Refusal(
                        "\"" + mdp.pairName(p) + "\"",
                        "",
                        "ends the run, which an average-reward horizon does not allow",
                        "Maybe let it lead to a state that stays for ever.");
            }
        }
        coefficients = new Coefficients(this);
        sparse = many ? new SparseSolver(this, 1, new RecurrentClasses(new Steps(mdp.transitions()), states)) : null;
        usable(new BitSet());
    }

    /** What one solver's rows take: four tables and some rows by state. */
    public static long bytes(Mdp mdp) {
        return 8L * Rows.WIDTH * (4L * mdp.pairCount() + 4L * mdp.stateCount());
    }

    /** Its matrices over states, at most: of policies where runs settle in one place, in one of several, among these, on the way. */
    public static long matrixBytes(Mdp mdp) {
        long states = mdp.stateCount();
        return 32 * states * states;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        Homes homes = usable(forbidden(compile(welfare)));
        if (sparse != null && homes.count() == 1) {
            return sparse.values(welfare, profiles, homes.allowed());
        }
        try (Measures.Optimal measures = hard(welfare, profiles)) {
            return measures.values();
        }
    }

    /** {@inheritDoc} One more solution of the batch. */
    @Override
    public double[] errors(AffineWelfare welfare, Profiles profiles) {
        Homes homes = usable(forbidden(compile(welfare)));
        if (sparse != null && homes.count() == 1) {
            return sparse.errors(welfare, profiles, homes.allowed());
        }
        try (Shares shares = eliminate(welfare, profiles)) {
            return shares.solution.errors;
        }
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        Homes homes = usable(forbidden(compile(welfare)));
        return sparse != null && homes.count() == 1
                ? sparse.hard(welfare, profiles, homes.allowed())
                : eliminate(welfare, profiles);
    }

    private Shares eliminate(AffineWelfare welfare, Profiles profiles) {
        CompiledWelfare.requireNoLoss(welfare.loss());
        CompiledWelfare compiled = compile(welfare);
        load(profiles);
        Homes homes = usable(forbidden(compiled));
        Shares shares = new Shares(profiles);
        double[][] c = takeTable();
        double[][] noise = takeTable();
        coefficients.fill(welfare, compiled, homes.pairs(), c, noise);
        if (homes.count() == 1) {
            if (policies == null) {
                policies = new GainIteration(this, initial);
            }
            policies.run(c, noise, homes.pairs(), shares.solution);
        } else {
            several.computeIfAbsent(homes, this::several).run(c, noise, shares.solution);
        }
        giveTable(c);
        giveTable(noise);
        return shares;
    }

    private MultichainIteration several(Homes homes) {
        GainIteration inside = within == null ? new GainIteration(this, new double[states]) : within;
        within = inside;
        return new MultichainIteration(this, homes, inside);
    }

    /** The optimal policies' long-run shares. */
    private final class Shares extends TableMeasures implements Measures.Optimal {
        private final GainIteration.Solution solution;

        Shares(Profiles profiles) {
            super(AverageSolver.this, profiles);
            for (double[] row : table) {
                Rows.fill(row, 0);
            }
            int[][] policies = new int[count][states];
            for (int[] policy : policies) {
                Arrays.fill(policy, -1);
            }
            solution = new GainIteration.Solution(table, policies);
        }

        @Override
        public double[] values() {
            return solution.gains;
        }

        /**
         * {@inheritDoc}
         *
         * <p>Not positive, too, where a run could also settle elsewhere, out of the policy's reach, at the same gain.
         */
        @Override
        public double[] margins() {
            return solution.margins;
        }

        @Override
        public double[] passages() {
            double[] passages = new double[mdp.pairCount() * count];
            PolicyChain chain = new PolicyChain(new Steps(mdp.transitions()), initial);
            for (int b = 0; b < count; b++) {
                chain.take(solution.policies[b]);
                double[] visits = chain.passages();
                for (int s = 0; s < states; s++) {
                    if (visits[s] > 0) {
                        passages[solution.policies[b][s] * count + b] = visits[s];
                    }
                }
            }
            return passages;
        }
    }

    private BitSet forbidden(CompiledWelfare compiled) {
        BitSet forbidden = new BitSet();
        for (int p = 0; p < compiled.base.length; p++) {
            forbidden.set(p, compiled.base[p] == Double.NEGATIVE_INFINITY);
        }
        return forbidden;
    }

    /** Where runs settle by the pairs that may be used, never force a run into a state without any, and can be reached. */
    private Homes usable(BitSet forbidden) {
        Homes known = usable.get(forbidden);
        if (known != null) {
            return known;
        }
        Transitions transitions = mdp.transitions();
        BitSet pairs = new BitSet();
        for (int p = 0; p < mdp.pairCount(); p++) {
            pairs.set(p, !forbidden.get(p));
        }
        prune(pairs);
        BitSet reached = reached(pairs);
        pairs.stream().filter(p -> !reached.get(transitions.stateOf(p))).forEach(pairs::clear);
        if (usable.size() >= CACHED) {
            usable.clear();
            several.clear();
        }
        Homes homes = new Homes(mdp, pairs);
        usable.put(forbidden, homes);
        return homes;
    }

    private void prune(BitSet pairs) {
        Transitions transitions = mdp.transitions();
        int before;
        do {
            before = pairs.cardinality();
            BitSet live = new BitSet();
            pairs.stream().forEach(p -> live.set(transitions.stateOf(p)));
            for (int p = pairs.nextSetBit(0); p >= 0; p = pairs.nextSetBit(p + 1)) {
                for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                    if (!live.get(transitions.next(k))) {
                        pairs.clear(p);
                    }
                }
            }
        } while (pairs.cardinality() < before);
    }

    private BitSet reached(BitSet pairs) {
        Transitions transitions = mdp.transitions();
        BitSet reached = new BitSet();
        for (int s = 0; s < states; s++) {
            reached.set(s, initial[s] > 0);
            int first = pairs.nextSetBit(transitions.firstPair(s));
            if (initial[s] > 0 && (first < 0 || first >= transitions.endPair(s))) {
                double[] none = new double[1];
                Arrays.fill(none, Double.NEGATIVE_INFINITY);
                CompiledWelfare.requirePolicy(none);
            }
        }
        int before;
        do {
            before = reached.cardinality();
            for (int p = pairs.nextSetBit(0); p >= 0; p = pairs.nextSetBit(p + 1)) {
                for (int k = transitions.begin(p); k < transitions.end(p) && reached.get(transitions.stateOf(p)); k++) {
                    reached.set(transitions.next(k));
                }
            }
        } while (reached.cardinality() > before);
        return reached;
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        throw Refusal.of(
                "an average-reward horizon has no regularized solutions",
                "Maybe optimizer.kind: zeroth-order or sobol, which need none.");
    }
}
