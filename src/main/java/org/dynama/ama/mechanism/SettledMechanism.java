package org.dynama.ama.mechanism;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.dynama.exact.certificate.NumberLength;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/**
 * An affine maximizer none of whose numbers is decided by rounding: doubles first, with a bound on their error; where the
 * bound does not settle the policy, or a payment to {@link #SETTLED} of the agent's own stakes, exact arithmetic does. Each
 * distinct profile is settled once.
 *
 * <p>Where that would take too long, in worlds with cycles and more than {@link #MOST_STATES} states, or beyond
 * {@link #MOST_PAIRS} pairs or {@link #MOST_BITS} bits of values, doubles stay, and {@link Outcome#open} says how far they may be off. One object may serve many
 * threads.
 */
public final class SettledMechanism implements Mechanism {
    /** How far a payment may be from the exact one, beside the most that one action can be worth to its agent. */
    public static final double SETTLED = 5e-10;

    /** The same where only a mean over sampled profiles is asked for, whose error is far larger. */
    public static final double SAMPLED = 1e-5;

    /** The largest cyclic world that is solved in exact arithmetic. */
    public static final int MOST_STATES = 120;

    /** The largest acyclic world that is. */
    public static final int MOST_PAIRS = 200_000;

    /** Of the values of all states of an acyclic world, at most: 256 MiB. */
    public static final long MOST_BITS = 1L << 31;

    /** The same where many profiles are drawn, so that one takes no longer than some hundredths of a second. */
    private static final long MOST_BITS_OF_DRAWN = 1L << 26;

    /** Distinct profiles that are remembered. */
    private static final int REMEMBERED = 1 << 16;

    private final AffineMaximizer mechanism;
    private final Reals stakes;
    private final boolean mindsTies;
    private final BitSet absent;
    private final Environment environment;
    private final boolean small;
    private final boolean quick;
    private final OpenPayments open;
    private @Nullable Certification certification;
    private final Map<Reals, ExactOutcome> known = new ConcurrentHashMap<>();
    private final Map<Reals, ExactOutcome> policies = new ConcurrentHashMap<>();

    /** The mechanism with the given parameters. */
    public SettledMechanism(Environment environment, AmaParameters parameters) {
        this(environment, parameters, new BitSet());
    }

    /**
     * The mechanism when some agents take no part.
     *
     * @param absent they must earn nothing in the environment
     */
    public SettledMechanism(Environment environment, AmaParameters parameters, BitSet absent) {
        mechanism = new AffineMaximizer(environment, parameters, absent);
        this.absent = absent;
        stakes = Stakes.of(environment);
        mindsTies = mindsTies(environment);
        this.environment = environment;
        small = isSmall(environment);
        quick = isQuick(environment);
        open = new OpenPayments(
                mechanism,
                Reals.of(IntStream.range(0, stakes.size())
                        .mapToDouble(i -> matters(i) ? SETTLED * stakes.get(i) : Double.POSITIVE_INFINITY)
                        .toArray()));
    }

    /**
     * Whether a world is solved in exact arithmetic where that is called for: it is not too large, and no worst type lies inside a
     * box.
     */
    public static boolean isSmall(Environment environment) {
        return isSmall(environment.mdp())
                && !(environment.absence() instanceof Absence.WorstType rule && !rule.isFinite());
    }

    /** Whether a world is solved in exact arithmetic also where many profiles are drawn. */
    public static boolean isQuick(Environment environment) {
        Mdp mdp = environment.mdp();
        boolean isFinite = mdp.horizon() instanceof Horizon.Finite;
        return isSmall(environment) && (!isFinite || NumberLength.isWithin(mdp, MOST_BITS_OF_DRAWN));
    }

    /** Why a world is not solved in exact arithmetic, as a clause. */
    public static String whyNot(Environment environment) {
        Mdp mdp = environment.mdp();
        if (isSmall(mdp)) {
            return "a worst type may lie inside a box, where exact arithmetic does not look for it";
        }
        return mdp.horizon() instanceof Horizon.Finite && mdp.pairCount() <= MOST_PAIRS
                ? "the digits of its " + mdp.stateCount() + " values are too many for exact arithmetic (" + MOST_BITS
                        + " bits; probabilities of few digits make them fewer)"
                : "the world is too large for exact arithmetic (" + MOST_STATES + " states with cycles, " + MOST_PAIRS
                        + " pairs without)";
    }

    /** Whether an MDP is not too large for that. */
    public static boolean isSmall(Mdp mdp) {
        return mdp.horizon() instanceof Horizon.Finite
                ? mdp.pairCount() <= MOST_PAIRS && NumberLength.isWithin(mdp, MOST_BITS)
                : mdp.stateCount() <= MOST_STATES;
    }

    private static boolean isFinite(Environment environment) {
        return environment.agents().stream().allMatch(agent -> agent.types() instanceof DiscreteTypes);
    }

    /** Whether it matters for drawn profiles how ties are decided, or which are too close to tell. */
    public static boolean mindsTies(Environment environment) {
        return isFinite(environment) || !isQuick(environment);
    }

    /** The affine maximizer itself. */
    public AffineMaximizer mechanism() {
        return mechanism;
    }

    @Override
    public Outcome outcome(Maximizer maximizer, Profiles reports) {
        return outcome(maximizer, reports, SETTLED, true, small);
    }

    /**
     * The same for profiles that are drawn from the agents' distributions. Ties are broken by the rule only where types are
     * finite: elsewhere optima that tie earn everyone the same but in profiles that are never drawn.
     */
    public Outcome drawnOutcome(Maximizer maximizer, Profiles reports) {
        return outcome(maximizer, reports, SETTLED, mindsTies, quick);
    }

    /** The same for a mean over so many of them that its own error is far larger. */
    public Outcome sampledOutcome(Maximizer maximizer, Profiles reports) {
        return outcome(maximizer, reports, SAMPLED, mindsTies && quick, quick);
    }

    /** The mechanism for audits: its payments are settled, its ties as the maximizer breaks them, and truth must pay anyway. */
    public Mechanism audited() {
        return new Mechanism() {
            @Override
            public Outcome outcome(Maximizer maximizer, Profiles reports) {
                return SettledMechanism.this.outcome(maximizer, reports, SETTLED, false, quick);
            }

            @Override
            public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
                return SettledMechanism.this.occupancies(maximizer, reports, outcome);
            }
        };
    }

    /** The same by exact arithmetic throughout, where the world is not too large. */
    public Outcome exactOutcome(Maximizer maximizer, Profiles reports) {
        return outcome(maximizer, reports, -1, true, small);
    }

    private Outcome outcome(Maximizer maximizer, Profiles reports, double tolerance, boolean ties, boolean exactly) {
        Outcome outcome = mechanism.outcome(maximizer, reports);
        BitSet tied = new BitSet();
        BitSet loose = new BitSet();
        for (int b = 0; b < outcome.count(); b++) {
            tied.set(b, ties && !outcome.isDecided(b));
            loose.set(b, !(error(outcome, b) <= tolerance));
        }
        if (exactly) {
            settle(outcome, reports, tied, loose);
        } else {
            loose.andNot(tied);
            open.measure(maximizer, reports, outcome, true, tied.stream().toArray());
            open.measure(maximizer, reports, outcome, false, loose.stream().toArray());
        }
        return outcome;
    }

    /** In fractions: whole outcomes where payments are loose, else policies where they tie. */
    private void settle(Outcome outcome, Profiles reports, BitSet tied, BitSet loose) {
        for (int b = 0; b < outcome.count(); b++) {
            if (loose.get(b)) {
                outcome.settle(b, exact(reports, b, known, certification()::outcome));
            } else if (tied.get(b)) {
                ExactOutcome policy = exact(reports, b, policies, certification()::policy);
                outcome.settle(b, new ExactOutcome(policy, outcome, mechanism.parameters(), b));
            }
        }
    }

    /** Whether an agent takes part, and has something at stake. */
    private boolean matters(int i) {
        return !absent.get(i) && stakes.get(i) > 0;
    }

    /**
     * What exact arithmetic knows of the mechanism; made when it is first needed, which may be never.
     *
     * @throws IllegalArgumentException if names of states, actions or agents are not unique
     */
    public synchronized Certification certification() {
        if (certification == null) {
            certification = new Certification(environment, mechanism.parameters(), absent);
        }
        return certification;
    }

    /** The largest error of a payment in a profile, beside its agent's stakes. */
    private double error(Outcome outcome, int b) {
        double worst = 0;
        for (int i = 0; i < outcome.agents(); i++) {
            if (matters(i)) {
                double error = outcome.error(i, b) / stakes.get(i);
                worst = error <= worst ? worst : error;
            }
        }
        return worst;
    }

    private static ExactOutcome exact(
            Profiles reports, int b, Map<Reals, ExactOutcome> memory, BiFunction<Profiles, Integer, ExactOutcome> how) {
        Reals types = Reals.of(reports.slice(b, b + 1).toArray());
        ExactOutcome found = memory.get(types);
        if (found == null) {
            found = how.apply(reports, b);
            if (memory.size() < REMEMBERED) {
                memory.put(types, found);
            }
        }
        return found;
    }

    /**
     * In the long run, expected visits of states that runs leave for good, on the way to where they settle; shape {@code [P, B]},
     * flattened, empty for another horizon. In fractions, and so the rule's way, where the world is not too large; elsewhere
     * the way of the policy that doubles have found, which leads to where that earns.
     */
    public double[] passages(DpMaximizer maximizer, Profiles reports, Outcome outcome) {
        if (!(environment.mdp().horizon() instanceof Horizon.AverageReward)) {
            return new double[0];
        }
        if (!small) {
            return maximizer.passages(mechanism.grand(), reports);
        }
        int count = reports.count();
        double[] passages = new double[environment.mdp().pairCount() * count];
        for (int b = 0; b < count; b++) {
            int row = b;
            ExactOutcome known = outcome.exact().get(b);
            ExactOutcome exact = known == null ? exact(reports, b, policies, certification()::policy) : known;
            exact.passages().forEach((pair, visits) -> passages[pair * count + row] = visits);
        }
        return passages;
    }

    @Override
    public double[] occupancies(Maximizer maximizer, Profiles reports, Outcome outcome) {
        double[] visits = mechanism.occupancies(maximizer, reports, outcome);
        int count = reports.count();
        outcome.exact().forEach((b, exact) -> exact.fillVisits(visits, count, b));
        return visits;
    }
}
