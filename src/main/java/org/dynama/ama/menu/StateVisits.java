package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/** Expected discounted visits of states under a menu's entries, one after another. */
final class StateVisits {
    private final Mdp mdp;
    private final Transitions transitions;
    private final Menu menu;
    private final MenuShares shares;
    private final double discount;
    private final double[] x;
    /** How many ways into a state have not been counted yet. */
    private final int[] open;
    /** By state, the first of the entry's places. */
    private final int[] first;

    StateVisits(Mdp mdp, Menu menu, MenuShares shares) {
        this.mdp = mdp;
        this.shares = shares;
        this.menu = menu;
        transitions = mdp.transitions();
        discount = mdp.horizon().discount();
        x = new double[mdp.stateCount()];
        open = new int[x.length];
        first = new int[x.length];
    }

    /**
     * The visits of every state that the entry reaches.
     *
     * @return shape {@code [S]}, of use until the next call; entries of other states mean nothing
     * @throws Refusal if the entry never ends
     */
    double[] entry(int k) {
        int[] reached = reached(k);
        for (int s : reached) {
            x[s] = shares.initial(s);
            open[s] = 0;
        }
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            for (int e = transitions.begin(menu.pair(m)); e < transitions.end(menu.pair(m)); e++) {
                open[transitions.next(e)]++;
            }
        }
        int[] order =
                Arrays.copyOf(Arrays.stream(reached).filter(s -> open[s] == 0).toArray(), reached.length);
        int found = (int) Arrays.stream(reached).filter(s -> open[s] == 0).count();
        for (int done = 0; done < found; done++) {
            found = pass(k, order, done, found);
        }
        if (found < reached.length) {
            eliminate(k, Arrays.stream(reached).filter(s -> open[s] > 0).toArray());
        }
        return x;
    }

    /** Hands a state's visits on; how many states are ready then. */
    private int pass(int k, int[] order, int done, int found) {
        int s = order[done];
        int ready = found;
        for (int m = first[s]; isOf(s, m, k); m++) {
            for (int e = transitions.begin(menu.pair(m)); e < transitions.end(menu.pair(m)); e++) {
                int next = transitions.next(e);
                x[next] += discount * x[s] * shares.action(m) * shares.successor(menu.pair(m), e);
                if (--open[next] == 0) {
                    order[ready++] = next;
                }
            }
        }
        return ready;
    }

    private int[] reached(int k) {
        int[] states = new int[menu.end(k) - menu.begin(k)];
        int count = 0;
        for (int m = menu.begin(k); m < menu.end(k); m++) {
            int s = mdp.stateOf(menu.pair(m));
            if (count == 0 || states[count - 1] != s) {
                states[count++] = s;
                first[s] = m;
            }
        }
        return Arrays.copyOf(states, count);
    }

    private boolean isOf(int state, int m, int k) {
        return m < menu.end(k) && mdp.stateOf(menu.pair(m)) == state;
    }

    /** Solves for states on cycles and behind them, whose {@code x} holds what comes from the others. */
    private void eliminate(int k, int[] left) {
        int size = left.length;
        int[] at = new int[x.length];
        for (int j = 0; j < size; j++) {
            at[left[j]] = j;
        }
        double[][] rows = new double[size][size + 1];
        for (int j = 0; j < size; j++) {
            rows[j][j] += 1;
            rows[j][size] = x[left[j]];
            for (int m = first[left[j]]; isOf(left[j], m, k); m++) {
                for (int e = transitions.begin(menu.pair(m)); e < transitions.end(menu.pair(m)); e++) {
                    rows[at[transitions.next(e)]][j] -= discount * shares.action(m) * shares.successor(menu.pair(m), e);
                }
            }
        }
        double[] visits = solved(rows);
        for (int j = 0; j < size; j++) {
            if (!(visits[j] >= 0 && visits[j] < Double.POSITIVE_INFINITY)) {
                throw new Refusal(
                        "\"" + menu.name(k) + "\"",
                        "",
                        "comes back to state \"" + mdp.states().get(left[j]) + "\" without end",
                        "Maybe a discounted horizon.");
            }
            x[left[j]] = visits[j];
        }
    }

    /** Columns of dominant diagonals need no pivots. */
    private static double[] solved(double[][] rows) {
        int size = rows.length;
        for (int p = 0; p < size; p++) {
            for (int r = p + 1; r < size; r++) {
                double factor = rows[r][p] / rows[p][p];
                for (int c = p; factor != 0 && c <= size; c++) {
                    rows[r][c] -= factor * rows[p][c];
                }
            }
        }
        double[] solution = new double[size];
        for (int p = size - 1; p >= 0; p--) {
            double sum = rows[p][size];
            for (int c = p + 1; c < size; c++) {
                sum -= rows[p][c] * solution[c];
            }
            solution[p] = sum / rows[p][p];
        }
        return solution;
    }
}
