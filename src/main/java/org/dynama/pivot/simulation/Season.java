package org.dynama.pivot.simulation;

/** One run: what was true, reported, drawn, done, earned and paid in each period. */
public final class Season {
    private final int periods;
    private final int[] states;
    private final int[][] types;
    private final int[][] reports;
    private final int[] draws;
    private final int[] actions;
    private final double[][] rewards;
    private final double[][] payments;
    private final double[] publicUtility;

    /** An empty season; the entry after the last period holds the end's public state, types and terminal utilities. */
    Season(int periods, int agents) {
        this.periods = periods;
        states = new int[periods + 1];
        types = new int[periods + 1][agents];
        reports = new int[periods][agents];
        draws = new int[periods];
        actions = new int[periods];
        rewards = new double[periods + 1][agents];
        payments = new double[periods][agents];
        publicUtility = new double[periods + 1];
    }

    public int periods() {
        return periods;
    }

    /** The public state in a period, or at the end. */
    public int state(int t) {
        return states[t];
    }

    /** Agent {@code i}'s type in a period, or at the end. */
    public int type(int t, int i) {
        return types[t][i];
    }

    public int report(int t, int i) {
        return reports[t][i];
    }

    public int draw(int t) {
        return draws[t];
    }

    public int action(int t) {
        return actions[t];
    }

    /** What agent {@code i} earned in a period, not discounted; at index {@code periods} her terminal utility. */
    public double reward(int t, int i) {
        return rewards[t][i];
    }

    /** What agent {@code i} paid in a period, not discounted. */
    public double payment(int t, int i) {
        return payments[t][i];
    }

    /** What the public earned in a period, not discounted; at index {@code periods} its terminal utility. */
    public double publicUtility(int t) {
        return publicUtility[t];
    }

    void begin(int t, int state) {
        states[t] = state;
    }

    void type(int t, int i, int type) {
        types[t][i] = type;
    }

    void report(int t, int i, int type) {
        reports[t][i] = type;
    }

    void decide(int t, int draw, int action) {
        draws[t] = draw;
        actions[t] = action;
    }

    void earn(int t, int i, double reward) {
        rewards[t][i] = reward;
    }

    void pay(int t, int i, double payment) {
        payments[t][i] = payment;
    }

    void earnPublic(int t, double utility) {
        publicUtility[t] = utility;
    }
}
