package org.dynama.ama.menu.train;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.dynama.world.NormalMoney;
import org.dynama.world.StaticAuction;

/**
 * Several goods sold at once to agents whose type is their value of each good, {@code d = m}.
 *
 * @param types of each agent; shape {@code [n]}, each of dimension {@code m}, no value below zero
 * @param goods {@code m}, at least 1
 * @param valuation what several goods are worth together
 */
public record AuctionMarket(List<TypeDistribution> types, int goods, StaticAuction.Valuation valuation) {
    public AuctionMarket {
        types = List.copyOf(types);
        if (types.isEmpty() || goods < 1) {
            throw Refusal.of(
                    "agents = " + types.size() + " and goods = " + goods + " must each be at least 1",
                    "Maybe 2 agents and 2 goods.");
        }
        for (int i = 0; i < types.size(); i++) {
            TypeDistribution each = types.get(i);
            if (each.dimension() != goods) {
                throw new Refusal(
                        "types[" + i + "]",
                        each,
                        "has " + each.dimension() + " numbers and must have one for each of the " + goods + " goods",
                        "");
            }
            for (int j = 0; j < goods; j++) {
                if (!(each.low(j) >= 0)) {
                    throw new Refusal(
                            "types[" + i + "].low(" + j + ")",
                            each.low(j),
                            "must be at least 0: lotteries are trained for agents whom every good pleases",
                            "Maybe truncate the distribution at 0.");
                }
            }
        }
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return types.size();
    }

    /** The size of money: the largest range of values of one good, without what is rare; positive. */
    public double scale() {
        double scale = types.stream()
                .flatMapToDouble(each -> IntStream.range(0, goods).mapToDouble(j -> each.reach(j) - each.low(j)))
                .max()
                .orElseThrow();
        double size = types.get(0).reach(0);
        return scale > 0 ? scale : size > 0 ? size : 1;
    }

    /** The highest value, where all are uniform: what training divides by, so that markets in cents and dollars have one form; else 1. */
    double unit() {
        return types.stream().allMatch(TypeDistribution.Uniform.class::isInstance)
                ? IntStream.range(0, goods)
                        .mapToDouble(j -> types.stream()
                                .mapToDouble(each -> each.high(j))
                                .max()
                                .orElseThrow())
                        .filter(high -> high > 0)
                        .max()
                        .orElse(1)
                : 1;
    }

    /** The same market with money in a unit, rounded so that quotients that differ in their last bits are one. */
    AuctionMarket over(double unit) {
        if (!types.stream().allMatch(TypeDistribution.Uniform.class::isInstance)) {
            return this;
        }
        return new AuctionMarket(
                types.stream()
                        .<TypeDistribution>map(each -> new TypeDistribution.Uniform(
                                Reals.of(over(unit, each::low)), Reals.of(over(unit, each::high))))
                        .toList(),
                goods,
                valuation);
    }

    private double[] over(double unit, IntToDoubleFunction ends) {
        return IntStream.range(0, goods)
                .mapToDouble(j -> NormalMoney.rounded(ends.applyAsDouble(j) / unit))
                .toArray();
    }

    /** Profiles {@code first..first+count-1} of a stream; {@code first} a multiple of {@link Profiles#BLOCK}. */
    Profiles draw(RandomStream stream, long first, int count) {
        return Profiles.draw(types.stream().map(each -> new Agent("", each)).toList(), stream, first, count);
    }

    /** Whether all agents draw alike. */
    boolean agentsAreAlike() {
        return types.stream().allMatch(types.get(0)::equals);
    }

    /** Whether each agent draws her values of all goods alike. */
    boolean goodsAreAlike() {
        return types.stream()
                .allMatch(each ->
                        IntStream.range(1, goods).allMatch(j -> each.likeness(j).equals(each.likeness(0))));
    }
}
