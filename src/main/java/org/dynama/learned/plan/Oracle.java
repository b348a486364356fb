package org.dynama.learned.plan;

import org.dynama.exact.rational.Rational;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;

/**
 * The most that a Bayesian incentive compatible, interim individually rational direct mechanism earns that draws who gets the
 * whole good, in a small discrete world: {@link PlanProgram} without a reference.
 */
public final class Oracle {
    /** Agents times reports of the last period; the largest take half a minute. */
    private static final int LARGEST = 1000;

    private Oracle() {}

    /** Histories that the program would have, by which its size grows; those of shares are one draw more. */
    private static double size(World world, boolean shares) {
        double types = ((Types.Discrete) world.types()).values().size();
        int n = world.agents();
        double draws = shares ? n + 2.0 : n + 1.0;
        double moves = world.dynamics()
                .match(
                        bandit -> 1 + n * types + (shares ? Math.pow(types, n) : 0),
                        fixedSales -> draws,
                        habit -> draws * Math.pow(2, n));
        return Math.pow(types, n) * Math.pow(moves, world.periods() - 1.0);
    }

    /** Whether a tree of a network's shares beside whole goods is small enough. */
    static boolean sharesFit(World world) {
        return size(world, true) * world.agents() <= LARGEST;
    }

    /**
     * Why the program is not solved; empty where it is.
     *
     * <p>It wants one good, types of one component, and few histories.
     */
    public static String obstacle(World world) {
        if (!(world.types() instanceof Types.Discrete)) {
            return "types fill an interval";
        }
        if (world.components() > 1 || (world.goods() > 1)) {
            return "there are several goods";
        }
        if (size(world, false) * world.agents() > LARGEST) {
            return "there are too many histories";
        }
        return "";
    }

    /** The optimal profit, in the world's own amounts. */
    public static double solve(World world) {
        PlanProgram program = new PlanProgram(new PlanTree(world, null), Rational.ZERO);
        return program.program.solve().value() * world.unit();
    }
}
