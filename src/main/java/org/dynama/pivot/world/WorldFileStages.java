package org.dynama.pivot.world;

import java.util.ArrayList;
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
    private final AllocationWorld.Labels labels;
    private final List<FiniteAgent> agents;

    WorldFileStages(Document document, Faults faults, AllocationWorld.Labels labels, List<FiniteAgent> agents) {
        this.document = document;
        this.faults = faults;
        this.labels = labels;
        this.agents = agents;
    }

    /** What a period is made of; periods made of the same are one stage. */
    private record Recipe(List<Integer> entries, Reals draws) {}

    List<PivotStage> stages(int periods, boolean finite) {
        List<double[]> distributions = distributions(periods, finite);
        List<WorldFileEntry> entries = new WorldFileEntries(document, faults, labels, agents).read(periods, finite);
        if (!faults.isEmpty()) {
            return List.of();
        }
        Set<Recipe> checked = new HashSet<>();
        Map<Recipe, PivotStage> made = new HashMap<>();
        List<PivotStage> stages = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            int period = t;
            List<Integer> counting = IntStream.range(0, entries.size())
                    .filter(k -> entries.get(k).condition().periods().get(period))
                    .boxed()
                    .toList();
            Recipe recipe = new Recipe(counting, Reals.of(distributions.get(distributions.size() == 1 ? 0 : t)));
            if (checked.add(recipe)) {
                List<WorldFileEntry> here = counting.stream().map(entries::get).toList();
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
        double[] probabilities =
                new WorldNames(document, faults).distribution(path, labels.draws(), "draw of the first period");
        for (int z = 0; z < probabilities.length; z++) {
            if (!(probabilities[z] > 0)) {
                String place = Document.join(path, labels.draws().get(z));
                faults.add(document.fault(
                        document.has(place) ? place : path,
                        document.has(place)
                                ? "must be possible"
                                : "lacks " + labels.draws().get(z),
                        "A draw of probability 0 is left out, in all periods; one that is rare gets a small one."));
            }
        }
        return probabilities;
    }

    /** Whether every public state and draw leaves an action, whoever is missing; faults tell what is not. */
    private boolean isComplete(int t, List<WorldFileEntry> entries, boolean finite) {
        boolean complete = true;
        Map<List<Integer>, WorldFileEntry> seen = new HashMap<>();
        for (WorldFileEntry entry : entries) {
            WorldFileEntry first = seen.putIfAbsent(List.of(entry.state(), entry.action()), entry);
            if (first != null) {
                faults.add(document.fault(
                        entry.path() + ".name",
                        "stands twice in public state " + labels.states().get(entry.state())
                                + (finite ? " in period " + (t + 1) : ""),
                        "Maybe another name; the first is on line " + document.line(first.path() + ".name") + "."));
                complete = false;
            }
        }
        for (int s = 0; s < labels.states().size(); s++) {
            for (int z = 0; z < labels.draws().size(); z++) {
                for (int absent = -1; absent < agents.size(); absent++) {
                    complete &= leavesAction(t, entries, s, z, absent, finite);
                }
            }
        }
        return complete;
    }

    private boolean leavesAction(int t, List<WorldFileEntry> entries, int s, int z, int absent, boolean finite) {
        boolean some = entries.stream()
                .anyMatch(entry -> entry.state() == s
                        && entry.condition().draws().get(z)
                        && entry.condition().allows(absent));
        if (!some) {
            String place = document.entries("actions").stream()
                    .map(path -> path + ".state")
                    .filter(path -> document.text(path).equals(labels.states().get(s)))
                    .findFirst()
                    .orElse("actions");
            faults.add(document.fault(
                    place,
                    "has no action under draw " + labels.draws().get(z) + (finite ? " in period " + (t + 1) : "")
                            + (absent < 0 ? "" : " when " + agents.get(absent).name() + " is absent"),
                    "Maybe one that does nothing, without draws, needs and periods."));
        }
        return some;
    }

    private PivotStage stage(List<WorldFileEntry> entries, Reals distribution) {
        JointTypes profiles = new JointTypes(
                agents.stream().map(agent -> agent.types().size()).toList());
        PivotStage.Builder stage = new PivotStage.Builder(
                labels.states().size(), labels.actions().size(), profiles, distribution.toArray());
        entries.forEach(entry -> {
            addCondition(stage, entry);
            addEffect(stage, entry);
        });
        return stage.build();
    }

    private void addCondition(PivotStage.Builder stage, WorldFileEntry entry) {
        entry.condition().draws().stream().forEach(z -> {
            if (entry.condition().allows(-1)) {
                stage.allow(entry.state(), z, entry.action());
            }
            for (int i = 0; i < agents.size(); i++) {
                if (entry.condition().allows(i)) {
                    stage.allowWithout(i, entry.state(), z, entry.action());
                }
            }
        });
    }

    private void addEffect(PivotStage.Builder stage, WorldFileEntry entry) {
        int s = entry.state();
        int a = entry.action();
        WorldFileEntry.Effect effect = entry.effect();
        for (int next = 0; next < labels.states().size(); next++) {
            if (effect.next().get(next) > 0) {
                stage.to(s, a, next, effect.next().get(next));
            }
        }
        stage.publicUtility(s, a, effect.publicUtility());
        for (int i = 0; i < agents.size(); i++) {
            stage.kernel(i, s, a, effect.kernels().get(i));
            for (int k = 0; k < agents.get(i).types().size(); k++) {
                stage.utility(i, s, a, k, effect.rewards().get(i).get(k));
            }
        }
    }
}
