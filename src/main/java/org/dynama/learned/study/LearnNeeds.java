package org.dynama.learned.study;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.learned.history.Histories;
import org.dynama.learned.training.Reporters;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;

/** What a training takes, counted before it starts: bytes by part, and seconds. */
record LearnNeeds(World world, TrainingSettings settings) {
    /** Measured on one core, to a factor of two: of a step for each agent and period, of a number or path on the tape. */
    private static final double AGENT_PERIOD = 0.01;

    private static final double NUMBER = 3e-7;
    private static final double PATH = 3e-6;
    private static final int BYTES = 56;

    private int policies() {
        return settings.lies().reporters() == Reporters.EXACT
                ? 0
                : settings.lies().policies();
    }

    private Map<String, Double> bytes() {
        Map<String, Double> bytes = new LinkedHashMap<>();
        double paths = settings.paths(world);
        if (Histories.trainable(world)) {
            bytes.put("movements and replies at all histories", Histories.replied(world));
            bytes.put("values of trained policies", Histories.played(world, policies()));
        } else {
            bytes.put("movements of types along paths", Histories.drawn(world, paths));
            bytes.put("chances of reports along paths", policies() == 0 ? 0 : Histories.told(world, paths));
        }
        return bytes;
    }

    private double total() {
        return bytes().values().stream().mapToDouble(part -> part).sum();
    }

    boolean fit() {
        return total() <= Histories.MEMORY;
    }

    /** The memory that is missing, in words, after the name of what takes it. */
    String rule() {
        String parts = bytes().entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .map(part -> Histories.gibibytes(part.getValue()) + " for " + part.getKey())
                .collect(Collectors.joining(", "));
        return "needs " + Histories.gibibytes(total()) + " of memory in a training (" + parts + "), and "
                + Histories.gibibytes(Histories.MEMORY) + " are for it";
    }

    /** The nearest sizes that fit, in words. */
    String hint() {
        int values = world.types().match(discrete -> discrete.values().size(), interval -> 0);
        TrainingSettings.Sampling sampling = settings.sampling();
        String fewer = largest(
                        "values",
                        values,
                        2,
                        k -> with(k, world.periods(), settings).fit())
                + largest(
                        "periods",
                        world.periods(),
                        1,
                        k -> with(values, k, settings).fit())
                + largest(
                        "training.policies",
                        policies(),
                        1,
                        k -> with(values, world.periods(), settings.policies(k)).fit())
                + largest(
                        "training.futures",
                        sampling.futures(),
                        1,
                        k -> with(values, world.periods(), settings.futures(k)).fit());
        return fewer.isEmpty() ? "Maybe fewer agents or goods." : "Maybe at most" + fewer.substring(4) + ".";
    }

    private static String largest(String name, int now, int least, IntPredicate fits) {
        int most = IntStream.range(0, now - least)
                .map(k -> now - 1 - k)
                .filter(fits)
                .findFirst()
                .orElse(0);
        return most == 0 ? "" : String.format(Locale.ROOT, ", or %s: %,d", name, most);
    }

    /** The same but for the numbers of values and periods: what the values are does not matter. */
    private LearnNeeds with(int values, int periods, TrainingSettings other) {
        World.Size size = new World.Size(world.agents(), world.goods(), periods);
        Types types = Types.Discrete.uniform(
                IntStream.range(0, values).asDoubleStream().toArray());
        return new LearnNeeds(World.of(size, types, world.dynamics(), world.allocation()), other);
    }

    /** Seconds of one training on one core. */
    double seconds() {
        double paths = settings.paths(world) * world.components() * PATH;
        double step = (AGENT_PERIOD + (Histories.trainable(world) ? 0 : paths)) * world.agents() * world.periods();
        return settings.steps().count() * (step + total() / BYTES * NUMBER);
    }
}
