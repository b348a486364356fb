package org.dynama.ama.menu.batch;

import java.util.Arrays;
import org.dynama.model.RewardMap;

/**
 * Features of a menu's entries, by agent and component of her type, her constant first: a type of which most components are zero
 * touches few columns, which is what makes menus of worlds with thousands of features fast.
 */
final class EntryColumns {
    private final int agents;
    private final int width;
    /** Of column {@code i * (d + 1) + component + 1}; the next column's is one past its end. */
    private final int[] begin;
    /** Ascending within a column. */
    private final int[] entry;

    private final double[] coefficient;

    /** @param rewards of a world of one state whose actions are the entries */
    EntryColumns(RewardMap rewards, int agents, int dimension) {
        this.agents = agents;
        width = dimension + 1;
        begin = new int[agents * width + 1];
        int terms = rewards.end(rewards.pairs() - 1);
        for (int m = 0; m < terms; m++) {
            begin[column(rewards.agent(m), rewards.component(m) + 1) + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        entry = new int[terms];
        coefficient = new double[terms];
        int[] next = begin.clone();
        for (int k = 0; k < rewards.pairs(); k++) {
            for (int m = rewards.begin(k); m < rewards.end(k); m++) {
                int at = next[column(rewards.agent(m), rewards.component(m) + 1)]++;
                entry[at] = k;
                coefficient[at] = rewards.coefficient(m);
            }
        }
    }

    int agents() {
        return agents;
    }

    /** @param x a component plus one; 0 for the constant */
    int column(int i, int x) {
        return i * width + x;
    }

    /** Whether any entry has something in a column. */
    boolean isTouched(int i, int x) {
        return begin[column(i, x)] < begin[column(i, x) + 1];
    }

    /** Where in a column the first entry from {@code from} on stands. */
    int find(int column, int from) {
        int at = Arrays.binarySearch(entry, begin[column], begin[column + 1], from);
        return at < 0 ? -at - 1 : at;
    }

    /** The coefficient of an entry in a column. */
    double coefficient(int column, int k) {
        int at = find(column, k);
        return at < begin[column + 1] && entry[at] == k ? coefficient[at] : 0;
    }

    /** Adds what a number times the entries {@code from..to-1} of a column is to place {@code w} of their rows; where it ends. */
    int addTo(double[][] rows, int w, int column, int at, int from, int to, double number) {
        int place = at;
        int last = begin[column + 1];
        for (; place < last && entry[place] < to; place++) {
            rows[entry[place] - from][w] += number * coefficient[place];
        }
        return place;
    }
}
