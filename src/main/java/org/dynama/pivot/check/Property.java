package org.dynama.pivot.check;

import java.util.Set;

/**
 * What is checked. Each property is a margin that must not be negative, the smallest over all periods, public states,
 * profiles, and draws, agents and misreports where it has them.
 */
public enum Property {
    /** Welfare at the policy's action less welfare at the best feasible action: one-shot deviations suffice. */
    EFFICIENCY("efficiency", "no feasible action of any period earns more welfare"),
    /** The same in each marginal economy. */
    MARGINAL_EFFICIENCY("marginal economies", "no feasible action earns more welfare when one agent is absent"),
    /** What truth earns less what the best misreport of one period earns; eq. 8 and 9. */
    INCENTIVES("incentive compatibility", "no misreport of any period pays, whatever the others' types"),
    /** Minus the distance of what truth earns from the marginal contribution. */
    CONTRIBUTION("marginal contribution", "truth earns each agent her marginal contribution"),
    /** Minus the distance of transfers from eq. 18 and 19. */
    FLOW_FORMULA("transfers by flow", "transfers are utility less flow marginal contribution (eq. 18, 19)"),
    /** Minus the distance of transfers from eq. 21. */
    EXTERNALITY_FORMULA("transfers by externality", "transfers are what the others lose this period (eq. 21)"),
    /** Minus the spread of transfers over draws. */
    DRAW_INDEPENDENCE("draws", "transfers do not use the draw"),
    /** Minus the distance of expected totals counted forwards from values computed backwards. */
    TOTALS("totals", "occupancies counted forwards earn the values computed backwards"),
    /** No action becomes feasible only because an agent is absent; minus the number of those that do. */
    CHOICE_SETS("Assumption 4", "leaving an agent out adds no action"),
    /** An agent's expected utility of what is done in her absence. */
    EXTERNALITIES("Assumption 5", "what is done without an agent does not hurt her"),
    /** Minus one where the efficient action needs an agent. */
    REMOVAL("premise of Lemma 1", "the efficient action stays feasible when one agent is left out"),
    /** What truth earns less what opting out for good earns; definitions 5 and 6. */
    PARTICIPATION("participation, against opting out", "no agent wins by opting out"),
    /** What truth earns. */
    NONNEGATIVE("participation, against zero", "no agent expects a loss"),
    /** The sum of transfers. */
    BUDGET("weak budget balance", "the agents together do not get more than they pay");

    private final String title;
    private final String statement;

    Property(String title, String statement) {
        this.title = title;
        this.statement = statement;
    }

    /** A name for people. */
    public String title() {
        return title;
    }

    /** What holds where the margin is not negative. */
    public String statement() {
        return statement;
    }

    /** The assumptions under which it must hold; empty if it must always hold. */
    public Set<Property> premises() {
        return switch (this) {
            case PARTICIPATION -> Set.of(CHOICE_SETS);
            case NONNEGATIVE -> Set.of(CHOICE_SETS, EXTERNALITIES);
            case BUDGET -> Set.of(REMOVAL);
            case EFFICIENCY,
                    MARGINAL_EFFICIENCY,
                    INCENTIVES,
                    CONTRIBUTION,
                    FLOW_FORMULA,
                    EXTERNALITY_FORMULA,
                    DRAW_INDEPENDENCE,
                    TOTALS,
                    CHOICE_SETS,
                    EXTERNALITIES,
                    REMOVAL -> Set.of();
        };
    }

    /** Whether a mechanism whose payments are held against worst types has it: it makes no policy for anybody's absence. */
    boolean isOfWorstTypes() {
        return switch (this) {
            case MARGINAL_EFFICIENCY, CHOICE_SETS, EXTERNALITIES, REMOVAL, PARTICIPATION -> false;
            case EFFICIENCY,
                    INCENTIVES,
                    CONTRIBUTION,
                    FLOW_FORMULA,
                    EXTERNALITY_FORMULA,
                    DRAW_INDEPENDENCE,
                    TOTALS,
                    NONNEGATIVE,
                    BUDGET -> true;
        };
    }

    /** Whether its margin is a count. */
    boolean isCount() {
        return this == CHOICE_SETS || this == REMOVAL;
    }

    /** Whether its margin is a sum of payments. */
    boolean isPayments() {
        return this == BUDGET;
    }

    /** Whether its margin is welfare as the mechanism maximizes it, with weights and boosts. */
    boolean isMaximized() {
        return this == EFFICIENCY || this == MARGINAL_EFFICIENCY;
    }

    /** Whether its margin is one agent's money, and not welfare without her. */
    boolean isAgents() {
        return this != MARGINAL_EFFICIENCY;
    }

    /** Whether it is an assumption, which a world may or may not satisfy. */
    public boolean isAssumption() {
        return this == CHOICE_SETS || this == EXTERNALITIES || this == REMOVAL;
    }
}
