package org.dynama.exact.certificate;

import java.util.Comparator;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * A feasible state-action pair: where it leads and what it is worth to whom.
 *
 * @param state index of the state
 * @param action its name, unique in the state
 * @param next successors, each state once; none where it ends the run
 * @param rewards what agents earn, each agent at most once; zero where absent
 * @param absence what it means to agents who are left out, each agent at most once; where absent they earn zero
 */
public record Move(int state, String action, List<Successor> next, List<Reward> rewards, List<Absence> absence) {
    public Move {
        // One order, so that a digest does not depend on that of a file's keys.
        next = next.stream().sorted(Comparator.comparingInt(Successor::state)).toList();
        rewards =
                rewards.stream().sorted(Comparator.comparingInt(Reward::agent)).toList();
        absence =
                absence.stream().sorted(Comparator.comparingInt(Absence::agent)).toList();
    }

    /** A state that may follow, with its probability, which is positive. */
    public record Successor(int state, Rational probability) {}

    /**
     * A reward {@code sum_k type[k] * coefficient[k] + constant}.
     *
     * @param agent index of the agent
     * @param coefficients of the first components of her type
     * @param constant per visit
     */
    public record Reward(int agent, List<Rational> coefficients, Rational constant) {
        public Reward {
            coefficients = List.copyOf(coefficients);
        }
    }

    /**
     * What the move is in the marginal economy of an agent.
     *
     * @param agent index of the agent
     * @param needed whether it is impossible without her
     * @param reward what she still counts with, per unit of her weight; zero where she is needed
     */
    public record Absence(int agent, boolean needed, Rational reward) {}

    /** What an agent earns with a reported type. */
    Rational reward(int agent, List<Rational> type) {
        Rational sum = Rational.ZERO;
        for (Reward reward : rewards) {
            if (reward.agent == agent) {
                sum = sum.plus(reward.constant);
                for (int k = 0; k < reward.coefficients.size(); k++) {
                    sum = sum.plus(reward.coefficients.get(k).times(type.get(k)));
                }
            }
        }
        return sum.reduced();
    }

    /** Whether the move is impossible without an agent. */
    boolean needs(int agent) {
        return absence.stream().anyMatch(absent -> absent.agent == agent && absent.needed);
    }

    /** What an absent agent still counts with, per unit of her weight. */
    Rational rewardInAbsence(int agent) {
        for (Absence absent : absence) {
            if (absent.agent == agent) {
                return absent.reward;
            }
        }
        return Rational.ZERO;
    }
}
