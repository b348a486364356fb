package org.dynama.ama.menu.train;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Adam;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;

/** One ascent of a menu: fresh profiles, gradient, step. What comes out is the same for any number of threads. */
final class LotteryClimb {
    private final AuctionMarket market;
    private final LotteryCoordinates coordinates;
    private final Workers<BlockWorker> workers;
    private final double scale;
    private final ConcurrentLinkedQueue<MenuSums> spare = new ConcurrentLinkedQueue<>();

    /**
     * A point of an ascent.
     *
     * @param shares free numbers of shares
     * @param boosts free boosts
     * @param weights shape {@code [n]}, logarithms
     */
    record Point(Adam shares, Adam boosts, Adam weights) {}

    LotteryClimb(AuctionMarket market, LotteryCoordinates coordinates, Workers<BlockWorker> workers) {
        this.market = market;
        this.coordinates = coordinates;
        this.workers = workers;
        scale = market.scale();
    }

    /** The menu at a point. */
    EntryTable table(Point point) {
        return coordinates.table(
                workers,
                point.shares().point().toArray(),
                point.boosts().point().toArray(),
                weights(point.weights().point()));
    }

    private static double[] weights(Reals logarithms) {
        return logarithms.stream().map(Math::exp).toArray();
    }

    /** Climbs. */
    Point climb(
            LotteryState from, LotteryAscent ascent, Objective objective, RandomStream stream, LotteryWatcher watcher) {
        Point point = new Point(from.shares(), from.boosts(), from.weights());
        for (int step = from.step(); step < ascent.steps(); step++) {
            double done = (double) step / ascent.steps();
            double temperature = ascent.temperature(done) * scale;
            EntryTable table = table(point);
            MenuSums sums = sums(
                    table,
                    stream,
                    (long) step * ascent.profiles(),
                    ascent.profiles(),
                    temperature,
                    objective,
                    ascent.weights() > 0);
            watcher.at(LotteryRow.of(step + 1, sums, temperature));
            Point moved = moved(point, ascent, sums, table, ascent.size(done));
            int steps = step + 1;
            watcher.reached(
                    () -> new LotteryState(from.polished(), steps, moved.shares(), moved.boosts(), moved.weights()));
            point = moved;
            spare.add(sums);
        }
        return point;
    }

    private Point moved(Point point, LotteryAscent ascent, MenuSums sums, EntryTable table, double size) {
        Adam shares = point.shares();
        if (ascent.shares() > 0) {
            double[] slope = coordinates.pullShares(workers, shares.point().toArray(), sums.shares);
            shares = shares.ascend(inUnits(slope), ascent.shares() * size);
        }
        Adam boosts = point.boosts().ascend(coordinates.pullBoosts(sums.boosts), ascent.boosts() * scale * size);
        Adam weights = point.weights();
        if (ascent.weights() > 0) {
            double[] slope = new double[sums.weights.length];
            // A menu is the same when all weights and boosts grow together: the first weight stays.
            for (int i = 1; i < slope.length; i++) {
                slope[i] = sums.weights[i] * table.weights[i];
            }
            weights = weights.ascend(inUnits(slope), ascent.weights() * size);
        }
        return new Point(shares, boosts, weights);
    }

    /** Beside the scale of money, so that what Adam adds to a denominator is small at any scale. */
    private double[] inUnits(double[] slope) {
        for (int k = 0; k < slope.length; k++) {
            slope[k] /= scale;
        }
        return slope;
    }

    /** The means of the objective and its gradient over profiles {@code first..first+count-1} of a stream. */
    MenuSums sums(
            EntryTable table,
            RandomStream stream,
            long first,
            int count,
            double temperature,
            Objective objective,
            boolean weighing) {
        MenuSums total = fresh(table);
        workers.forEach(
                count,
                Profiles.BLOCK,
                (worker, from, to) -> {
                    MenuSums sums = fresh(table);
                    worker.block().load(market.draw(stream, first + from, to - from), 0, to - from);
                    worker.block().choose(table);
                    worker.gradient().add(table, temperature, objective, weighing, sums);
                    return sums;
                },
                sums -> {
                    total.add(sums);
                    spare.add(sums);
                });
        total.divide();
        return total;
    }

    private MenuSums fresh(EntryTable table) {
        MenuSums sums = spare.poll();
        if (sums == null) {
            return new MenuSums(table, true);
        }
        sums.clear();
        return sums;
    }
}
