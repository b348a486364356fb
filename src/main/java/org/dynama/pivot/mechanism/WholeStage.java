package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/** The probabilities of a period as whole numbers over common denominators. */
final class WholeStage {
    private static final Weights NONE = Weights.of();

    final PivotStage stage;
    final Weights draws;
    final BigInteger drawUnit;
    final BigInteger nextUnit;
    /** By agent. */
    final List<BigInteger> kernelUnits = new ArrayList<>();

    private final Weights[] next;
    private final List<IdentityHashMap<double[], Weights>> kernels = new ArrayList<>();

    WholeStage(PivotStage stage, JointTypes profiles) {
        this.stage = stage;
        double[] probabilities = new double[stage.draws()];
        Arrays.setAll(probabilities, stage::probability);
        WholeRow all = WholeRow.of(probabilities);
        drawUnit = all.sum();
        draws = Weights.of(all.shares());
        Transitions transitions = stage.next();
        next = new Weights[transitions.pairs()];
        Map<Integer, WholeRow> rows = new HashMap<>();
        for (int s = 0; s < transitions.states(); s++) {
            for (int a : stage.used(s)) {
                int pair = transitions.pair(s, a);
                double[] row = new double[transitions.end(pair) - transitions.begin(pair)];
                Arrays.setAll(row, k -> transitions.probability(transitions.begin(pair) + k));
                rows.put(pair, WholeRow.of(row));
            }
        }
        nextUnit = multiple(rows.values());
        rows.forEach((pair, row) -> next[pair] = Weights.of(row.over(nextUnit)));
        for (int i = 0; i < profiles.agents(); i++) {
            addKernels(i, profiles.types(i));
        }
    }

    private void addKernels(int i, int types) {
        IdentityHashMap<double[], List<WholeRow>> rows = new IdentityHashMap<>();
        for (int s = 0; s < stage.next().states(); s++) {
            for (int a : stage.used(s)) {
                double[] kernel = stage.kernel(i, s, a);
                if (!stage.stays(i, s, a)) {
                    rows.computeIfAbsent(kernel, given -> rows(given, types));
                }
            }
        }
        BigInteger unit =
                multiple(rows.values().stream().flatMap(Collection::stream).toList());
        kernelUnits.add(unit);
        IdentityHashMap<double[], Weights> whole = new IdentityHashMap<>();
        rows.forEach((kernel, all) -> whole.put(
                kernel,
                Weights.of(all.stream()
                        .flatMap(row -> Arrays.stream(row.over(unit)))
                        .toArray(BigInteger[]::new))));
        kernels.add(whole);
    }

    private static List<WholeRow> rows(double[] kernel, int types) {
        List<WholeRow> rows = new ArrayList<>();
        for (int k = 0; k < types; k++) {
            rows.add(WholeRow.of(Arrays.copyOfRange(kernel, k * types, (k + 1) * types)));
        }
        return rows;
    }

    /** The least common multiple of the rows' sums; huge where they have nothing in common. */
    private static BigInteger multiple(Collection<WholeRow> rows) {
        BigInteger multiple = BigInteger.ONE;
        for (WholeRow row : rows) {
            if (multiple.bitLength() < WholeSpace.MOST_BITS) {
                multiple = multiple.divide(multiple.gcd(row.sum())).multiply(row.sum());
            }
        }
        return multiple;
    }

    /** Numerators of the successors' probabilities, over {@link #nextUnit}. */
    Weights next(int pair) {
        return next[pair];
    }

    /** Numerators of a kernel that moves types, shape {@code [K_i, K_i]}, over agent {@code i}'s unit. */
    Weights kernel(int i, int s, int a) {
        return kernels.get(i).getOrDefault(stage.kernel(i, s, a), NONE);
    }

    /** What one step multiplies denominators by, without those of an absent agent and of the draws. */
    BigInteger unit(int absent) {
        BigInteger unit = nextUnit;
        for (int i = 0; i < kernelUnits.size(); i++) {
            unit = i == absent ? unit : unit.multiply(kernelUnits.get(i));
        }
        return unit;
    }

    /** Whether its denominators are of a size to calculate with. */
    boolean isSmall() {
        return unit(-1).multiply(drawUnit).bitLength() < WholeSpace.MOST_BITS;
    }
}
