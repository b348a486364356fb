package org.dynama.online.bandit;

import java.util.Arrays;

/** What a mechanism decides of a round; one object for a whole run, so that rounds allocate nothing. */
public final class Turn {
    private final int[] outcome;
    private final double[] prices;
    private long episode = 1;
    private boolean isCharged;
    private boolean isUpdated;

    Turn(int n) {
        outcome = new int[n + 1];
        prices = new double[n];
    }

    /** Shape {@code [n + 1]}, as {@link org.dynama.online.outcome.Outcomes} writes outcomes; to be written to. */
    public int[] outcome() {
        return outcome;
    }

    /** Shape {@code [n]}; from agents to the designer; to be written to. */
    public double[] prices() {
        return prices;
    }

    /** The round explores this outcome, free of charge. */
    public void explore(int[] chosen) {
        System.arraycopy(chosen, 0, outcome, 0, outcome.length);
        Arrays.fill(prices, 0);
        isCharged = false;
    }

    /** The round is charged by the prices. */
    public void charge() {
        isCharged = true;
    }

    /** The mechanism begins an episode, which agents see. */
    public void begin(long number) {
        episode = number;
    }

    /** The mechanism has made new confidence sets in this round. */
    public void update() {
        isUpdated = true;
    }

    long episode() {
        return episode;
    }

    boolean isCharged() {
        return isCharged;
    }

    /** Whether {@link #update} was called since this was last asked. */
    boolean takeUpdate() {
        boolean was = isUpdated;
        isUpdated = false;
        return was;
    }
}
