package org.dynama.online.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Episode;
import org.dynama.online.regret.Growth;
import org.dynama.online.regret.WelfareBound;
import org.dynama.online.reporting.Hearing;
import org.dynama.online.study.OnlineSpec.Learned;
import org.dynama.page.Numbers;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code online} found: {@code result.json}.
 *
 * @param seeds of each case
 * @param cases in the order of the spec; a lie comes after its truthful case
 * @param horizons growth over separate lengths; empty where each mechanism has one
 * @param seconds of the whole run
 */
public record OnlineRecord(
        @JsonUnwrapped Header header,
        Learned kind,
        int seeds,
        List<CaseRecord> cases,
        List<HorizonGrowth> horizons,
        double seconds)
        implements StudyRecord {

    @Override
    public double totalSeconds() {
        return seconds;
    }

    /** The cases in which nobody lies. */
    public List<CaseRecord> truthful() {
        return cases.stream().filter(one -> one.title.liar == 0).toList();
    }

    /** A case's market, mechanism and length, as far as there are several; the mechanism where there is one of all. */
    public String label(CaseRecord one) {
        List<String> parts = new ArrayList<>();
        if (isSeveral(each -> each.title.market)) {
            parts.add(one.title.market);
        }
        if (isSeveral(each -> each.title.mechanism) || parts.isEmpty()) {
            parts.add(one.title.mechanism);
        }
        if (isSeveral(each -> each.title.rounds)) {
            parts.add(Numbers.count(one.title.rounds) + " rounds");
        }
        return String.join(", ", parts);
    }

    private boolean isSeveral(Function<CaseRecord, Object> part) {
        return cases.stream().map(part).distinct().count() > 1;
    }

    /**
     * What tells a case from all others.
     *
     * @param lie how the liar reports
     * @param liar the first of them, from 1; 0 for nobody
     * @param others who lie at the same time
     */
    public record Title(
            String market,
            String mechanism,
            long rounds,
            String lie,
            int liar,
            @Nullable List<Integer> others) {
        public Title {
            others = others == null ? List.of() : List.copyOf(others);
        }

        /** Everybody who lies. */
        public List<Integer> liars() {
            return Stream.concat(liar == 0 ? Stream.of() : Stream.of(liar), Objects.requireNonNull(others).stream())
                    .toList();
        }

        /** Who lies and how, in words. */
        public String lies() {
            return liar == 0 ? lie : "agent " + liar + " " + lie;
        }

        /** All of it in one cell of a table. */
        String id() {
            return market + " / " + mechanism + " / " + rounds + " / " + lies();
        }
    }

    /**
     * What is known of a case before it runs.
     *
     * @param floors what is lost per round to the exact mechanism on purpose, the exploration that {@code delta} asks for,
     *     by columns of regrets; where one is missing it is 0
     * @param prices VCG's own, per round, when everything is known; one for each agent
     * @param utilities shape {@code [n]}: VCG's own of each agent, per round; null in records of earlier versions
     * @param unit the most that anybody may earn in a round
     * @param ceiling the most that a value of an agent may be; 0 in records of earlier versions, where it was 1
     * @param zeta the share of runs in which confidence sets may fail; 0 where nothing is promised
     * @param firstUpdate the round after which a designer who learns by episodes first does; null for others, and in records
     *     of earlier versions
     * @param welfareAtMost what the regret of welfare is proved not to exceed; null where nothing is proved, and in records of
     *     earlier versions
     * @param notes what people should know
     */
    public record Baseline(
            Map<String, Double> floors,
            Reals prices,
            @Nullable Reals utilities,
            double unit,
            double ceiling,
            double zeta,
            @Nullable Long firstUpdate,
            @Nullable WelfareBound welfareAtMost,
            List<String> notes) {
        public Baseline {
            ceiling = ceiling > 0 ? ceiling : 1;
        }

        /** The same with a bound of welfare's regret. */
        Baseline under(@Nullable WelfareBound bound) {
            return new Baseline(floors, prices, utilities, unit, ceiling, zeta, firstUpdate, bound, notes);
        }

        /** The floor of a column. */
        public double floor(String column) {
            return floors.getOrDefault(column, 0.0);
        }
    }

    /**
     * One case.
     *
     * @param grid the rounds of the curves
     * @param curves of each column, over seeds; with a lie that alters a report, {@link #GAIN} too
     * @param growth of the excess over the floors, by column
     * @param facts numbers of whole runs, by name
     * @param episodes of the first seed
     * @param found lies that were searched
     */
    public record CaseRecord(
            @JsonUnwrapped Title title,
            @JsonUnwrapped Baseline baseline,
            List<Long> grid,
            Map<String, List<Estimate>> curves,
            Map<String, Growth> growth,
            Map<String, Fact> facts,
            List<Episode> episodes,
            @Nullable List<FoundLie> found) {
        /** The column of what lying gains all liars together per round, on the same seeds. */
        public static final String GAIN = "gain";

        public CaseRecord {
            found = found == null ? List.of() : List.copyOf(found);
        }

        /** Whether every run came as far as its first confidence set. */
        public boolean hasLearned() {
            return fact("updates").least > 0;
        }

        /** Who lies and how, with what searches found. */
        public String lies() {
            return Stream.concat(
                            Stream.of(title.lies()),
                            Objects.requireNonNull(found).stream().map(FoundLie::says))
                    .collect(Collectors.joining(": "));
        }

        /** What lying gains at the end; null where nobody lies, or no report was altered. */
        public @Nullable Estimate gain() {
            return curves.containsKey(GAIN) ? last(GAIN) : null;
        }

        /** Who lies and yet alters no report, as the mechanism hears it, in any seed; from 1. */
        public List<Integer> withoutEffect() {
            List<Integer> liars = title.liars();
            return liars.stream()
                    .filter(i -> fact(liars.size() == 1 ? Hearing.CHANGED : Hearing.changed(i)).largest == 0)
                    .toList();
        }

        /** A column at each round of the grid. */
        public List<Estimate> curve(String column) {
            return Objects.requireNonNull(curves.get(column), column);
        }

        /** A column at the end of the runs. */
        public Estimate last(String column) {
            return curve(column).get(grid.size() - 1);
        }

        /** A fact of the runs. */
        public Fact fact(String name) {
            return Objects.requireNonNull(facts.get(name), name);
        }
    }

    /** A number of whole runs over seeds. */
    public record Fact(double mean, double least, double largest) {}

    /** How a mechanism's regret of welfare at the end, one for each horizon, grows with the length of the run. */
    public record HorizonGrowth(String mechanism, List<Long> horizons, List<Estimate> regrets, Growth growth) {}
}
