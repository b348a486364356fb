package org.dynama.pivot.mechanism;

import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.jspecify.annotations.Nullable;

/**
 * Policies and transfers of one public state: the lowest of the optimal actions, and
 *
 * <pre>
 * p_i(theta)  = E_Z[ max over a in A_-i(Z) of Q_-i(a, theta)  -  Q_-i(alpha*(Z, theta), theta) ]
 * </pre>
 *
 * <p>Held against worst types, the maximum is the least welfare over agent {@code i}'s types, also in {@code Q_-i}'s later
 * periods: then what truth earns her is the welfare beyond the least, over her weight, which is never negative.
 *
 * <p>Where rounding leaves several actions, or a payment, open, whole numbers decide, if there are any. One object serves
 * one thread.
 *
 * <p>Source: Balandat and Tomlin, eq. 21; Krishna and Perry (1998), Efficient Mechanism Design.
 */
final class Decider {
    final Backup backup;
    private final AllocationWorld world;
    private final JointTypes profiles;
    private final @Nullable WholeBackup whole;

    Decider(AllocationWorld world, JointTypes profiles, @Nullable WholeBackup whole) {
        this.world = world;
        this.profiles = profiles;
        backup = new Backup(world, profiles);
        this.whole = whole;
    }

    /** Tables of one kind of the period after and of this one. */
    record Pair<T>(T next, T into) {}

    /**
     * Values, policies and transfers of period {@code t}.
     *
     * @param tables in doubles
     * @param exact the same in whole numbers
     * @param rough what was decided without these: whose stakes say how exact a payment must be
     */
    void decide(int t, int s, Pair<WelfareTables> tables, @Nullable Exact exact, Decisions rough, Decisions decisions) {
        PivotStage stage = world.stages().get(t);
        if (exact != null && whole != null) {
            whole.enter(exact.stage(), s, exact.tables().next());
        }
        backup.boundedValues(stage, s, tables.next(), tables.into(), (absent, z, b, near, count) -> {
            int best = count;
            if (exact != null && whole != null) {
                best = whole.keepBest(absent, near, count, b);
                whole.write(z, absent, b, near[0], exact.tables().into());
            } else if (count > 1) {
                decisions.undecided().increment();
                decisions.within().accumulate(2 * backup.error(absent, near[count - 1]));
            }
            decisions.policy(absent).set(t, s, z, b, near[0]);
            if (best > 1 && absent < 0) {
                decisions.ties().set(t, s, z, b, near, best);
            }
        });
        for (int i = 0; i < profiles.agents() && world.worstTypes() && exact != null && whole != null; i++) {
            whole.least(i, tables.into(), exact.tables().into());
        }
        noteStakes(stage, s, decisions);
        for (int i = 0; i < profiles.agents(); i++) {
            charge(t, stage, s, i, tables.into(), exact, rough, decisions);
        }
    }

    /** A period in whole numbers, and its tables. */
    record Exact(WholeStage stage, Pair<WholeTables> tables) {}

    private void noteStakes(PivotStage stage, int s, Decisions decisions) {
        for (int a : stage.used(s)) {
            if (backup.mayBeOptimal(a)) {
                for (int i = 0; i < profiles.agents(); i++) {
                    decisions.stakes().get(i).accumulate(RunningError.largest(stage, i, s, a));
                }
            }
        }
    }

    private void charge(
            int t,
            PivotStage stage,
            int s,
            int i,
            WelfareTables values,
            @Nullable Exact exact,
            Decisions rough,
            Decisions decisions) {
        int others = profiles.countWithout(i);
        int[] taken = new int[stage.draws()];
        for (int b = 0; b < profiles.count(); b++) {
            int rest = profiles.others(i, b);
            double left = 0;
            double error = 2 * values.error(i, s);
            for (int z = 0; z < taken.length; z++) {
                taken[z] = decisions.policy().action(t, s, z, b);
                left += stage.probability(z) * backup.worth(i, taken[z], rest);
                error = Math.max(error, values.error(i, s) + backup.error(i, taken[z]));
            }
            double payment = values.marginal(i)[s * others + rest] - left;
            if (exact != null && whole != null && !rough.settles(i, error)) {
                payment = whole.payment(i, rest, taken, exact.tables().into(), payment);
                error = Math.ulp(payment);
            }
            decisions.transfers().set(t, i, s, b, payment);
            decisions.errors().get(i).accumulate(error);
            values.notePayment(i, s, error);
        }
    }
}
