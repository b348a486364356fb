package org.dynama.learned.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.plan.PlanBranch.Draw;
import org.dynama.learned.world.World;
import org.jspecify.annotations.Nullable;

/**
 * All public histories of reports and draws of a world of one good and finite types, as a tree.
 *
 * <p>After each profile of reports the good may be drawn whole for any agent, or for nobody; beside a mechanism of shares, its
 * shares may be drawn as well.
 */
final class PlanTree {
    /** Shares, and the reference's chances of runs, are multiples of a millionth, far above what doubles take for zero. */
    private static final long STEPS = 1_000_000;

    final World world;
    /** Per agent, with the same values. */
    final List<ExactTypes> types = new ArrayList<>();

    final PlanNode root;
    /** All profiles of reports, by period. */
    final List<List<PlanBranch>> branches = new ArrayList<>();

    /** The allocations of a mechanism, period by period. */
    interface Reference {
        /** Whether an allocation is shares of the good, not chances to get it. */
        boolean isShared();

        /**
         * What the mechanism allocates.
         *
         * @param branches all those of a period, after those of the period before
         * @return for each, shape {@code [n]}
         */
        List<double[]> allocations(List<PlanBranch> branches);
    }

    /**
     * A tree.
     *
     * @param reference the mechanism that plans are held against; null for none
     */
    PlanTree(World world, @Nullable Reference reference) {
        this.world = world;
        List<List<Rational>> first = new ArrayList<>();
        for (int i = 0; i < world.agents(); i++) {
            types.add(i > 0 && world.own().isEmpty() ? types.get(0) : new ExactTypes(world, i));
            first.add(types.get(i).initial);
        }
        root = new PlanNode(null, first, Collections.nCopies(world.agents(), Rational.ZERO), Rational.ONE);
        List<PlanNode> nodes = List.of(root);
        for (int t = 0; t < world.periods(); t++) {
            List<PlanBranch> here =
                    nodes.stream().flatMap(node -> node.branches.stream()).toList();
            branches.add(here);
            List<double[]> given = reference == null ? List.of() : reference.allocations(here);
            List<PlanNode> next = new ArrayList<>();
            for (int b = 0; b < here.size(); b++) {
                boolean shared = reference != null && reference.isShared();
                draw(here.get(b), reference == null ? null : given.get(b), shared);
                here.get(b).draws.stream()
                        .map(Draw::next)
                        .filter(Objects::nonNull)
                        .forEach(next::add);
            }
            nodes = next;
        }
    }

    /** Every draw in turn, with its chance by the reference; the likeliest takes what rounding leaves. */
    private void draw(PlanBranch branch, double @Nullable [] given, boolean shared) {
        int n = world.agents();
        List<List<Rational>> draws = new ArrayList<>();
        double[] chances = new double[n + 2];
        for (int i = 0; i < n; i++) {
            List<Rational> whole = new ArrayList<>(Collections.nCopies(n, Rational.ZERO));
            whole.set(i, Rational.ONE);
            draws.add(whole);
            chances[i] = given == null || shared ? 0 : given[i];
        }
        draws.add(Collections.nCopies(n, Rational.ZERO));
        chances[n] = shared ? 0 : 1 - Arrays.stream(chances).sum();
        if (given != null && shared) {
            draws.add(Arrays.stream(given).mapToObj(PlanTree::rounded).toList());
            chances[n + 1] = 1;
        }
        Rational[] exact = rounded(chances, branch.node.reference);
        for (int o = 0; o < draws.size(); o++) {
            branch.draws.add(drawn(branch, draws.get(o), exact[o]));
        }
    }

    private static Rational[] rounded(double[] chances, Rational all) {
        Rational[] exact = new Rational[chances.length];
        Rational rest = all;
        int likeliest = 0;
        for (int o = 0; o < chances.length; o++) {
            exact[o] = rounded(chances[o] * all.toDouble());
            rest = rest.minus(exact[o]).reduced();
            likeliest = chances[o] > chances[likeliest] ? o : likeliest;
        }
        exact[likeliest] = exact[likeliest].plus(rest).reduced();
        return exact;
    }

    /** Down, so that shares are no more than the good. */
    private static Rational rounded(double number) {
        return Rational.of((long) (number * STEPS))
                .dividedBy(Rational.of(STEPS))
                .reduced();
    }

    private Draw drawn(PlanBranch branch, List<Rational> shares, Rational reference) {
        List<Rational> consumed = new ArrayList<>();
        List<Rational> memory = new ArrayList<>();
        List<List<Rational>> next = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Rational before = branch.node.memory.get(i);
            Rational rest = world.dynamics().unitDemand() ? Rational.ONE.minus(before) : Rational.ONE;
            Rational y = shares.get(i).times(rest).reduced();
            consumed.add(y);
            memory.add(before.plus(y).reduced());
            next.add(types.get(i).next(y, before).get(branch.profile[i]));
        }
        boolean last = branch.node.period == world.periods() - 1;
        return new Draw(shares, consumed, reference, last ? null : new PlanNode(branch, next, memory, reference));
    }
}
