package org.dynama.exact;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Maximizes an affine welfare over the occupancy polytope by linear programming, and proves each answer:
 *
 * <pre>
 * max  sum_{s,a} nu(s,a) c(s,a)
 * s.t. sum_a nu(s,a) - discount * sum_{s',a'} P(s|s',a') nu(s',a') = initial(s)   for every state s
 *      nu(s,a) &gt;= 0                                                              for every allowed pair
 * </pre>
 *
 * <p>The discount is 1 for finite horizons. For an average-reward horizon it is 1 as well, the right-hand sides are 0
 * and {@code sum nu = 1}; where gains depend on the first state there are visits on the way, too. A pair
 * that is infeasible or whose boost is minus infinity has no column.
 *
 * <p>Primal and dual feasibility and the duality gap are checked after every solve, against the constraints above; a
 * residual above 1e-7 is an error (or known to be none of a proof, {@link #attempt}). Values are computed from the occupancy, with a usual error of 1e-15 relative to the
 * rewards.
 *
 * <p>A basis of the program is a policy, and whoever finds one has found it all: where the graph is acyclic duals follow
 * backwards in one pass, else by pivots of all states at once, each with sparse equations. That is dynamic programming in other
 * words; what makes the program another route is that it shares no code with {@code solver}, and that its answer is held against
 * the constraints, which know of no policy. A start from dynamic programming's policy shares that policy, as a hint.
 *
 * <p>One program serves one thread. Programs are kept, so that only costs change between profiles. Cost: some 10
 * microseconds for 43 states and 258 pairs; milliseconds for 1,000 states with cycles; {@code O(S + entries)} memory, and what
 * elimination fills in.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), eq. 2</a>
 */
public final class OccupancyLp {
    /** More sets of allowed pairs than a mechanism has economies; past it the programs are built anew. */
    private static final int CACHED = 64;

    /** Solves one set of allowed pairs, and proves it. */
    @FunctionalInterface
    private interface Program {
        /** From coefficients, their sizes and a start to visits and dual values; {@link LpSolution.Proof#NONE} without an optimum. */
        LpSolution.Proof solve(double[] c, double[] sizes, double[] nu, double[] v, int @Nullable [] start);
    }

    private record Checked(AllowedPairs allowed, Program program) {}

    private final Mdp mdp;
    private final RewardMap rewards;
    /** The type components that the rewards read. */
    private final int dimension;

    private final Map<BitSet, Checked> programs = new HashMap<>();
    private final double[] c;
    /** The sums of the sizes of the coefficients' parts. */
    private final double[] sizes;

    private Exactness exactness = Exactness.NONE;

    /**
     * Prepares the programs of one MDP.
     *
     * @throws IllegalArgumentException if the rewards do not fit the MDP or go by rank, or its horizon does not fit its transitions
     *     (a finite one needs an acyclic graph)
     */
    public OccupancyLp(Mdp mdp, RewardMap rewards) {
        rewards.requireNamed("a linear program");
        if (rewards.pairs() != mdp.pairCount()) {
            throw Refusal.of(
                    "rewards for " + rewards.pairs() + " state-action pairs must match the MDP's " + mdp.pairCount(),
                    "");
        }
        this.mdp = mdp;
        this.rewards = rewards;
        int last = RewardMap.CONSTANT;
        for (int m = 0; m < rewards.end(rewards.pairs() - 1); m++) {
            last = Math.max(last, rewards.component(m));
        }
        dimension = last + 1;
        c = new double[mdp.pairCount()];
        sizes = new double[mdp.pairCount()];
        program(Reals.filled(mdp.pairCount(), 0));
    }

    /**
     * An optimal occupancy of profile {@code b} with its dual values and residuals.
     *
     * @throws IllegalArgumentException if shapes do not fit, a coefficient is not finite (a boost may be minus
     *     infinity), or no allowed action is left in a possible first state
     * @throws IllegalStateException if no optimum is found, or a residual exceeds 1e-7
     */
    public LpSolution solve(AffineWelfare welfare, Profiles profiles, int b) {
        LpSolution solution = attempt(welfare, profiles, b);
        Residuals residuals = solution.proof().residuals();
        if (!residuals.areSmall()) {
            throw new Failure(
                    String.format(
                            Locale.ROOT,
                            "profile %d (value %.6g, %d states, %d pairs): flow residual %.3g, dual violation %.3g and duality"
                                    + " gap %.3g must be at most %.0e",
                            b,
                            solution.value(),
                            mdp.stateCount(),
                            mdp.pairCount(),
                            residuals.flow(),
                            residuals.dual(),
                            residuals.gap(),
                            Residuals.TOLERANCE),
                    "Programs in doubles are at their limit: maybe rewards of very different sizes,"
                            + " probabilities below 1e-8 or discounts above 0.9999. Exact arithmetic has no such limit.");
        }
        return solution;
    }

    /**
     * The same, and no failure where no optimum is found or residuals are large: {@link LpSolution#proof()} says so.
     *
     * @throws IllegalArgumentException as {@link #solve}
     */
    public LpSolution attempt(AffineWelfare welfare, Profiles profiles, int b) {
        return attempt(welfare, profiles, b, null);
    }

    /**
     * The same from a policy, such as dynamic programming has found: a hint, which the program may refute and which no number
     * is taken from.
     *
     * @param start shape {@code [S]}; of each state a pair, -1 where it is not known
     */
    public LpSolution attempt(AffineWelfare welfare, Profiles profiles, int b, int @Nullable [] start) {
        requireShapes(welfare, profiles, b);
        Checked checked = program(welfare.boosts());
        int[] pairs = checked.allowed.pairs;
        readCoefficients(pairs, welfare, profiles, b);
        double[] nu = new double[mdp.pairCount()];
        double[] v = new double[mdp.stateCount()];
        LpSolution.Proof proof = checked.program.solve(c, sizes, nu, v, start);
        if (proof.equals(LpSolution.Proof.NONE)) {
            exactness = exactness.with(Residuals.UNSOLVED);
            Reals nothing = Reals.filled(nu.length, 0);
            Reals unknown = Reals.filled(rewards.agents(), Double.NaN);
            return new LpSolution(Double.NaN, nothing, Reals.of(v), unknown, LpSolution.Proof.NONE);
        }
        double value = 0;
        double[] earned = new double[rewards.agents()];
        for (int pair : pairs) {
            if (nu[pair] != 0) {
                value += nu[pair] * c[pair];
                addRewards(earned, nu[pair], pair, profiles, b);
            }
        }
        exactness = exactness.with(proof.residuals());
        return new LpSolution(value, Reals.of(nu), Reals.of(v), Reals.of(earned), proof);
    }

    /**
     * The optimal values alone; shape {@code [B]}.
     *
     * @throws RuntimeException as {@link #solve}
     */
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        double[] values = new double[profiles.count()];
        for (int b = 0; b < values.length; b++) {
            values[b] = solve(welfare, profiles, b).value();
        }
        return values;
    }

    /** The worst residuals of all programs solved so far. */
    public Exactness exactness() {
        return exactness;
    }

    private Checked program(Reals boosts) {
        BitSet forbidden = new BitSet(boosts.size());
        for (int pair = 0; pair < boosts.size(); pair++) {
            if (boosts.get(pair) == Double.NEGATIVE_INFINITY) {
                forbidden.set(pair);
            }
        }
        Checked known = programs.get(forbidden);
        if (known == null) {
            if (programs.size() >= CACHED) {
                programs.clear();
            }
            AllowedPairs allowed = new AllowedPairs(mdp, forbidden);
            boolean isMultichain = mdp.horizon() instanceof Horizon.AverageReward && allowed.hasSeveralEnds();
            known = new Checked(allowed, isMultichain ? severalGains(allowed) : oneGain(allowed));
            programs.put(forbidden, known);
        }
        return known;
    }

    private Program severalGains(AllowedPairs allowed) {
        MultichainProgram program = new MultichainProgram(mdp, allowed);
        return (coefficients, parts, nu, v, start) -> program.solve(coefficients, parts, nu, v);
    }

    private Program oneGain(AllowedPairs allowed) {
        FlowProgram program = new FlowProgram(mdp, allowed);
        OptimalityCheck check = new OptimalityCheck(mdp, program);
        return (coefficients, parts, nu, v, start) -> {
            double gain = program.solve(coefficients, nu, v, start);
            if (Double.isNaN(gain)) {
                return LpSolution.Proof.NONE;
            }
            if (program.loops != null) {
                program.loops.settle(coefficients, parts, v);
            }
            OptimalityCheck.Finding found = check.finding(coefficients, parts, nu, v, gain);
            if (program.loops != null && !program.loops.isKnown(found.error(), v, parts)) {
                return LpSolution.Proof.NONE;
            }
            return new LpSolution.Proof(found.residuals(), found.error(), found.margin());
        };
    }

    private void readCoefficients(int[] pairs, AffineWelfare welfare, Profiles profiles, int b) {
        for (int pair : pairs) {
            c[pair] = welfare.coefficient(rewards, pair, profiles, b);
            sizes[pair] = welfare.size(rewards, pair, profiles, b);
            if (!Double.isFinite(c[pair])) {
                throw new Refusal(
                        "coefficient",
                        c[pair],
                        "of \"" + mdp.pairName(pair) + "\" in profile " + b + " must be finite",
                        "Maybe a weight or boost is not; a boost of minus infinity forbids a pair.");
            }
        }
    }

    private void addRewards(double[] earned, double visits, int pair, Profiles profiles, int b) {
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int i = rewards.agent(m);
            int k = rewards.component(m);
            double type = k == RewardMap.CONSTANT ? 1 : profiles.type(i, k, b);
            earned[i] += visits * rewards.coefficient(m) * type;
        }
    }

    private void requireShapes(AffineWelfare welfare, Profiles profiles, int b) {
        int n = rewards.agents();
        if (welfare.weights().size() != n || profiles.agents() != n) {
            throw Refusal.of(
                    "weights for " + welfare.weights().size() + " agents and types of " + profiles.agents()
                            + " must fit the rewards of " + n,
                    "");
        }
        if (welfare.boosts().size() != mdp.pairCount()) {
            throw Refusal.of(
                    "boosts for " + welfare.boosts().size() + " state-action pairs must match the MDP's "
                            + mdp.pairCount(),
                    "");
        }
        if (profiles.dimension() < dimension) {
            throw Refusal.of(
                    "types of " + profiles.dimension() + " components must have the rewards' " + dimension
                            + " at least",
                    "");
        }
        if (b < 0 || b >= profiles.count()) {
            throw new Refusal("b", b, "must be one of the " + profiles.count() + " profiles", "");
        }
    }
}
