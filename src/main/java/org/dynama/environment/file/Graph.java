package org.dynama.environment.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;

/** Reads where actions lead. */
final class Graph {
    private static final BigDecimal SLACK = new BigDecimal("1e-9");

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
        return switch (document.text("horizon.kind")) {
            case "discounted" -> new Horizon.Discounted(document.number("horizon.discount"));
            case "average" -> new Horizon.AverageReward();
            default -> new Horizon.Finite();
        };
    }

    private Reals initial() {
        List<BigDecimal> initial = new ArrayList<>(Collections.nCopies(names.states.size(), BigDecimal.ZERO));
        for (String state : document.keys("initial")) {
            int s = names.state("initial", state, faults);
            if (s >= 0) {
                initial.set(s, document.decimal(Document.join("initial", state)));
            }
        }
        BigDecimal sum = checkSum("initial");
        if (sum.signum() > 0 && sum.compareTo(BigDecimal.ONE) != 0) {
            initial.replaceAll(probability -> probability.divide(sum, MathContext.DECIMAL128));
        }
        return Reals.of(initial);
    }

    private BigDecimal checkSum(String path) {
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
            } else if (!successors.isEmpty()) {
                checkSum(path);
            }
            int pair = names.pairs[e];
            if (pair >= 0) {
                builder.end(pair / names.actions.size(), pair % names.actions.size());
            }
            for (String state : successors) {
                int next = names.state(path, state, faults);
                if (next >= 0 && pair >= 0) {
                    BigDecimal probability = document.decimal(Document.join(path, state));
                    builder.to(pair / names.actions.size(), pair % names.actions.size(), next, probability);
                }
            }
        }
        faults.throwIfAny();
        return builder.build();
    }
}
