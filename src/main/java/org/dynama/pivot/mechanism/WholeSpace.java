package org.dynama.pivot.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.jspecify.annotations.Nullable;

/**
 * A world in whole numbers: its amounts are the decimals that name them, over one power of ten; its probabilities the shares
 * of their decimals. Sums and comparisons are then exact, and seek no common divisors.
 */
final class WholeSpace {
    /** The denominator of one period that is still calculated with. */
    static final int MOST_BITS = 512;

    /** Multiplications of 64 bits, for finite horizons: about two minutes. */
    private static final double MOST_WORK = 2e9;

    /** Joint states of a discounted horizon, whose values solve linear systems: about ten seconds. */
    private static final int MOST_STATES = 1000;

    final AllocationWorld world;
    final JointTypes profiles;
    final BigInteger discountUnit;
    final BigInteger discount;
    private final int scale;
    private final double largest;
    private final IdentityHashMap<PivotStage, WholeStage> stages = new IdentityHashMap<>();

    private WholeSpace(AllocationWorld world, JointTypes profiles) {
        this.world = world;
        this.profiles = profiles;
        BigDecimal decimal = BigDecimal.valueOf(world.discount()).stripTrailingZeros();
        int digits = Math.max(0, decimal.scale());
        discountUnit = BigInteger.TEN.pow(digits);
        discount = decimal.setScale(digits).unscaledValue();
        int[] digitsOf = {0};
        double[] sizeOf = {0};
        forEachAmount(amount -> {
            digitsOf[0] = Math.max(
                    digitsOf[0], BigDecimal.valueOf(amount).stripTrailingZeros().scale());
            sizeOf[0] = Math.max(sizeOf[0], Math.abs(amount));
        });
        scale = digitsOf[0];
        largest = sizeOf[0];
        world.stages().forEach(stage -> stages.computeIfAbsent(stage, given -> new WholeStage(given, profiles)));
    }

    /** The world in whole numbers; null if it is too large to be solved with them. */
    static @Nullable WholeSpace of(AllocationWorld world, JointTypes profiles) {
        if (!world.isFinite() && world.stateCount() * (long) profiles.count() > MOST_STATES) {
            return null;
        }
        WholeSpace space = new WholeSpace(world, profiles);
        boolean small = space.stages.values().stream().allMatch(WholeStage::isSmall);
        return small && (!world.isFinite() || space.work() <= MOST_WORK) ? space : null;
    }

    private void forEachAmount(DoubleConsumer use) {
        for (PivotStage stage : new LinkedHashSet<>(world.stages())) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int a : stage.used(s)) {
                    use.accept(stage.publicUtility(s, a));
                    for (int i = 0; i < profiles.agents(); i++) {
                        for (int k = 0; k < profiles.types(i); k++) {
                            use.accept(stage.utility(i, s, a, k));
                        }
                    }
                }
            }
        }
        world.terminal().publicUtility().stream().forEach(use);
        world.terminal().utilities().forEach(all -> all.stream().forEach(use));
    }

    private double work() {
        double bits = 4 * scale + 64;
        double work = 0;
        for (int t = world.stages().size() - 1; t >= 0; t--) {
            WholeStage whole = stage(t);
            double steps = 0;
            for (int s = 0; s < world.stateCount(); s++) {
                steps += whole.stage.used(s).length;
            }
            double entries = 0;
            for (int i = 0; i < profiles.agents(); i++) {
                entries += profiles.types(i) * (profiles.count() + (double) profiles.countWithout(i));
            }
            bits += whole.unit(-1).multiply(whole.drawUnit).bitLength();
            work += steps * entries * (1 + bits / 64);
        }
        return work;
    }

    WholeStage stage(int t) {
        return stages.computeIfAbsent(world.stages().get(t), given -> new WholeStage(given, profiles));
    }

    /** The numerator of an amount over {@link #unit}. */
    BigInteger amount(double amount) {
        return BigDecimal.valueOf(amount).setScale(Math.max(scale, 0)).unscaledValue();
    }

    /** The most that all amounts of one period can come to. */
    BigInteger most() {
        return amount(largest).multiply(BigInteger.valueOf(1 + profiles.agents()));
    }

    /**
     * How many words tell worths and payments of a finite horizon, given what doubles leave open of them.
     *
     * @param values of all periods, with their errors
     */
    int words(List<WelfareTables> values) {
        BigInteger bound = BigInteger.ONE;
        BigInteger[] denominators = new BigInteger[profiles.agents() + 1];
        Arrays.fill(denominators, unit());
        for (int t = world.stages().size() - 1; t >= 0; t--) {
            for (int absent = -1; absent < profiles.agents(); absent++) {
                int like = world.worstTypes() ? -1 : absent;
                BigInteger denominator =
                        denominators[1 + absent].multiply(unit(stage(t), like)).multiply(stage(t).drawUnit);
                denominators[1 + absent] = denominator;
                // Of worths whose bounds overlap, each is off by its error and they differ by as much; payments are
                // within two.
                BigDecimal open = new BigDecimal(8 * values.get(t).worthError(absent));
                bound = bound.max(open.multiply(new BigDecimal(denominator)).toBigInteger());
            }
        }
        return Words.enough(bound.add(BigInteger.ONE));
    }

    /** The numerators of amounts, in so many words each. */
    long[] amounts(Reals amounts, int words) {
        long[] all = new long[amounts.size() * words];
        for (int k = 0; k < amounts.size(); k++) {
            System.arraycopy(Words.of(amount(amounts.get(k)), words), 0, all, k * words, words);
        }
        return all;
    }

    /** What denominators of worths are more than those of the values that follow. */
    BigInteger unit(WholeStage stage, int absent) {
        return stage.unit(absent).multiply(discountUnit);
    }

    /** The denominator of all amounts. */
    BigInteger unit() {
        return BigInteger.TEN.pow(Math.max(scale, 0));
    }
}
