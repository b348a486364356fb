package org.dynama.world;

import java.util.BitSet;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/** What an agent's absence means for her marginal economy. The choice decides payments, so it is the environment's. */
public sealed interface Absence {

    /** The affine welfare of agent {@code i}'s marginal economy. */
    AffineWelfare without(AffineWelfare grand, int i);

    /**
     * The reward per unit of weight that the absent agent still counts with at a pair, for the envelope theorem: zero
     * unless she is re-typed.
     */
    default double remainder(int i, int pair) {
        return 0;
    }

    /** Whether a pair stays as it is without agent {@code i}. */
    default boolean isAllowed(int i, int pair) {
        return true;
    }

    /** What becomes of actions when an agent does take no part, which is not always what payments are held against. */
    default Absence taken() {
        return this;
    }

    /** The same where all money is {@code 2^exponent} times as much. */
    default Absence scaled(int exponent) {
        return this;
    }

    /** For people. */
    String describe();

    /**
     * Her reward becomes zero, every action stays: agents who only receive.
     *
     * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Definition 3.1</a>
     */
    record ZeroReward() implements Absence {
        @Override
        public AffineWelfare without(AffineWelfare grand, int i) {
            return grand.without(i);
        }

        @Override
        public String describe() {
            return "a left-out agent's reward becomes zero; every action stays";
        }
    }

    /**
     * Actions that need her are impossible: workers who bear costs.
     *
     * @param needs for each agent, the state-action pairs that need her
     */
    record Masked(List<BitSet> needs) implements Absence {
        public Masked {
            needs = List.copyOf(needs);
        }

        @Override
        public boolean isAllowed(int i, int pair) {
            return !needs.get(i).get(pair);
        }

        @Override
        public AffineWelfare without(AffineWelfare grand, int i) {
            double[] boosts = grand.boosts().toArray();
            needs.get(i).stream().forEach(pair -> boosts[pair] = Double.NEGATIVE_INFINITY);
            return new AffineWelfare(grand.without(i).weights(), Reals.of(boosts));
        }

        @Override
        public String describe() {
            return "a left-out agent's actions are impossible";
        }
    }

    /**
     * She stays, with a named cost of every task: how Curry et al. (2024) compute payments. It breaks individual
     * rationality where true costs exceed it, and is here to compare published payments only.
     *
     * @param works for each agent, the state-action pairs at which she works
     * @param cost of each such visit
     */
    record Retyped(List<BitSet> works, double cost) implements Absence {
        public Retyped {
            works = List.copyOf(works);
            if (!(cost >= 0 && Double.isFinite(cost))) {
                throw new Refusal("cost", cost, "must be finite and not negative", "Maybe leftOut: mask.");
            }
        }

        @Override
        public AffineWelfare without(AffineWelfare grand, int i) {
            double[] boosts = grand.boosts().toArray();
            works.get(i).stream()
                    .forEach(pair -> boosts[pair] -= grand.weights().get(i) * cost);
            return new AffineWelfare(grand.without(i).weights(), Reals.of(boosts));
        }

        @Override
        public boolean isAllowed(int i, int pair) {
            return !works.get(i).get(pair);
        }

        @Override
        public double remainder(int i, int pair) {
            return works.get(i).get(pair) ? -cost : 0;
        }

        @Override
        public Absence scaled(int exponent) {
            return new Retyped(works, Math.scalb(cost, exponent));
        }

        @Override
        public String describe() {
            return "a left-out agent stays with a cost of " + cost + " a task, as in the published payments; "
                    + "agents whose true costs exceed it may lose by taking part";
        }
    }

    /**
     * What an agent pays is held against the worst type that she could have, not against her absence: then truth stays dominant
     * and nobody loses by taking part, whatever actions cost. Who does take no part is left out by another rule.
     *
     * <p>Source: Krishna and Perry (1998), Efficient Mechanism Design.
     *
     * @param taken that rule
     * @param worst by agent, the types of which the worst is one; shape {@code [n]}
     */
    record WorstType(Absence taken, List<WorstTypes> worst) implements Absence {
        public WorstType {
            worst = List.copyOf(worst);
        }

        /**
         * The rule for an environment with another one.
         *
         * @throws Refusal if an agent has no worst type: her reward falls without end, or a left-out agent stays with a cost
         */
        public static Environment in(Environment environment) {
            if (environment.absence() instanceof Retyped) {
                throw Refusal.of(
                        "a left-out agent who stays with a cost cannot be one with her worst type as well",
                        "Maybe leave one of the two rules out.");
            }
            Absence taken = environment.absence().taken();
            return environment.with(new WorstType(taken, WorstTypes.of(environment)));
        }

        /** Whether each agent's worst type is one of finitely many. */
        public boolean isFinite() {
            return worst.stream().allMatch(WorstTypes::areFinite);
        }

        @Override
        public AffineWelfare without(AffineWelfare grand, int i) {
            return taken.without(grand, i);
        }

        @Override
        public boolean isAllowed(int i, int pair) {
            return taken.isAllowed(i, pair);
        }

        @Override
        public Absence scaled(int exponent) {
            return new WorstType(taken.scaled(exponent), worst);
        }

        @Override
        public String describe() {
            return "payments are held against the worst type that an agent could have: whatever hers is, taking part costs"
                    + " her nothing";
        }
    }
}
