package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.pivot.simulation.Season;
import org.dynama.pivot.world.AllocationWorld;

/** A season in words. */
record Timeline(AllocationWorld world, Season season) {
    private static final int MOST = 24;

    /** Its first periods, and the end of a finite horizon. */
    List<PivotRecord.Period> periods() {
        List<PivotRecord.Period> periods = new ArrayList<>();
        int shown = Math.min(MOST, season.periods());
        for (int t = 0; t <= shown; t++) {
            boolean end = t == season.periods();
            if (t < shown || (end && world.isFinite())) {
                periods.add(period(t, end));
            }
        }
        return periods;
    }

    private PivotRecord.Period period(int t, boolean end) {
        List<PivotRecord.Turn> turns = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            List<String> names = world.agents().get(i).types();
            turns.add(new PivotRecord.Turn(
                    names.get(season.type(t, i)),
                    end ? "" : names.get(season.report(t, i)),
                    season.reward(t, i),
                    end ? 0 : season.payment(t, i)));
        }
        return new PivotRecord.Period(
                end ? "end" : String.valueOf(t + 1),
                world.states().get(season.state(t)),
                end ? "" : world.draws().get(season.draw(t)),
                end ? "" : world.actions().get(season.action(t)),
                turns,
                season.publicUtility(t));
    }
}
