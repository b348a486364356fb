package org.dynama.online.regret;

/**
 * What agents were charged in one run.
 *
 * @param prices a column for each agent, as {@link Regrets#agents} names them
 * @param rounds in which prices were charged
 * @param belowZero the share of those rounds, over agents, with a price above the agent's expected value
 */
public record Charges(Curves prices, long rounds, double belowZero) {}
