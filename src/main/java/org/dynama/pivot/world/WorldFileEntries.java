package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;

/** Reads the entries of a world file, one for each action in a public state; what is wrong becomes a fault. */
final class WorldFileEntries {
    private final Document document;
    private final Faults faults;
    private final WorldNames names;
    private final AllocationWorld.Labels labels;
    private final List<FiniteAgent> agents;

    WorldFileEntries(Document document, Faults faults, AllocationWorld.Labels labels, List<FiniteAgent> agents) {
        this.document = document;
        this.faults = faults;
        this.labels = labels;
        this.agents = agents;
        names = new WorldNames(document, faults);
    }

    List<WorldFileEntry> read(int periods, boolean finite) {
        List<Reals> drifts = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            drifts.add(kernel("agents[" + i + "].drift", i, identity(i)));
        }
        return document.entries("actions").stream()
                .map(path -> entry(path, periods, finite, drifts))
                .toList();
    }

    private WorldFileEntry entry(String path, int periods, boolean finite, List<Reals> drifts) {
        names.requireAgents(path + ".rewards", agents);
        names.requireAgents(path + ".drift", agents);
        List<Reals> rewards = new ArrayList<>();
        List<Reals> kernels = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            rewards.add(Reals.of(names.rewards(path, agents, i)));
            String drift = Document.join(path + ".drift", agents.get(i).name());
            kernels.add(kernel(drift, i, drifts.get(i).toArray()));
        }
        int state = labels.states().indexOf(document.text(path + ".state"));
        return new WorldFileEntry(
                path,
                state,
                labels.actions().indexOf(document.text(path + ".name")),
                condition(path, periods, finite),
                new WorldFileEntry.Effect(next(path, state), document.number(path + ".public"), rewards, kernels));
    }

    private WorldFileEntry.Condition condition(String path, int periods, boolean finite) {
        List<String> agentNames = agents.stream().map(FiniteAgent::name).toList();
        BitSet draws = chosen(path + ".draws", labels.draws(), "draw", true);
        BitSet needs = chosen(path + ".needs", agentNames, "agent", false);
        BitSet blockedBy = chosen(path + ".blockedBy", agentNames, "agent", false);
        return new WorldFileEntry.Condition(draws, periods(path + ".periods", periods, finite), needs, blockedBy);
    }

    private Reals next(String path, int state) {
        if (document.has(path + ".next")) {
            return Reals.of(names.distribution(path + ".next", labels.states(), "public state with an action"));
        }
        double[] stays = new double[labels.states().size()];
        stays[state] = 1;
        return Reals.of(stays);
    }

    /** The members of a list; all or none of those known where there is no list. */
    private BitSet chosen(String path, List<String> known, String thing, boolean allByDefault) {
        BitSet chosen = new BitSet();
        if (!document.has(path)) {
            chosen.set(0, allByDefault ? known.size() : 0);
            return chosen;
        }
        for (String member : document.entries(path)) {
            int index = names.index(member, known, thing);
            if (index >= 0) {
                chosen.set(index);
            }
        }
        return chosen;
    }

    private BitSet periods(String path, int periods, boolean finite) {
        BitSet chosen = new BitSet();
        if (!document.has(path)) {
            chosen.set(0, periods);
            return chosen;
        }
        if (!finite) {
            faults.add(document.fault(
                    path, "must be absent: in a discounted horizon every period is like the other", "Remove it."));
        }
        for (String member : document.entries(path)) {
            long period = document.whole(member);
            if (period < 1 || period > periods) {
                faults.add(document.fault(member, "must be a period from 1 to " + periods, ""));
            } else {
                chosen.set((int) period - 1);
            }
        }
        return chosen;
    }

    private double[] identity(int i) {
        int types = agents.get(i).types().size();
        double[] identity = new double[types * types];
        for (int k = 0; k < types; k++) {
            identity[k * types + k] = 1;
        }
        return identity;
    }

    /** The kernel at a path, its missing rows from another. */
    private Reals kernel(String path, int i, double[] otherwise) {
        double[] kernel = otherwise.clone();
        List<String> types = agents.get(i).types();
        for (String from : document.has(path) ? document.keys(path) : List.<String>of()) {
            String row = Document.join(path, from);
            int k = types.indexOf(from);
            double[] probabilities =
                    names.distribution(row, types, "type of " + agents.get(i).name());
            if (k < 0) {
                faults.add(document.fault(
                        row, "is no type of " + agents.get(i).name(), "Known are " + String.join(", ", types) + "."));
            } else {
                System.arraycopy(probabilities, 0, kernel, k * types.size(), types.size());
            }
        }
        return Reals.of(kernel);
    }
}
