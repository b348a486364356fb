package org.dynama.online.regret;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The books of one run's regrets: what welfare, the designer and the agents have less, since the first round, than
 * under the VCG mechanism that knows everything. Payments move utility from agents to the designer and make none, so that
 * welfare's regret is the sum of the other two.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), eq. 3</a>
 * @see "Leon and Etesami, Section V: Reg-SW, Reg-SELL and Reg-BID"
 */
public final class Regrets {
    /** The column of {@code T V* - sum_t V_t}. */
    public static final String WELFARE = "welfare";
    /** The column of the designer. */
    public static final String DESIGNER = "designer";
    /** The column of all agents together. */
    public static final String AGENTS = "agents";
    /** The column of the largest of {@code n} times welfare, agents and designer, which no mechanism can keep low. */
    public static final String MAX = "max";
    /** Welfare, which is the sum of the other two, designer and agents. */
    public static final List<String> SIDES = List.of(WELFARE, DESIGNER, AGENTS);
    /** The columns that do not speak of one agent. */
    public static final List<String> TOTALS = List.of(WELFARE, DESIGNER, AGENTS, MAX);

    private final List<String> agents;
    private final Curves curves;

    /** Books of {@code n} agents. */
    public Regrets(int n, RoundGrid grid) {
        agents = agents(n);
        List<String> columns = new ArrayList<>(TOTALS);
        columns.addAll(agents);
        curves = new Curves(columns, grid);
    }

    /** The columns of {@code n} agents: {@code agent 1}, {@code agent 2} and so on. */
    public static List<String> agents(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(Regrets::agent).toList();
    }

    /** The column of an agent, from 1. */
    public static String agent(int i) {
        return "agent " + i;
    }

    /**
     * Enters the regrets at a point of the grid.
     *
     * @param each shape {@code [n]}: of each agent
     */
    public void write(int point, double welfare, double designer, double[] each) {
        int n = agents.size();
        double all = 0;
        for (int i = 0; i < n; i++) {
            all += each[i];
            curves.set(agents.get(i), point, each[i]);
        }
        curves.set(WELFARE, point, welfare);
        curves.set(DESIGNER, point, designer);
        curves.set(AGENTS, point, all);
        curves.set(MAX, point, Math.max(n * welfare, Math.max(all, designer)));
    }

    /** Columns {@link #WELFARE}, {@link #DESIGNER}, {@link #AGENTS}, {@link #MAX}, and one for each agent. */
    public Curves curves() {
        return curves;
    }

    /** The largest {@code |welfare - designer - agents| / rounds} of all points: rounding, or a fault in the books. */
    public static double worstIdentity(Curves regrets) {
        double worst = 0;
        for (int point = 0; point < regrets.grid().size(); point++) {
            double left = regrets.get(WELFARE, point) - regrets.get(DESIGNER, point) - regrets.get(AGENTS, point);
            worst = Math.max(worst, Math.abs(left) / regrets.grid().round(point));
        }
        return worst;
    }
}
