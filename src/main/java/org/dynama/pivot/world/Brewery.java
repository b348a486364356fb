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
 * earns what its bundle is worth to her, which is private and moves; at the end she earns it once more. Who gets a good decides
 * later periods only. Nobody may get it, too.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section VII.
 *
 * @param producers {@code n}
 * @param goods that arrive
 * @param valuations what bundles can be worth to a producer: her private types
 * @param periods {@code T}
 */
public record Brewery(int producers, Goods goods, BundleValuations valuations, int periods) {
    private static final int KEPT = 0;

    /**
     * Goods that arrive at random, and what bundles of them are worth.
     *
     * @param names of the goods
     * @param probabilities of each one's arrival; what is left to 1 is a period without
     * @param worth of a bundle at level 1, by the number of goods in it, from none to all; not negative; empty where valuations
     *     tell the worth of each bundle themselves
     */
    public record Goods(List<String> names, Reals probabilities, Reals worth) {
        public Goods {
            names = List.copyOf(names);
        }

        int count() {
            return names.size();
        }
    }

    /**
     * Private levels that drift: a bundle is worth {@code level * worth[number of goods in it]}.
     *
     * @param values of them, not negative
     * @param drift from one to the next
     */
    public record Levels(Reals values, Drift drift) implements BundleValuations {
        @Override
        public List<String> names() {
            return values.stream().mapToObj(level -> "level " + shown(level)).toList();
        }

        @Override
        public Reals kernel() {
            return drift.kernel(values.size());
        }

        @Override
        public double worth(Goods goods, int k, int bundle) {
            return Amounts.times(values.get(k), goods.worth.get(Integer.bitCount(bundle)));
        }

        @Override
        public void requireFits(Goods goods) {
            if (goods.worth.size() != goods.count() + 1) {
                throw Refusal.of(
                        "worth has " + goods.worth.size() + " entries and " + goods.count() + " goods must have "
                                + (goods.count() + 1) + ": from none to all",
                        "");
            }
            if (!nonnegative(values) || !nonnegative(goods.worth)) {
                throw Refusal.of(
                        "levels " + values + " and worth " + goods.worth + " must be finite and not negative", "");
            }
        }

        @Override
        public String note() {
            return "a producer earns level times the worth of what she holds, each period and once more at the end";
        }
    }

    public Brewery {
        if (producers < 1 || periods < 1 || goods.count() < 1 || valuations.count() < 1) {
            throw Refusal.of(
                    "producers = " + producers + ", periods = " + periods + ", goods = " + goods.count() + ", levels = "
                            + valuations.count() + " must each be at least 1",
                    "");
        }
        double sum = goods.probabilities.stream().sum();
        if (goods.probabilities.stream().anyMatch(p -> !(p > 0)) || !(sum <= 1 + Probabilities.TOLERANCE)) {
            throw Refusal.of(
                    "the goods' probabilities " + goods.probabilities + " must be positive, and at most 1 together",
                    "Maybe leave a good out.");
        }
        valuations.requireFits(goods);
    }

    static boolean nonnegative(Reals values) {
        return values.stream().allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY);
    }

    /** The size of its tables. */
    public TableSize size() {
        return new TableSize(
                Collections.nCopies(producers, (long) valuations.count()),
                Math.pow(2, (double) goods.count() * producers),
                0.5 * goods.count() * producers + 1,
                goods.count() + 1.0,
                periods);
    }

    /** The world. */
    public AllocationWorld world() {
        List<FiniteAgent> agents = IntStream.rangeClosed(1, producers)
                .mapToObj(i -> new FiniteAgent("producer " + i, valuations.names(), uniform(valuations.count())))
                .toList();
        int states = 1 << (goods.count() * producers);
        PivotStage stage = stage(agents, states);
        List<Reals> terminal =
                IntStream.range(0, producers).mapToObj(i -> terminal(i, states)).toList();
        double[] initial = new double[states];
        initial[0] = 1;
        return new AllocationWorld(
                "brewery of " + producers + " producers and " + goods.count() + " goods over " + periods + " periods",
                List.of(valuations.note(), "an absent producer's utility does not count; every action stays"),
                agents,
                new AllocationWorld.Labels(
                        IntStream.range(0, states).mapToObj(this::stateName).toList(), actionNames(), drawNames()),
                new AllocationWorld.Course(
                        Reals.of(initial),
                        new Horizon.Finite(),
                        Collections.nCopies(periods, stage),
                        new AllocationWorld.Terminal(Reals.filled(states, 0), terminal)));
    }

    private PivotStage stage(List<FiniteAgent> agents, int states) {
        JointTypes profiles = new JointTypes(Collections.nCopies(agents.size(), valuations.count()));
        StageBuilder stage = new StageBuilder(states, 1 + goods.count() * producers, profiles, drawProbabilities());
        Reals kernel = valuations.kernel();
        for (int s = 0; s < states; s++) {
            for (int z = 0; z < drawNames().size(); z++) {
                stage.allowAlways(s, z, KEPT);
            }
            fill(stage, s, KEPT, kernel);
            for (int g = 0; g < goods.count(); g++) {
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

    private void fill(StageBuilder stage, int s, int a, Reals kernel) {
        for (int i = 0; i < producers; i++) {
            stage.kernel(i, s, a, kernel);
            for (int k = 0; k < valuations.count(); k++) {
                stage.utility(i, s, a, k, earned(i, s, k));
            }
        }
    }

    private double earned(int i, int s, int k) {
        return valuations.worth(goods, k, (s >> (i * goods.count())) & ((1 << goods.count()) - 1));
    }

    private Reals terminal(int i, int states) {
        double[] table = new double[states * valuations.count()];
        Arrays.setAll(table, row -> earned(i, row / valuations.count(), row % valuations.count()));
        return Reals.of(table);
    }

    private int bit(int i, int g) {
        return 1 << (i * goods.count() + g);
    }

    private boolean holds(int s, int i, int g) {
        return (s & bit(i, g)) != 0;
    }

    /** The goods in order; a period without, if there can be one, comes last. */
    private List<String> drawNames() {
        List<String> names = new ArrayList<>(goods.names);
        if (remainder() > 0) {
            names.add("nothing");
        }
        return names;
    }

    private double[] drawProbabilities() {
        double[] all = Arrays.copyOf(goods.probabilities.toArray(), drawNames().size());
        if (all.length > goods.count()) {
            all[goods.count()] = remainder();
        }
        return all;
    }

    private double remainder() {
        double rest = BigDecimal.ONE
                .subtract(Amounts.sum(goods.probabilities.toArray()))
                .doubleValue();
        return rest > Probabilities.TOLERANCE ? rest : 0;
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
        for (String good : goods.names) {
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
        String held = IntStream.range(0, goods.count())
                .filter(g -> holds(s, i, g))
                .mapToObj(goods.names::get)
                .collect(Collectors.joining(" + "));
        return held.isEmpty() ? "nothing" : held;
    }
}
