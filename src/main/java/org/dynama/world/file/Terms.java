package org.dynama.world.file;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Agent;
import org.dynama.model.Loss;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.file.LinearLoss.Term;

/** Reads what actions are worth: rewards, the designer's own, needs and losses. */
final class Terms {
    /** Objectives with a meaning of their own. */
    private static final List<String> TAKEN = List.of("revenue", "welfare", "profit");

    private final Document document;
    private final Names names;
    private final List<Agent> agents;
    private final Faults faults;

    Terms(Document document, Names names, List<Agent> agents, Faults faults) {
        this.document = document;
        this.names = names;
        this.agents = agents;
        this.faults = faults;
    }

    private int pairCount() {
        return names.states.size() * names.actions.size();
    }

    RewardMap rewards() {
        RewardMap.Builder builder = new RewardMap.Builder(agents.size(), pairCount());
        for (int e = 0; e < names.pairs.length; e++) {
            String map = names.entries.get(e) + ".rewards";
            for (String agent : document.keys(map)) {
                for (Term term : linear(map, agent)) {
                    if (names.pairs[e] >= 0) {
                        builder.add(names.pairs[e], term.agent(), term.component(), term.coefficient());
                    }
                }
            }
        }
        return builder.build();
    }

    /** The terms of {@code type . coefficients + constant}; zeros are left out. */
    private List<Term> linear(String map, String agent) {
        List<Term> terms = new ArrayList<>();
        int i = names.agent(map, agent, faults);
        if (i < 0) {
            return terms;
        }
        String path = Document.join(map, agent);
        if (document.has(path + ".type")) {
            List<Double> coefficients = document.numbers(path + ".type");
            int dimension = agents.get(i).types().dimension();
            if (coefficients.size() != dimension) {
                faults.add(document.fault(
                        path + ".type",
                        "has " + coefficients.size() + " coefficients and her type has dimension " + dimension,
                        "Write one for each component, 0 where it does not matter."));
                return terms;
            }
            for (int k = 0; k < dimension; k++) {
                if (coefficients.get(k) != 0) {
                    terms.add(new Term(i, k, coefficients.get(k)));
                }
            }
        }
        if (document.has(path + ".constant") && document.number(path + ".constant") != 0) {
            terms.add(new Term(i, RewardMap.CONSTANT, document.number(path + ".constant")));
        }
        return terms;
    }

    Reals designer() {
        double[] designer = new double[pairCount()];
        for (int e = 0; e < names.pairs.length; e++) {
            if (names.pairs[e] >= 0) {
                designer[names.pairs[e]] = document.number(names.entries.get(e) + ".designer");
            }
        }
        return Reals.of(designer);
    }

    /** For each agent the pairs that need her. */
    List<BitSet> needs() {
        List<BitSet> needs = new ArrayList<>();
        agents.forEach(agent -> needs.add(new BitSet()));
        for (int e = 0; e < names.pairs.length; e++) {
            for (String path : document.entries(names.entries.get(e) + ".needs")) {
                int i = names.agent(path, document.text(path), faults);
                if (i >= 0 && names.pairs[e] >= 0) {
                    needs.get(i).set(names.pairs[e]);
                }
            }
        }
        return needs;
    }

    /** The losses, in the order in which the file first names them. */
    List<Loss> losses(int dimension) {
        Map<String, Map<Integer, List<Term>>> byName = new LinkedHashMap<>();
        for (int e = 0; e < names.pairs.length; e++) {
            String map = names.entries.get(e) + ".losses";
            for (String name : document.keys(map)) {
                if (TAKEN.contains(name)) {
                    faults.add(document.fault(
                            Document.join(map, name), "has a name that means something else", "Choose another name."));
                } else if (names.pairs[e] >= 0) {
                    byName.computeIfAbsent(name, first -> new LinkedHashMap<>())
                            .put(names.pairs[e], loss(Document.join(map, name)));
                }
            }
        }
        List<Loss> losses = new ArrayList<>();
        byName.forEach((name, terms) -> losses.add(new LinearLoss(name, dimension, terms)));
        return losses;
    }

    private List<Term> loss(String path) {
        if (!document.isMap(path)) {
            return List.of(new Term(0, RewardMap.CONSTANT, document.number(path)));
        }
        List<Term> terms = new ArrayList<>();
        document.keys(path).forEach(agent -> terms.addAll(linear(path, agent)));
        return terms;
    }
}
