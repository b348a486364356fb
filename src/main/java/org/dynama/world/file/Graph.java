package org.dynama.world.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;

/** Reads where actions lead. */
final class Graph {
    private static final BigDecimal SLACK = new BigDecimal("1e-9");

    private enum HorizonKind {
        FINITE,
        DISCOUNTED,
        AVERAGE
    }

    private final Document document;
    private final Names names;
    private final Faults faults;

    Graph(Document document, Names names, Faults faults) {
        this.document = document;
        this.names = names;
        this.faults = faults;
    }

    /** The MDP; of use only if no fault was added. */
    Mdp mdp() {
        Horizon horizon = horizon();
        Reals initial = initial();
        Transitions transitions = transitions(horizon);
        faults.throwIfAny();
        return new Mdp(
                List.copyOf(names.states.keySet()), List.copyOf(names.actions.keySet()), transitions, initial, horizon);
    }

    private Horizon horizon() {
        return switch (HorizonKind.valueOf(document.text("horizon.kind").toUpperCase(Locale.ROOT))) {
            case FINITE -> new Horizon.Finite();
            case DISCOUNTED -> new Horizon.Discounted(document.number("horizon.discount"));
            case AVERAGE -> new Horizon.AverageReward();
        };
    }

    private Reals initial() {
        double[] initial = new double[names.states.size()];
        BigDecimal sum = sum("initial");
        for (String state : document.keys("initial")) {
            int s = names.state("initial", state, faults);
            if (s >= 0) {
                initial[s] = normalized(Document.join("initial", state), sum);
            }
        }
        return Reals.of(initial);
    }

    /** The decimal divided by the sum of its row, which may miss 1 by a little, rounded once. */
    private double normalized(String path, BigDecimal sum) {
        return document.decimal(path).divide(sum, MathContext.DECIMAL128).doubleValue();
    }

    /** The exact sum of a map of probabilities; a fault if it is not 1. */
    private BigDecimal sum(String path) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String state : document.keys(path)) {
            sum = sum.add(document.decimal(Document.join(path, state)));
        }
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(SLACK) > 0) {
            faults.add(document.fault(
                    path,
                    "has probabilities that sum to " + sum.stripTrailingZeros().doubleValue() + " and must sum to 1",
                    sum.compareTo(BigDecimal.ONE) < 0 ? "Maybe an outcome is missing." : "Maybe one is too large."));
        }
        return sum;
    }

    private Transitions transitions(Horizon horizon) {
        Transitions.Builder builder = new Transitions.Builder(names.states.size(), names.actions.size());
        for (int e = 0; e < names.pairs.length; e++) {
            String path = names.entries.get(e) + ".next";
            List<String> successors = document.keys(path);
            if (successors.isEmpty() && !(horizon instanceof Horizon.Finite)) {
                faults.add(document.fault(
                        path,
                        "ends the run, which only a finite horizon allows",
                        "Maybe lead to a state that stays for ever, or \"horizon\": {\"kind\": \"finite\"}."));
            }
            BigDecimal sum = successors.isEmpty() ? BigDecimal.ONE : sum(path);
            int pair = names.pairs[e];
            if (pair >= 0) {
                builder.end(pair / names.actions.size(), pair % names.actions.size());
            }
            for (String state : successors) {
                int next = names.state(path, state, faults);
                if (next >= 0 && pair >= 0) {
                    builder.to(
                            pair / names.actions.size(),
                            pair % names.actions.size(),
                            next,
                            Math.min(1, normalized(Document.join(path, state), sum)));
                }
            }
        }
        faults.throwIfAny();
        return builder.build();
    }
}
