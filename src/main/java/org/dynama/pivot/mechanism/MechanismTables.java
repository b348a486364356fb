package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.NpyTable;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.JointTypes;

/**
 * The tables of a mechanism as arrays by name, with the names of what their axes count, and back.
 *
 * <p>Axes are always in this order, {@code P} periods (1 of a discounted horizon) and {@code P + 1} with the end (1 again), {@code S}
 * public states, {@code Z} draws, and one axis of types for each agent who is there:
 *
 * <pre>
 * welfare             [P + 1, S, K_1, ..., K_n]     before the draw, as the mechanism counts it, less common
 * welfare_without_i   the same without agent i's axis
 * earned              as welfare, in money: only where there are weights or boosts
 * common              [P + 1]                       to be added to welfare and welfare_without_i
 * policy              [P, S, Z, K_1, ..., K_n]      numbers of actions
 * policy_without_i    the same without agent i's axis
 * transfers           [P, n, S, K_1, ..., K_n]      from agents to the designer
 * </pre>
 *
 * <p>{@code states}, {@code draws}, {@code actions}, {@code agents} and {@code types_1} to {@code types_n} are names; agents count
 * from 1.
 */
public final class MechanismTables {
    private final AffineWorld affine;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final int periods;
    private final int tables;

    private MechanismTables(AffineWorld affine) {
        this.affine = affine;
        world = affine.world();
        profiles = world.profiles();
        periods = world.isFinite() ? world.stages().size() : 1;
        tables = world.isFinite() ? periods + 1 : 1;
    }

    /** How many numbers they are. */
    public static double size(AffineWorld affine) {
        MechanismTables shapes = new MechanismTables(affine);
        return shapes.numbers().values().stream()
                .mapToDouble(shape -> shape.stream().mapToDouble(k -> k).reduce(1, (a, b) -> a * b))
                .sum();
    }

    /** The arrays. */
    public static List<NpyTable> of(PivotMechanism mechanism) {
        return new MechanismTables(mechanism.affine()).arrays(mechanism);
    }

    /** The shapes of all that are numbers. */
    public static Map<String, List<Integer>> shapes(AffineWorld affine) {
        return new MechanismTables(affine).numbers();
    }

    /** The mechanism that such arrays hold; nothing is known of its ties. */
    public static PivotMechanism mechanism(AffineWorld affine, Map<String, NpyArray> arrays) {
        return new MechanismTables(affine).read(name -> {
            NpyArray array = arrays.get(name);
            if (array == null) {
                throw new IllegalArgumentException("arrays must hold " + name);
            }
            return array.values();
        });
    }

    private List<Integer> shape(int absent, Integer... first) {
        List<Integer> shape = new ArrayList<>(List.of(first));
        for (int i = 0; i < profiles.agents(); i++) {
            if (i != absent) {
                shape.add(profiles.types(i));
            }
        }
        return shape;
    }

    private Map<String, List<Integer>> numbers() {
        int states = world.stateCount();
        int draws = world.draws().size();
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        for (int absent = -1; absent < profiles.agents(); absent++) {
            numbers.put("welfare" + without(absent), shape(absent, tables, states));
        }
        if (affine.isAffine()) {
            numbers.put("earned", shape(-1, tables, states));
        }
        numbers.put("common", List.of(tables));
        for (int absent = -1; absent < profiles.agents(); absent++) {
            numbers.put("policy" + without(absent), shape(absent, periods, states, draws));
        }
        numbers.put("transfers", shape(-1, periods, profiles.agents(), states));
        return numbers;
    }

    private static String without(int absent) {
        return absent < 0 ? "" : "_without_" + (absent + 1);
    }

    private List<NpyTable> arrays(PivotMechanism mechanism) {
        List<NpyTable> arrays = new ArrayList<>(List.of(
                NpyTable.words("states", world.states()),
                NpyTable.words("draws", world.draws()),
                NpyTable.words("actions", world.actions()),
                NpyTable.words(
                        "agents", world.agents().stream().map(FiniteAgent::name).toList())));
        for (int i = 0; i < profiles.agents(); i++) {
            arrays.add(NpyTable.words("types_" + (i + 1), world.agents().get(i).types()));
        }
        Map<String, List<Integer>> shapes = numbers();
        for (int absent = -1; absent < profiles.agents(); absent++) {
            int economy = absent;
            arrays.add(numbers(
                    "welfare" + without(absent),
                    shapes,
                    (t, row) -> mechanism.values().get(t).of(economy)[row]));
        }
        if (affine.isAffine()) {
            arrays.add(numbers("earned", shapes, (t, row) -> mechanism.earned().get(t)[row]));
        }
        arrays.add(numbers("common", shapes, (t, row) -> affine.scored().commonFrom(t)));
        for (int absent = -1; absent < profiles.agents(); absent++) {
            AllocationPolicy policy =
                    absent < 0 ? mechanism.policy() : mechanism.without().get(absent);
            String name = "policy" + without(absent);
            List<Integer> shape = shapes.getOrDefault(name, List.of());
            int length = length(shape);
            arrays.add(NpyTable.wholes(name, shape, index -> policy.action(index / length, index % length)));
        }
        int agents = profiles.agents();
        int count = profiles.count();
        int each = world.stateCount() * count;
        arrays.add(numbers(
                "transfers",
                shapes,
                (t, row) -> mechanism.transfers().payment(t, row / each % agents, row % each / count, 0, row % count)));
        return arrays;
    }

    private interface Row {
        double at(int t, int row);
    }

    private static NpyTable numbers(String name, Map<String, List<Integer>> shapes, Row row) {
        List<Integer> shape = shapes.getOrDefault(name, List.of());
        int length = length(shape);
        return NpyTable.numbers(name, shape, index -> row.at(index / length, index % length));
    }

    /** The numbers of one period. */
    private static int length(List<Integer> shape) {
        return shape.stream().skip(1).reduce(1, (a, b) -> a * b);
    }

    private interface Named {
        double[] of(String name);
    }

    private PivotMechanism read(Named arrays) {
        List<WelfareTables> values = new ArrayList<>();
        for (int t = 0; t < tables; t++) {
            WelfareTables here = new WelfareTables(profiles, world.stateCount());
            for (int absent = -1; absent < profiles.agents(); absent++) {
                double[] into = here.of(absent);
                System.arraycopy(arrays.of("welfare" + without(absent)), t * into.length, into, 0, into.length);
            }
            values.add(here);
        }
        int rows = world.stateCount() * profiles.count();
        List<double[]> earned = IntStream.range(0, tables)
                .mapToObj(t -> affine.isAffine()
                        ? Arrays.copyOfRange(arrays.of("earned"), t * rows, (t + 1) * rows)
                        : values.get(t).grand())
                .toList();
        List<AllocationPolicy> policies = new ArrayList<>();
        for (int absent = -1; absent < profiles.agents(); absent++) {
            int count = absent < 0 ? profiles.count() : profiles.countWithout(absent);
            policies.add(AllocationPolicy.of(
                    periods, world.stateCount(), world.draws().size(), count, arrays.of("policy" + without(absent))));
        }
        double[] paid = arrays.of("transfers");
        TransferTable transfers = new TransferTable(periods, world.stateCount(), profiles);
        for (int row = 0; row < paid.length; row++) {
            int t = row / (profiles.agents() * rows);
            transfers.set(
                    t,
                    row / rows % profiles.agents(),
                    row % rows / profiles.count(),
                    row % profiles.count(),
                    paid[row]);
        }
        TieTable none = new TieTable(periods, world.stateCount(), world.draws().size(), profiles.count());
        return new PivotMechanism(
                affine,
                profiles,
                values,
                earned,
                policies.get(0),
                policies.subList(1, policies.size()),
                transfers,
                new Ties(none, false, 0, 0));
    }
}
