package org.dynama;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * What a mechanism does with one row of reports. Money is in the unit of the world's rewards, and per period in the long run.
 * Payments are to the designer: negative ones are paid to the agent. Each is within {@code 5e-10} of the exact one, beside the
 * most that one action can be worth to the agent, unless the world is too large for exact arithmetic
 * ({@code SettledMechanism}); {@link DesignedMechanism#reasons} has the exact ones. Immutable; serves many threads.
 */
public final class Quote {
    private final Pricing pricing;
    private final Profiles row;
    private final Outcome outcome;
    private final int b;

    /** @param b of the outcome's rows */
    Quote(Pricing pricing, Profiles row, Outcome outcome, int b) {
        this.pricing = pricing;
        this.row = row;
        this.outcome = outcome;
        this.b = b;
    }

    /**
     * What an agent pays.
     *
     * @param agent from 0, as the world lists them
     * @throws Refusal if there is no such agent, or she takes no part
     */
    public double payment(int agent) {
        return outcome.payment(known(agent), b);
    }

    /** What each agent who takes part pays, by name, in the world's order. */
    public Map<String, Double> payments() {
        return byName(i -> outcome.payment(i, b));
    }

    /**
     * What an agent has of the outcome at the type that she reports: reward less payment.
     *
     * @param agent from 0
     * @throws Refusal if there is no such agent, or she takes no part
     */
    public double utility(int agent) {
        return outcome.utility(known(agent), b);
    }

    /** The same of each agent, by name, in the world's order. */
    public Map<String, Double> utilities() {
        return byName(i -> outcome.utility(i, b));
    }

    /** The sum of the payments. */
    public double revenue() {
        return outcome.revenue(b);
    }

    /** The sum of the agents' rewards, at the reported types. */
    public double welfare() {
        return outcome.welfare(b);
    }

    /** What the mechanism maximizes: weighted rewards and boosts. */
    public double affineWelfare() {
        return outcome.affineWelfare(b);
    }

    /**
     * What is done first: for each state in which a run may begin, by name, the name of the action; of a menu, its entry. Solves
     * once more.
     *
     * @throws org.dynama.refusal.Failure if the mechanism is closed
     */
    public Map<String, String> first() {
        return pricing.first(row);
    }

    /**
     * Where the policy goes: expected visits to each state-action pair, shape {@code [P]}, in the order of the world's
     * {@code mdp()}; discounted for a discounted horizon, shares of all periods in the long run. Solves once more.
     *
     * @throws org.dynama.refusal.Failure if the mechanism is closed
     */
    public Reals visits() {
        return pricing.visits(row);
    }

    private int known(int agent) {
        if (agent < 0 || agent >= outcome.agents()) {
            throw new Refusal("agent", agent, "must be from 0 to " + (outcome.agents() - 1), "");
        }
        if (pricing.isAbsent(agent)) {
            throw new Refusal("agent", agent, "takes no part in this quote, and pays nothing", "");
        }
        return agent;
    }

    private Map<String, Double> byName(IntToDoubleFunction of) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (int i = 0; i < outcome.agents(); i++) {
            if (!pricing.isAbsent(i)) {
                all.put(pricing.environment().agents().get(i).name(), of.applyAsDouble(i));
            }
        }
        return all;
    }
}
