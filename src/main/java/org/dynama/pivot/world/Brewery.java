package org.dynama.pivot.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * Producers who need a complete set of goods, of which a random one arrives each period.
 *
 * <p>The public state is what each producer holds; a good that she holds is of no further use to her. In each period she
 * earns {@code level * worth[number of goods held]}, where the level is private and drifts; at the end she earns it once
 * more. Who gets a good decides later periods only. Nobody may get it, too.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section VII.
 *
 * @param producers {@code n}
 * @param goods names of the goods
 * @param probabilities of each good's arrival; what is left to 1 is a period without
 * @param levels of each producer's private multiplier, not negative
 * @param worth of a bundle at level 1, by the number of goods in it, from none to all; not negative
 * @param drift of the levels
 * @param periods {@code T}
 */
public record Brewery(
        int producers, List<String> goods, Reals probabilities, Reals levels, Reals worth, Drift drift, int periods) {
    private static final int KEPT = 0;

    public Brewery {
        goods = List.copyOf(goods);
        if (producers < 1 || periods < 1 || goods.isEmpty() || levels.size() < 1) {
            throw Refusal.of(
                    "producers = " + producers + ", periods = " + periods + ", goods = " + goods.size() + ", levels = "
                            + levels.size() + " must each be at least 1",
                    "");
        }
        if (probabilities.size() != goods.size() || worth.size() != goods.size() + 1) {
            throw Refusal.of(
                    "worth has " + worth.size() + " entries and " + goods.size() + " goods must have "
                            + (goods.size() + 1) + ": from none to all",
                    "");
        }
        double sum = probabilities.stream().sum();
        if (probabilities.stream().anyMatch(p -> !(p > 0)) || !(sum <= 1 + Probabilities.TOLERANCE)) {
            throw Refusal.of(
                    "the goods' probabilities " + probabilities + " must be positive, and at most 1 together",
                    "Maybe leave a good out.");
        }
        if (!nonnegative(levels) || !nonnegative(worth)) {
            throw Refusal.of("levels " + levels + " and worth " + worth + " must be finite and not negative", "");
        }
    }

    private static boolean nonnegative(Reals values) {
        return values.stream().allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY);
    }

    /** The size of its tables. */
    public TableSize size() {
        return new TableSize(
                Collections.nCopies(producers, levels.size()),
                Math.pow(2, (double) goods.size() * producers),
                0.5 * goods.size() * producers + 1,
                goods.size() + 1.0,
                periods);
    }

    /** The world. */
    public AllocationWorld world() {
        List<FiniteAgent> agents = IntStream.rangeClosed(1, producers)
                .mapToObj(i -> new FiniteAgent("producer " + i, levelNames(), uniform(levels.size())))
                .toList();
        int states = 1 << (goods.size() * producers);
        PivotStage stage = stage(agents, states);
        List<Reals> terminal =
                IntStream.range(0, producers).mapToObj(i -> terminal(i, states)).toList();
        double[] initial = new double[states];
        initial[0] = 1;
        return new AllocationWorld(
                "brewery of " + producers + " producers and " + goods.size() + " goods over " + periods + " periods",
                agents,
                IntStream.range(0, states).mapToObj(this::stateName).toList(),
                actionNames(),
                drawNames(),
                Reals.of(initial),
                new Horizon.Finite(),
                Collections.nCopies(periods, stage),
                new AllocationWorld.Terminal(Reals.filled(states, 0), terminal),
                List.of(
                        "a producer earns level times the worth of what she holds, each period and once more at the end",
                        "an absent producer's utility does not count; every action stays"));
    }

    private PivotStage stage(List<FiniteAgent> agents, int states) {
        JointTypes profiles = new JointTypes(Collections.nCopies(agents.size(), levels.size()));
        PivotStage.Builder stage =
                new PivotStage.Builder(states, 1 + goods.size() * producers, profiles, drawProbabilities());
        Reals kernel = drift.kernel(levels.size());
        for (int s = 0; s < states; s++) {
            for (int z = 0; z < drawNames().size(); z++) {
                stage.allowAlways(s, z, KEPT);
            }
            fill(stage, s, KEPT, kernel);
            for (int g = 0; g < goods.size(); g++) {
                for (int i = 0; i < producers; i++) {
                    if (!holds(s, i, g)) {
                        int a = 1 + g * producers + i;
                        stage.allowAlways(s, g, a).to(s, a, s | bit(i, g), 1);
                        fill(stage, s, a, kernel);
                    }
                }
            }
        }
        return stage.build();
    }

    private void fill(PivotStage.Builder stage, int s, int a, Reals kernel) {
        for (int i = 0; i < producers; i++) {
            stage.kernel(i, s, a, kernel);
            for (int k = 0; k < levels.size(); k++) {
                stage.utility(i, s, a, k, earned(i, s, k));
            }
        }
    }

    private double earned(int i, int s, int k) {
        int held = Integer.bitCount((s >> (i * goods.size())) & ((1 << goods.size()) - 1));
        return levels.get(k) * worth.get(held);
    }

    private Reals terminal(int i, int states) {
        double[] table = new double[states * levels.size()];
        Arrays.setAll(table, row -> earned(i, row / levels.size(), row % levels.size()));
        return Reals.of(table);
    }

    private int bit(int i, int g) {
        return 1 << (i * goods.size() + g);
    }

    private boolean holds(int s, int i, int g) {
        return (s & bit(i, g)) != 0;
    }

    /** The goods in order; a period without, if there can be one, comes last. */
    private List<String> drawNames() {
        List<String> names = new ArrayList<>(goods);
        if (remainder() > 0) {
            names.add("nothing");
        }
        return names;
    }

    private double[] drawProbabilities() {
        double[] all = Arrays.copyOf(probabilities.toArray(), drawNames().size());
        if (all.length > goods.size()) {
            all[goods.size()] = remainder();
        }
        return all;
    }

    private double remainder() {
        double rest = 1 - probabilities.stream().sum();
        return rest > Probabilities.TOLERANCE ? rest : 0;
    }

    private List<String> levelNames() {
        return levels.stream().mapToObj(level -> "level " + shown(level)).toList();
    }

    /** A number as a file would have it. */
    static String shown(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    static Reals uniform(int count) {
        return Reals.filled(count, 1.0 / count);
    }

    private List<String> actionNames() {
        List<String> names = new ArrayList<>(List.of("nobody"));
        for (String good : goods) {
            for (int i = 1; i <= producers; i++) {
                names.add(good + " to producer " + i);
            }
        }
        return names;
    }

    private String stateName(int s) {
        return IntStream.range(0, producers)
                .mapToObj(i -> (i + 1) + " holds " + bundle(s, i))
                .collect(Collectors.joining("; "));
    }

    private String bundle(int s, int i) {
        String held = IntStream.range(0, goods.size())
                .filter(g -> holds(s, i, g))
                .mapToObj(goods::get)
                .collect(Collectors.joining(" + "));
        return held.isEmpty() ? "nothing" : held;
    }
}
