package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;

/** The periods of a world file: which entries count in which period, and what they say. */
final class WorldFileStages {
    private final Document document;
    private final Faults faults;
    private final WorldNames names;
    private final List<String> states;
    private final List<String> actions;
    private final List<String> draws;
    private final List<FiniteAgent> agents;

    WorldFileStages(
            Document document,
            Faults faults,
            List<String> states,
            List<String> actions,
            List<String> draws,
            List<FiniteAgent> agents) {
        this.document = document;
        this.faults = faults;
        this.states = states;
        this.actions = actions;
        this.draws = draws;
        this.agents = agents;
        names = new WorldNames(document, faults);
    }

    /**
     * One entry of the file.
     *
     * @param draws that leave the action feasible
     * @param needs agents without whom it is impossible
     * @param blockedBy agents with whom it is impossible
     * @param periods in which it counts, from 0
     * @param next shape {@code [S]}
     * @param rewards for each agent, shape {@code [K_i]}
     * @param kernels for each agent, shape {@code [K_i, K_i]}
     */
    private record Entry(
            String path,
            int state,
            int action,
            BitSet draws,
            BitSet needs,
            BitSet blockedBy,
            BitSet periods,
            Reals next,
            double publicUtility,
            List<Reals> rewards,
            List<Reals> kernels) {}

    /** What a period is made of; periods made of the same are one stage. */
    private record Recipe(List<Integer> entries, Reals draws) {}

    List<PivotStage> stages(int periods, boolean finite) {
        List<double[]> distributions = distributions(periods, finite);
        List<Reals> drifts = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            drifts.add(kernel("agents[" + i + "].drift", i, identity(i)));
        }
        List<Entry> entries = document.entries("actions").stream()
                .map(path -> entry(path, periods, finite, drifts))
                .toList();
        if (!faults.isEmpty()) {
            return List.of();
        }
        Set<Recipe> checked = new HashSet<>();
        Map<Recipe, PivotStage> made = new HashMap<>();
        List<PivotStage> stages = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            int period = t;
            List<Integer> counting = IntStream.range(0, entries.size())
                    .filter(k -> entries.get(k).periods().get(period))
                    .boxed()
                    .toList();
            Recipe recipe = new Recipe(counting, Reals.of(distributions.get(distributions.size() == 1 ? 0 : t)));
            if (checked.add(recipe)) {
                List<Entry> here = counting.stream().map(entries::get).toList();
                if (isComplete(t, here, finite)) {
                    made.put(recipe, stage(here, recipe.draws()));
                }
            }
            PivotStage known = made.get(recipe);
            if (known != null) {
                stages.add(known);
            }
        }
        return stages;
    }

    private List<double[]> distributions(int periods, boolean finite) {
        if (document.isMap("draws")) {
            return List.of(distribution("draws"));
        }
        List<String> each = document.entries("draws");
        if (!finite || each.size() != periods) {
            faults.add(document.fault(
                    "draws",
                    "has " + each.size() + " distributions and must have "
                            + (finite ? "one, or one for each of " + periods + " periods" : "one that repeats"),
                    "Maybe one map for all periods."));
        }
        return each.stream().map(this::distribution).toList();
    }

    private double[] distribution(String path) {
        double[] probabilities = names.distribution(path, draws, "draw of the first period");
        for (int z = 0; z < probabilities.length; z++) {
            if (!(probabilities[z] > 0)) {
                String place = Document.join(path, draws.get(z));
                faults.add(document.fault(
                        document.has(place) ? place : path,
                        document.has(place) ? "must be possible" : "lacks " + draws.get(z),
                        "A draw of probability 0 is left out, in all periods; one that is rare gets a small one."));
            }
        }
        return probabilities;
    }

    private Entry entry(String path, int periods, boolean finite, List<Reals> drifts) {
        names.requireAgents(path + ".rewards", agents);
        names.requireAgents(path + ".drift", agents);
        List<Reals> rewards = new ArrayList<>();
        List<Reals> kernels = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            rewards.add(Reals.of(names.rewards(path, agents, i)));
            String drift = Document.join(path + ".drift", agents.get(i).name());
            kernels.add(kernel(drift, i, drifts.get(i).toArray()));
        }
        int state = states.indexOf(document.text(path + ".state"));
        double[] stays = new double[states.size()];
        stays[state] = 1;
        List<String> agentNames = agents.stream().map(FiniteAgent::name).toList();
        return new Entry(
                path,
                state,
                actions.indexOf(document.text(path + ".name")),
                chosen(path + ".draws", draws, "draw", true),
                chosen(path + ".needs", agentNames, "agent", false),
                chosen(path + ".blockedBy", agentNames, "agent", false),
                periods(path + ".periods", periods, finite),
                Reals.of(
                        document.has(path + ".next")
                                ? names.distribution(path + ".next", states, "public state with an action")
                                : stays),
                document.number(path + ".public"),
                rewards,
                kernels);
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

    /** Whether every public state and draw leaves an action, whoever is missing; faults tell what is not. */
    private boolean isComplete(int t, List<Entry> entries, boolean finite) {
        boolean complete = true;
        Map<List<Integer>, Entry> seen = new HashMap<>();
        for (Entry entry : entries) {
            Entry first = seen.putIfAbsent(List.of(entry.state(), entry.action()), entry);
            if (first != null) {
                faults.add(document.fault(
                        entry.path() + ".name",
                        "stands twice in public state " + states.get(entry.state())
                                + (finite ? " in period " + (t + 1) : ""),
                        "Maybe another name; the first is on line " + document.line(first.path() + ".name") + "."));
                complete = false;
            }
        }
        for (int s = 0; s < states.size(); s++) {
            for (int z = 0; z < draws.size(); z++) {
                for (int absent = -1; absent < agents.size(); absent++) {
                    complete &= leavesAction(t, entries, s, z, absent, finite);
                }
            }
        }
        return complete;
    }

    private boolean leavesAction(int t, List<Entry> entries, int s, int z, int absent, boolean finite) {
        boolean some = entries.stream()
                .anyMatch(entry -> entry.state() == s && entry.draws().get(z) && isFeasible(entry, absent));
        if (!some) {
            String place = document.entries("actions").stream()
                    .map(path -> path + ".state")
                    .filter(path -> document.text(path).equals(states.get(s)))
                    .findFirst()
                    .orElse("actions");
            faults.add(document.fault(
                    place,
                    "has no action under draw " + draws.get(z) + (finite ? " in period " + (t + 1) : "")
                            + (absent < 0 ? "" : " when " + agents.get(absent).name() + " is absent"),
                    "Maybe one that does nothing, without draws, needs and periods."));
        }
        return some;
    }

    private static boolean isFeasible(Entry entry, int absent) {
        BitSet blocking = (BitSet) entry.blockedBy().clone();
        if (absent >= 0) {
            blocking.clear(absent);
        }
        return blocking.isEmpty() && !(absent >= 0 && entry.needs().get(absent));
    }

    private PivotStage stage(List<Entry> entries, Reals distribution) {
        JointTypes profiles = new JointTypes(
                agents.stream().map(agent -> agent.types().size()).toList());
        PivotStage.Builder stage =
                new PivotStage.Builder(states.size(), actions.size(), profiles, distribution.toArray());
        for (Entry entry : entries) {
            int s = entry.state();
            int a = entry.action();
            entry.draws().stream().forEach(z -> {
                if (isFeasible(entry, -1)) {
                    stage.allow(s, z, a);
                }
                for (int i = 0; i < agents.size(); i++) {
                    if (isFeasible(entry, i)) {
                        stage.allowWithout(i, s, z, a);
                    }
                }
            });
            for (int next = 0; next < states.size(); next++) {
                if (entry.next().get(next) > 0) {
                    stage.to(s, a, next, entry.next().get(next));
                }
            }
            stage.publicUtility(s, a, entry.publicUtility());
            for (int i = 0; i < agents.size(); i++) {
                stage.kernel(i, s, a, entry.kernels().get(i));
                for (int k = 0; k < profiles.types(i); k++) {
                    stage.utility(i, s, a, k, entry.rewards().get(i).get(k));
                }
            }
        }
        return stage.build();
    }
}
