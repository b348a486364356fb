package org.dynama.online.mdp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Reals;
import org.dynama.online.reporting.Noise;
import org.dynama.world.file.MarketplaceFile;

/** A market in a file: names, kernel and everybody's expected rewards. */
public final class MarketFile {
    private MarketFile() {}

    private enum Form {
        COIN,
        UNIFORM
    }

    private record Returns(Form noise, double spread) {}

    /** A market, besides its tables and its noise. */
    private record Described(
            String name,
            List<String> states,
            List<String> actions,
            double alpha,
            double ceiling,
            double agentCeiling) {}

    /**
     * A market with amounts counted in a unit of money.
     *
     * @param unit the most that an agent may have in a round
     */
    public record Counted(Market market, double unit) {}

    /** Whether a file is of this form, rather than of the one that all families read. */
    public static boolean isIn(Path file) {
        return !MarketplaceFile.isLarge(file)
                && Document.read(file, Schema.any(), List.of()).has("kernel");
    }

    /**
     * Reads a market.
     *
     * @throws org.dynama.config.ConfigException with every fault of the file at once
     */
    public static Counted counted(Path path) {
        Schema schema = Schema.resource("/org/dynama/online/mdp/market.schema.json");
        Document file = Document.read(path, schema, List.of());
        Described market = file.bind("", Described.class);
        int states = market.states.size();
        int actions = market.actions.size();
        int agents = file.entries("agents").size();
        Faults faults = new Faults(file.source());
        List<Double> kernel = new ArrayList<>();
        List<Double> rewards = new ArrayList<>();
        flatten(file, "kernel", kernel, faults, states, actions, states);
        flatten(file, "designer", rewards, faults, states, actions);
        flatten(file, "agents", rewards, faults, agents, states, actions);
        TableFaults wrong = new TableFaults(file, faults);
        wrong.names("states");
        wrong.names("actions");
        faults.throwIfAny();
        wrong.find();
        faults.throwIfAny();
        double alpha =
                market.alpha > 0 ? market.alpha : reals(kernel).stream().min().orElseThrow();
        double unit = market.agentCeiling;
        double[] counted = rewards.stream().mapToDouble(reward -> reward / unit).toArray();
        Market made = new Market(
                market.name,
                new MarketChain(market.states, market.actions, reals(kernel), alpha),
                new MarketRewards(agents, Reals.of(counted), market.ceiling / unit, noise(file, "", unit)));
        return new Counted(made, unit);
    }

    /** The noise that keys {@code noise} and {@code spread} at a path describe, counted in a unit of money. */
    public static Noise noise(Document document, String path, double unit) {
        Returns returns = document.bind(path, Returns.class);
        return switch (returns.noise) {
            case COIN -> new Noise.Coin();
            case UNIFORM -> new Noise.Uniform(returns.spread / unit);
        };
    }

    /** Adds the numbers of nested lists, the last index first; lists of other lengths than wanted are faults. */
    private static void flatten(Document file, String path, List<Double> numbers, Faults faults, int... shape) {
        List<String> rows = file.entries(path);
        if (rows.size() != shape[0]) {
            faults.add(file.fault(path, "has " + rows.size() + " entries and must have " + shape[0], ""));
        }
        int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
        for (String row : rows) {
            if (inner.length == 0) {
                numbers.add(file.number(row));
            } else {
                flatten(file, row, numbers, faults, inner);
            }
        }
    }

    private static Reals reals(List<Double> numbers) {
        return Reals.of(numbers.stream().mapToDouble(number -> number).toArray());
    }
}
