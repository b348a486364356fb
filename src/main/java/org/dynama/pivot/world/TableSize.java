package org.dynama.pivot.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;

/**
 * How much memory the tables of a world take, known before any of them is made.
 *
 * @param types the number of types of each agent
 * @param states public states {@code S}
 * @param actions in a public state, on average
 * @param draws {@code Z}
 * @param stages periods of a finite horizon, 1 for a discounted one
 */
public record TableSize(List<Long> types, double states, double actions, double draws, double stages) {
    private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8.0;

    /** A factor for what is made and dropped on the way, and for the garbage collector. */
    private static final double OVERHEAD = 1.25;

    /** Of values in whole numbers, in two periods; larger worlds are not solved in them. */
    private static final double WHOLE = 150;

    private static final double MOST_WHOLE = 4e6;

    public TableSize {
        types = List.copyOf(types);
    }

    /** Public states times joint types, {@code S B}. */
    public double jointStates() {
        return states * types.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }

    /** Bytes of each kind of table, by name, in the order in which they are made; estimates from above. */
    private Map<String, Double> parts() {
        int n = types.size();
        double joint = jointStates();
        double marginal = types.stream().mapToDouble(k -> joint / k).sum();
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(
                "the world",
                states
                        * actions
                        * (64 + 8.0 * types.stream().mapToLong(Long::longValue).sum() + 48.0 * n * draws / actions));
        parts.put("values", 8 * (stages + 1) * (joint + marginal) + WHOLE * Math.min(joint + marginal, MOST_WHOLE));
        parts.put("policies", 2 * stages * draws * (2 * joint + marginal));
        parts.put("transfers", 8 * stages * n * joint);
        parts.put("checks", 2 * 8 * ((1 + 3.0 * n) * joint + marginal));
        parts.replaceAll((part, bytes) -> OVERHEAD * bytes);
        return parts;
    }

    /** An estimate from above of the bytes that solving and verifying take. */
    public double bytes() {
        return parts().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The most public states like these whose tables fit; 0 where not one does. */
    private long fitting(long available) {
        long most = 0;
        long none = (long) states;
        while (none - most > 1) {
            long middle = most + (none - most) / 2;
            boolean fits = new TableSize(types, middle, actions, draws, stages).fits(available);
            most = fits ? middle : most;
            none = fits ? none : middle;
        }
        return most;
    }

    private double longest() {
        return (1 + 3.0 * types.size()) * jointStates();
    }

    /** Whether the tables can be held in so many bytes. */
    boolean fits(long available) {
        return bytes() <= available && longest() <= LARGEST_ARRAY;
    }

    /**
     * Refuses what cannot be held.
     *
     * @param available bytes that Java may use
     * @throws Refusal with the size and what to reduce
     */
    public void requireFits(long available) {
        if (!fits(available)) {
            long fits = fitting(available);
            String memory = longest() > LARGEST_ARRAY ? "" : ", or more memory: JAVA_OPTS=-Xmx" + gibibytes() + "g";
            throw Refusal.of(
                    String.format(
                            Locale.ROOT,
                            "%s agents' %s types and %,.0f public states are %,.4g joint states over %.0f periods, "
                                    + "whose tables need %.1f GiB (%s); Java may use %.1f GiB",
                            types.size(),
                            types,
                            states,
                            jointStates(),
                            stages,
                            bytes() / (1L << 30),
                            parts().entrySet().stream()
                                    .map(part -> part.getKey() + " "
                                            + Numbers.bytes(part.getValue().longValue()))
                                    .collect(Collectors.joining(", ")),
                            available / (double) (1L << 30)),
                    "Maybe fewer types, agents, public states or periods" + memory
                            + (fits > 0 ? ": " + fits + " public states like these fit." : "."));
        }
    }

    private long gibibytes() {
        return (long) Math.ceil(bytes() / (1L << 30)) + 1;
    }
}
