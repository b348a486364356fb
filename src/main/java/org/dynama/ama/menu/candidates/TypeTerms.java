package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;

/** The types of many profiles without their zeros, for features of one entry after another. */
final class TypeTerms {
    private final int agents;
    private final int dimension;
    private final int count;
    /** Of agent {@code i} in profile {@code b}, at {@code i * B + b}; the next one's is one past its end. */
    private final int[] begin;

    private final int[] component;
    private final double[] type;
    private final double[] row;

    TypeTerms(Profiles profiles) {
        agents = profiles.agents();
        dimension = profiles.dimension();
        count = profiles.count();
        row = new double[dimension + 1];
        begin = new int[agents * count + 1];
        double[] types = profiles.toArray();
        int terms = (int) Arrays.stream(types).filter(value -> value != 0).count();
        component = new int[terms];
        type = new double[terms];
        int next = 0;
        for (int i = 0; i < agents; i++) {
            for (int b = 0; b < count; b++) {
                for (int k = 0; k < dimension; k++) {
                    double value = types[(i * dimension + k) * count + b];
                    if (value != 0) {
                        component[next] = k;
                        type[next++] = value;
                    }
                }
                begin[i * count + b + 1] = next;
            }
        }
    }

    private TypeTerms(TypeTerms other) {
        agents = other.agents;
        dimension = other.dimension;
        count = other.count;
        begin = other.begin;
        component = other.component;
        type = other.type;
        row = new double[dimension + 1];
    }

    /** The same types, for another thread. */
    TypeTerms view() {
        return new TypeTerms(this);
    }

    /** What each agent earns by an entry; into {@code out}, shape {@code [n][B]}. */
    void earn(RewardMap features, int entry, double[][] out) {
        for (int i = 0; i < agents; i++) {
            Arrays.fill(row, 0);
            for (int m = features.begin(entry); m < features.end(entry); m++) {
                if (features.agent(m) == i) {
                    row[features.component(m) + 1] += features.coefficient(m);
                }
            }
            double[] own = out[i];
            int at = begin[i * count];
            for (int b = 0; b < count; b++) {
                double sum = row[0];
                for (int end = begin[i * count + b + 1]; at < end; at++) {
                    sum += type[at] * row[component[at] + 1];
                }
                own[b] = sum;
            }
        }
    }
}
