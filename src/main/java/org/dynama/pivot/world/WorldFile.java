package org.dynama.pivot.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A world from a JSON file: agents with named types, public states, draws, and one entry for each action in a public
 * state. {@code models/environments/pivot-telescope.md} explains the keys by an example.
 */
public final class WorldFile {
    private final Document document;
    private final Faults faults;
    private final AllocationWorld.Labels labels;
    private final List<FiniteAgent> agents = new ArrayList<>();
    private final WorldNames names;

    private WorldFile(Document document) {
        this.document = document;
        faults = new Faults(document.source());
        names = new WorldNames(document, faults);
        List<String> draws = document.isMap("draws")
                ? document.keys("draws")
                : document.keys(document.entries("draws").get(0));
        labels = new AllocationWorld.Labels(distinct("state"), distinct("name"), draws);
    }

    /**
     * Reads a world.
     *
     * @param memory bytes that its tables may take
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static AllocationWorld read(Path file, long memory) {
        return new WorldFile(Document.read(file, Schema.resource("pivot-world.schema.json"), List.of())).world(memory);
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static AllocationWorld parse(String source, String text, long memory) {
        Schema schema = Schema.resource("pivot-world.schema.json");
        return new WorldFile(Document.parse(source, text, schema, List.of())).world(memory);
    }

    private AllocationWorld world(long memory) {
        boolean finite = "finite".equals(document.text("horizon.kind"));
        int periods = finite ? Math.toIntExact(document.whole("horizon.periods")) : 1;
        readAgents();
        faults.throwIfAny();
        requireFits(periods, memory);

        double[] initial = names.distribution("initial", labels.states(), "public state");
        List<PivotStage> stages = new WorldFileStages(document, faults, labels, agents).stages(periods, finite);
        AllocationWorld.Terminal terminal = terminal(finite);
        faults.throwIfAny();
        return new AllocationWorld(
                document.text("name"),
                List.of("an absent agent's utility does not count; actions that need her are then impossible"),
                agents,
                labels,
                new AllocationWorld.Course(
                        Reals.of(initial),
                        finite ? new Horizon.Finite() : new Horizon.Discounted(document.number("horizon.discount")),
                        stages,
                        terminal));
    }

    private List<String> distinct(String key) {
        return List.copyOf(new LinkedHashSet<>(document.entries("actions").stream()
                .map(entry -> document.text(entry + "." + key))
                .toList()));
    }

    private void readAgents() {
        for (String entry : document.entries("agents")) {
            String name = document.text(entry + ".name");
            if (agents.stream().anyMatch(agent -> agent.name().equals(name))) {
                faults.add(document.fault(entry + ".name", "stands twice", "Every agent needs a name of her own."));
            }
            List<String> types = document.entries(entry + ".types").stream()
                    .map(document::text)
                    .toList();
            double[] prior = names.distribution(entry + ".initial", types, "type of " + name);
            double[] safe =
                    faults.isEmpty() ? prior : Brewery.uniform(types.size()).toArray();
            agents.add(new FiniteAgent(name, types, Reals.of(safe)));
        }
    }

    private void requireFits(int periods, long memory) {
        List<Integer> types = agents.stream().map(agent -> agent.types().size()).toList();
        int states = labels.states().size();
        double perState = document.entries("actions").size() / (double) states;
        try {
            new TableSize(types, states, perState, labels.draws().size(), periods).requireFits(memory);
        } catch (Refusal refusal) {
            faults.add(document.fault("agents", "cannot be used: " + refusal.sentence(), refusal.hint()));
            faults.throwIfAny();
        }
    }

    private AllocationWorld.Terminal terminal(boolean finite) {
        int states = labels.states().size();
        double[] publicUtility = new double[states];
        List<double[]> utilities = agents.stream()
                .map(agent -> new double[states * agent.types().size()])
                .toList();
        List<String> entries = document.has("terminal") ? document.entries("terminal") : List.of();
        if (!finite && !entries.isEmpty()) {
            faults.add(document.fault(
                    "terminal", "must be absent: a discounted horizon has no end", "Maybe horizon: {kind: finite}."));
        }
        for (String entry : entries) {
            int s = names.index(entry + ".state", labels.states(), "public state");
            if (s >= 0) {
                publicUtility[s] = document.number(entry + ".public");
                int[] all = IntStream.range(0, agents.size()).toArray();
                Arrays.stream(all).forEach(i -> {
                    double[] rewards = names.rewards(entry, agents, i);
                    System.arraycopy(rewards, 0, utilities.get(i), s * rewards.length, rewards.length);
                });
                names.requireAgents(entry + ".rewards", agents);
            }
        }
        return new AllocationWorld.Terminal(
                Reals.of(publicUtility), utilities.stream().map(Reals::of).toList());
    }
}
