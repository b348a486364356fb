package org.dynama.world.file;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.model.Loss;
import org.dynama.model.RewardMap;

/**
 * A loss per visit that is linear in the types.
 *
 * @param name in specs and results
 * @param dimension the largest type dimension {@code d}
 * @param terms by state-action pair
 */
record LinearLoss(String name, int dimension, Map<Integer, List<Term>> terms) implements Loss {
    /** {@code coefficient * type_agent[component]}, or the coefficient alone. */
    record Term(int agent, int component, double coefficient) {}

    LinearLoss {
        terms = Map.copyOf(terms);
    }

    @Override
    public boolean bears(int pair) {
        return terms.containsKey(pair);
    }

    @Override
    public boolean isTypeFree() {
        return terms.values().stream()
                .flatMap(List::stream)
                .allMatch(term -> term.component == RewardMap.CONSTANT || term.coefficient == 0);
    }

    @Override
    public void fill(double[][] types, double[][] out) {
        terms.forEach((pair, sum) -> {
            double[] row = out[pair];
            Arrays.fill(row, 0);
            for (Term term : sum) {
                for (int b = 0; b < row.length; b++) {
                    row[b] += term.coefficient
                            * (term.component == RewardMap.CONSTANT
                                    ? 1
                                    : types[term.agent * dimension + term.component][b]);
                }
            }
        });
    }
}
