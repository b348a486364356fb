package org.dynama.pivot.simulation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.pivot.world.AllocationWorld;

/** One period of a season, in words; the end, where there is one, has neither reports, draw nor payments. */
public record PlayedPeriod(
        String period,
        String state,
        String draw,
        String action,
        @JsonUnwrapped Turns turns,
        double publicUtility) {

    /**
     * What agents do and get in a period; each list has an entry for each agent.
     *
     * @param reports empty at the end
     * @param payments empty at the end
     */
    public record Turns(List<String> types, List<String> reports, List<Double> rewards, List<Double> payments) {}

    /** A season's first periods, so many at most, and its end, if it comes by then. */
    public static List<PlayedPeriod> of(AllocationWorld world, Season season, int most) {
        List<PlayedPeriod> periods = new ArrayList<>();
        int shown = Math.min(most, season.periods());
        BitSet ends = world.ends();
        boolean over = false;
        for (int t = 0; t <= shown && !over; t++) {
            over = (t == season.periods() && world.isFinite()) || ends.get(season.state(t));
            if (t < shown || over) {
                periods.add(period(world, season, t, over));
            }
        }
        return periods;
    }

    private static PlayedPeriod period(AllocationWorld world, Season season, int t, boolean end) {
        Turns turns = new Turns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < world.agentCount(); i++) {
            List<String> names = world.agents().get(i).types();
            turns.types.add(names.get(season.type(t, i)));
            turns.rewards.add(season.reward(t, i));
            if (!end) {
                turns.reports.add(names.get(season.report(t, i)));
                turns.payments.add(season.payment(t, i));
            }
        }
        return new PlayedPeriod(
                end ? "end" : String.valueOf(t + 1),
                world.states().get(season.state(t)),
                end ? "" : world.draws().get(season.draw(t)),
                end ? "" : world.actions().get(season.action(t)),
                turns,
                season.publicUtility(t));
    }
}
