package org.dynama.pivot.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.dynama.config.ConfigException;
import org.dynama.model.RandomStream;
import org.dynama.model.Transitions;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.PivotStage;

/**
 * Plays a season by reports that were made: public states and draws are the given ones, or drawn.
 *
 * <p>What enters a period is drawn by that period's own generator, so that a file to which the next period is added draws what came
 * before as it did.
 */
final class SeasonPlay {
    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final SeasonReports reports;
    private final RandomStream stream;

    SeasonPlay(PivotMechanism mechanism, SeasonReports reports, long seed) {
        this.mechanism = mechanism;
        this.reports = reports;
        world = mechanism.world();
        stream = new RandomStream(seed, "season");
    }

    /** A period as it was played. */
    record Turn(int state, int draw, int profile, int action) {}

    /**
     * A season.
     *
     * @param turns its periods
     * @param next the public state that follows, drawn
     */
    record Played(List<Turn> turns, int next) {}

    /** @throws ConfigException if a given public state cannot be there */
    Played played() {
        List<Turn> turns = new ArrayList<>();
        int next = 0;
        for (int t = 0; t <= reports.periods().size(); t++) {
            IntToDoubleFunction odds = odds(turns);
            boolean end = t == reports.periods().size();
            int given = end ? SeasonReports.DRAWN : reports.periods().get(t).state();
            next = given >= 0 ? given : pick(odds, world.stateCount(), uniform(t, 0));
            if (!(odds.applyAsDouble(next) > 0)) {
                String before = turns.isEmpty()
                        ? "cannot be the first"
                        : "cannot follow \""
                                + world.actions().get(turns.get(t - 1).action()) + "\", which is done before";
                throw new ConfigException(
                        reports.document().source(),
                        List.of(reports.document()
                                .fault(SeasonReports.path(t) + ".state", before, "Leave it out to have it drawn.")));
            }
            if (!end) {
                turns.add(turn(t, next));
            }
        }
        return new Played(turns, next);
    }

    private Turn turn(int t, int s) {
        SeasonReports.Period period = reports.periods().get(t);
        int table = world.isFinite() ? t : 0;
        PivotStage stage = world.stages().get(table);
        int z = period.draw() >= 0 ? period.draw() : pick(stage::probability, stage.draws(), uniform(t, 1));
        int b = mechanism
                .profiles()
                .profile(period.reports().stream().mapToInt(k -> k).toArray());
        return new Turn(s, z, b, mechanism.policy().action(table, s, z, b));
    }

    /** The probability of each public state in which the next period can begin. */
    private IntToDoubleFunction odds(List<Turn> turns) {
        if (turns.isEmpty()) {
            return world.initial()::get;
        }
        Turn last = turns.get(turns.size() - 1);
        Transitions transitions =
                world.stages().get(world.isFinite() ? turns.size() - 1 : 0).next();
        int pair = transitions.pair(last.state(), last.action());
        double[] odds = new double[world.stateCount()];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            odds[transitions.next(k)] = transitions.probability(k);
        }
        return s -> odds[s];
    }

    private double uniform(int t, int number) {
        return (stream.bits(t, 2)[number] >>> 11) * 0x1p-53;
    }

    /** The entry in which a uniform number falls; the last possible one where rounding leaves a gap. */
    private static int pick(IntToDoubleFunction odds, int size, double uniform) {
        double left = uniform;
        int last = 0;
        for (int k = 0; k < size && left >= 0; k++) {
            if (odds.applyAsDouble(k) > 0) {
                last = k;
                left -= odds.applyAsDouble(k);
            }
        }
        return last;
    }
}
