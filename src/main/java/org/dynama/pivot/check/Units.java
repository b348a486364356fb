package org.dynama.pivot.check;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * What amounts of money are compared with: only what the policies may do counts, so that a penalty which nobody ever pays
 * loosens nothing, and what the public gets whatever is done does not either.
 *
 * @param stakes shape {@code [n]}; the largest reward of each agent
 * @param common the largest amount of the public's, less what it gets whatever is done
 * @param maximized the most that a period's welfare with weights and boosts can be off
 */
public record Units(Reals stakes, double common, double maximized) {

    /** The most that a period's welfare can be off, in parts that add up. */
    public double welfare() {
        return common + agents();
    }

    private double agents() {
        return sum(stakes);
    }

    private static double sum(Reals stakes) {
        double sum = 0;
        for (int i = 0; i < stakes.size(); i++) {
            sum += stakes.get(i);
        }
        return sum;
    }

    /** The unit of a property's margin, where it concerns agent {@code i}; -1 for none. */
    double of(Property property, int i) {
        return property.isCount()
                ? 1
                : i >= 0 && property.isAgents()
                        ? stakes.get(i)
                        : property.isPayments() ? agents() : property.isMaximized() ? maximized : welfare();
    }

    static Units of(PivotMechanism mechanism) {
        Largest money = Largest.of(mechanism, mechanism.world(), 1);
        AffineWorld affine = mechanism.affine();
        Largest scored = affine.isAffine() ? Largest.of(mechanism, affine.scored(), affine.copies()) : money;
        double maximized = scored.common + sum(Reals.of(scored.stakes));
        return new Units(Reals.of(money.stakes), money.common, maximized);
    }

    /** What grows while periods and public states are gone through. */
    private static final class Largest {
        private final PivotMechanism mechanism;
        private final AllocationWorld world;
        private final int copies;
        private final JointTypes profiles;
        private final double[] terminal;
        private final double[] stakes;
        private double common;

        private Largest(PivotMechanism mechanism, AllocationWorld world, int copies) {
            this.mechanism = mechanism;
            this.world = world;
            this.copies = copies;
            profiles = mechanism.profiles();
            terminal = world.terminal().relativePublic();
            stakes = new double[profiles.agents()];
        }

        /** The largest amounts of a world whose action {@code a * copies + z} is the mechanism's under a draw. */
        static Largest of(PivotMechanism mechanism, AllocationWorld world, int copies) {
            Largest largest = new Largest(mechanism, world, copies);
            for (int t = 0; t < mechanism.periods(); t++) {
                for (int s = 0; s < world.stateCount(); s++) {
                    largest.take(t, s);
                }
            }
            return largest;
        }

        private int scored(int a, int z) {
            return copies == 1 ? a : a * copies + z;
        }

        private void take(int t, int s) {
            PivotStage stage = world.stages().get(t);
            boolean last = world.isFinite() && t == mechanism.periods() - 1;
            taken(t, s).stream().forEach(a -> {
                take(stage, s, a);
                Transitions next = stage.next();
                int pair = next.pair(s, a);
                // A policy may be at fault, and take what there is not.
                for (int k = pair < 0 ? 0 : next.begin(pair); pair >= 0 && k < next.end(pair) && last; k++) {
                    end(next.next(k));
                }
            });
        }

        private BitSet taken(int t, int s) {
            BitSet taken = new BitSet();
            for (int z = 0; z < world.draws().size(); z++) {
                for (int b = 0; b < profiles.count(); b++) {
                    taken.set(scored(mechanism.policy().action(t, s, z, b), z));
                }
                for (int i = 0; i < mechanism.without().size(); i++) {
                    for (int q = 0; q < profiles.countWithout(i); q++) {
                        taken.set(scored(mechanism.without().get(i).action(t, s, z, q), z));
                    }
                }
            }
            return taken;
        }

        private void take(PivotStage stage, int s, int a) {
            common = Math.max(common, Math.abs(stage.relativePublic(s, a)));
            for (int i = 0; i < stakes.length; i++) {
                for (int k = 0; k < profiles.types(i); k++) {
                    stakes[i] = Math.max(stakes[i], Math.abs(stage.utility(i, s, a, k)));
                }
            }
        }

        private void end(int s) {
            common = Math.max(common, Math.abs(terminal[s]));
            for (int i = 0; i < stakes.length; i++) {
                Reals all = world.terminal().utilities().get(i);
                int types = profiles.types(i);
                stakes[i] = IntStream.range(s * types, (s + 1) * types)
                        .mapToDouble(row -> Math.abs(all.get(row)))
                        .reduce(stakes[i], Math::max);
            }
        }
    }
}
