package org.dynama.pivot.check;

import java.util.Arrays;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.JointTypes;
import org.dynama.refusal.Entries;

/**
 * One period's tables of an evaluation.
 *
 * @param joint shape {@code [S, B, width]}; see {@link Columns}
 * @param marginal for each agent, shape {@code [S, B / K_i]}; welfare of the others under the policy without her
 */
@SuppressWarnings("ArrayRecordComponent") // The package's own buffers, compared with nothing.
record Tables(double[] joint, double[][] marginal) {

    static Tables zero(PivotMechanism mechanism, Columns columns) {
        int states = mechanism.world().stateCount();
        double[][] marginal = new double[columns.agents()][];
        for (int i = 0; i < marginal.length; i++) {
            marginal[i] = new double[states * mechanism.profiles().countWithout(i)];
        }
        int entries = Entries.of(
                "a table of values",
                "Maybe fewer public states, agents or types.",
                states,
                mechanism.profiles().count(),
                columns.width());
        return new Tables(new double[entries], marginal);
    }

    /** All numbers in a row. */
    double[] packed() {
        double[] packed = Arrays.copyOf(joint, joint.length + rest());
        int at = joint.length;
        for (double[] mine : marginal) {
            System.arraycopy(mine, 0, packed, at, mine.length);
            at += mine.length;
        }
        return packed;
    }

    private int rest() {
        return Arrays.stream(marginal).mapToInt(mine -> mine.length).sum();
    }

    /** Tables of this size that numbers in a row are. */
    Tables unpacked(double[] packed) {
        double[][] own = new double[marginal.length][];
        int at = joint.length;
        for (int i = 0; i < own.length; i++) {
            own[i] = Arrays.copyOfRange(packed, at, at + marginal[i].length);
            at += own[i].length;
        }
        return new Tables(Arrays.copyOf(packed, joint.length), own);
    }

    /** Of each number in a row, the table that it stands in: a column, or a marginal economy. */
    int[] tableOf(int width) {
        int[] tableOf = new int[joint.length + rest()];
        for (int j = 0; j < joint.length; j++) {
            tableOf[j] = j % width;
        }
        int at = joint.length;
        for (int i = 0; i < marginal.length; i++) {
            Arrays.fill(tableOf, at, at + marginal[i].length, width + i);
            at += marginal[i].length;
        }
        return tableOf;
    }

    /** What everyone gets when a finite horizon ends. */
    static Tables terminal(PivotMechanism mechanism, Columns columns) {
        Tables tables = zero(mechanism, columns);
        int count = mechanism.profiles().count();
        double[] common = mechanism.world().terminal().relativePublic();
        for (int s = 0; s < mechanism.world().stateCount(); s++) {
            for (int b = 0; b < count; b++) {
                tables.end(mechanism, columns, common[s], s, b, (s * count + b) * columns.width());
            }
        }
        return tables;
    }

    /** Gives each agent's marginal table the least welfare over her types. */
    void least(JointTypes profiles, Columns columns) {
        for (int i = 0; i < marginal.length; i++) {
            Arrays.fill(marginal[i], Double.POSITIVE_INFINITY);
            for (int row = 0; row < joint.length / columns.width(); row++) {
                int at = row / profiles.count() * profiles.countWithout(i) + profiles.others(i, row % profiles.count());
                double welfare = joint[row * columns.width() + Columns.WELFARE];
                marginal[i][at] = Math.min(marginal[i][at], welfare);
            }
        }
    }

    private void end(PivotMechanism mechanism, Columns columns, double common, int s, int b, int row) {
        var terminal = mechanism.world().terminal();
        var scored = mechanism.affine().scored().terminal();
        var profiles = mechanism.profiles();
        double welfare = common;
        double money = common;
        for (int i = 0; i < columns.agents(); i++) {
            int own = s * profiles.types(i) + profiles.type(i, b);
            double earned = terminal.utilities().get(i).get(own);
            joint[row + columns.truth(i)] = earned;
            joint[row + columns.optOut(i)] = mechanism.world().worstTypes() ? 0 : earned;
            joint[row + columns.contribution(i)] = earned;
            welfare += scored.utilities().get(i).get(own);
            money += earned;
        }
        joint[row + columns.money()] = money;
        joint[row + Columns.WELFARE] = welfare;
        for (int i = 0; i < columns.agents(); i++) {
            // The same number for each of agent i's types.
            double weighted = scored.utilities().get(i).get(s * profiles.types(i) + profiles.type(i, b));
            marginal[i][s * profiles.countWithout(i) + profiles.others(i, b)] = welfare - weighted;
        }
    }
}
