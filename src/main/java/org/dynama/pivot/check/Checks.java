package org.dynama.pivot.check;

import java.util.Arrays;
import org.dynama.pivot.world.PivotStage;

/** The checks of one public state of one period, against the tables of the evaluation. */
final class Checks {
    private static final int NOBODY = -1;

    private final Block block;
    private final Columns columns;
    private final Allowance allowance;
    private double[] gain = {};
    private Worst worst = new Worst();

    Checks(Block block, Allowance allowance) {
        this.block = block;
        this.allowance = allowance;
        columns = block.columns;
    }

    /** Notes the margins of the state that the block has entered. */
    void note(Tables now, Worst into) {
        worst = into;
        boolean worst = block.world.worstTypes();
        if (!worst) {
            choiceSets();
        }
        efficiency();
        for (int i = 0; i < block.agents; i++) {
            if (!worst) {
                marginalEfficiency(i);
            }
            draws(i);
            gains(i);
            for (int b = 0; b < block.count; b++) {
                incentives(i, b, column(now, b, columns.truth(i)));
                transfers(i, b, now);
                participation(i, b, now);
                if (!worst) {
                    externalities(i, b);
                }
            }
        }
        for (int b = 0; b < block.count; b++) {
            budget(b);
        }
    }

    private double column(Tables tables, int b, int column) {
        return tables.joint()[(block.s * block.count + b) * columns.width() + column];
    }

    private static boolean has(int[] actions, int a) {
        return Arrays.binarySearch(actions, a) >= 0;
    }

    private void note(Property property, double margin, int z, int b, int i, int report) {
        // Margins are many and places few: most are none that is kept.
        if (margin >= 0 && !worst.isWorse(property, margin, 0)) {
            return;
        }
        double allowed = allowance.of(property, block.t, block.s, i);
        if (worst.isWorse(property, margin, allowed)) {
            worst.note(property, margin, allowed, new Place(block.t, block.s, z, b, i, report));
        }
    }

    /** Assumption 4 for the absence of one agent, which is all that the mechanism uses. */
    private void choiceSets() {
        PivotStage stage = block.stage;
        for (int z = 0; z < stage.draws(); z++) {
            int[] all = stage.feasible(block.s, z);
            for (int i = 0; i < block.agents; i++) {
                int[] without = stage.feasibleWithout(i, block.s, z);
                long added = Arrays.stream(without).filter(a -> !has(all, a)).count();
                note(Property.CHOICE_SETS, added == 0 ? 0 : -(double) added, z, -1, i, -1);
            }
        }
    }

    private void efficiency() {
        PivotStage stage = block.stage;
        for (int z = 0; z < stage.draws(); z++) {
            int[] all = stage.feasible(block.s, z);
            for (int b = 0; b < block.count; b++) {
                int a = block.mechanism.policy().action(block.t, block.s, z, b);
                double margin = Double.NEGATIVE_INFINITY;
                if (has(all, a)) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int other : all) {
                        most = Math.max(most, price(block.slotOf(other), z, b));
                    }
                    margin = price(block.slotOf(a), z, b) - most;
                }
                note(Property.EFFICIENCY, margin, z, b, -1, -1);
                for (int i = 0; i < block.agents; i++) {
                    boolean stays = has(stage.feasibleWithout(i, block.s, z), a);
                    note(Property.REMOVAL, stays ? 0 : -1, z, b, i, -1);
                }
            }
        }
    }

    private double price(int k, int z, int b) {
        return block.welfare(NOBODY, k, z, b) + block.after(k, b, Columns.WELFARE);
    }

    private void marginalEfficiency(int i) {
        PivotStage stage = block.stage;
        for (int z = 0; z < stage.draws(); z++) {
            int[] without = stage.feasibleWithout(i, block.s, z);
            for (int b = 0; b < block.count; b++) {
                if (block.profiles.type(i, b) == 0) {
                    int q = block.profiles.others(i, b);
                    int a = block.mechanism.without().get(i).action(block.t, block.s, z, q);
                    double margin = Double.NEGATIVE_INFINITY;
                    if (has(without, a)) {
                        double most = Double.NEGATIVE_INFINITY;
                        for (int other : without) {
                            most = Math.max(most, priceWithout(i, block.slotOf(other), z, b, q));
                        }
                        margin = priceWithout(i, block.slotOf(a), z, b, q) - most;
                    }
                    note(Property.MARGINAL_EFFICIENCY, margin, z, b, i, -1);
                }
            }
        }
    }

    private double priceWithout(int i, int k, int z, int b, int q) {
        return block.welfare(i, k, z, b) + block.afterWithout(i, k, q);
    }

    private void draws(int i) {
        for (int b = 0; b < block.count; b++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int z = 0; z < block.stage.draws(); z++) {
                double payment = block.paid[i][z * block.count + b];
                low = Math.min(low, payment);
                high = Math.max(high, payment);
            }
            note(Property.DRAW_INDEPENDENCE, low - high, -1, b, i, -1);
        }
    }

    /** What each action in use is worth to agent {@code i} at her true type, truth from the next period on. */
    private void gains(int i) {
        int column = columns.truth(i);
        if (gain.length < block.actions.length * block.count) {
            gain = new double[block.actions.length * block.count];
        }
        for (int k = 0; k < block.actions.length; k++) {
            for (int b = 0; b < block.count; b++) {
                gain[k * block.count + b] = block.utility(i, k, b) + block.after(k, b, column);
            }
        }
    }

    private void incentives(int i, int b, double truth) {
        double best = Double.NEGATIVE_INFINITY;
        int tempting = -1;
        for (int report = 0; report < block.profiles.types(i); report++) {
            int reported = block.profiles.with(i, b, report);
            if (reported != b) {
                double lie = lie(i, b, reported);
                if (!(lie <= best)) {
                    best = lie;
                    tempting = report;
                }
            }
        }
        if (tempting >= 0) {
            note(Property.INCENTIVES, truth - best, -1, b, i, tempting);
        }
    }

    /** What agent {@code i} earns at her type in {@code b} if the reports are {@code reported}, and truth follows. */
    private double lie(int i, int b, int reported) {
        double lie = -block.expectedPaid[i][reported];
        for (int z = 0; z < block.stage.draws(); z++) {
            lie += block.stage.probability(z) * gain[block.takenAt(z, reported) * block.count + b];
        }
        return lie;
    }

    /** Both formulas, and what truth earns against the marginal contribution of the evaluated economies. */
    private void transfers(int i, int b, Tables now) {
        int q = block.profiles.others(i, b);
        double utility = 0;
        double expectedContribution = 0;
        double left = 0;
        for (int z = 0; z < block.stage.draws(); z++) {
            double probability = block.stage.probability(z);
            int k = block.takenAt(z, b);
            utility += probability * block.utility(i, k, b);
            expectedContribution += probability * block.after(k, b, columns.contribution(i));
            left += probability * priceWithout(i, k, z, b, q);
        }
        double flow = column(now, b, columns.contribution(i)) - expectedContribution;
        double without = now.marginal()[i][block.s * block.profiles.countWithout(i) + q];
        double payment = block.expectedPaid[i][b];
        double weight = block.mechanism.affine().weights().get(i);
        note(Property.FLOW_FORMULA, -Math.abs(payment - (utility - flow)), -1, b, i, -1);
        note(Property.EXTERNALITY_FORMULA, -Math.abs(payment - (without - left) / weight), -1, b, i, -1);
        double contribution = (column(now, b, Columns.WELFARE) - without) / weight;
        note(Property.CONTRIBUTION, -Math.abs(column(now, b, columns.truth(i)) - contribution), -1, b, i, -1);
    }

    private void participation(int i, int b, Tables now) {
        double truth = column(now, b, columns.truth(i));
        note(Property.PARTICIPATION, truth - column(now, b, columns.optOut(i)), -1, b, i, -1);
        note(Property.NONNEGATIVE, truth, -1, b, i, -1);
    }

    /** Assumption 5; in the last period of a finite horizon for the terminal utility, too. */
    private void externalities(int i, int b) {
        int q = block.profiles.others(i, b);
        boolean last = block.world.isFinite() && block.t == block.mechanism.periods() - 1;
        double utility = 0;
        double terminal = 0;
        for (int z = 0; z < block.stage.draws(); z++) {
            int k = block.takenWithoutAt(i, z, q);
            utility += block.stage.probability(z) * block.utility(i, k, b);
            terminal += block.stage.probability(z) * block.after(k, b, columns.optOut(i));
        }
        note(Property.EXTERNALITIES, last ? Math.min(utility, terminal) : utility, -1, b, i, -1);
    }

    private void budget(int b) {
        double sum = 0;
        for (int i = 0; i < block.agents; i++) {
            sum += block.expectedPaid[i][b];
        }
        note(Property.BUDGET, sum, -1, b, -1, -1);
    }
}
