package org.dynama.compare.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.Cases;
import org.dynama.compare.market.Ground;
import org.dynama.compare.market.MeanAmount;
import org.dynama.compare.mechanism.CaseOutcomes;
import org.dynama.compare.mechanism.Entrant;
import org.dynama.compare.mechanism.Entrants;
import org.dynama.compare.mechanism.Showing;
import org.dynama.compare.mechanism.Workshop;
import org.dynama.compare.study.CompareRecord.Compared;
import org.dynama.config.ConfigException;
import org.dynama.file.WholeFile;
import org.dynama.model.RandomStream;
import org.dynama.pivot.world.MarketGrid;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.Marketplace;

/** One comparison: market, mechanisms one after the other, bounds, record. */
public record CompareRun(CompareSpec spec, Run run) {
    private static final String GRIDDED = "gridded.json";
    private static final String BEGUN = "begun";

    /** What says that folders of mechanisms are this run's, not those of one that it takes the place of. */
    private record Begun(List<String> mechanisms) {}

    /**
     * Runs.
     *
     * @throws Refusal if no mechanism fits the market
     */
    public CompareRecord record() {
        CompareSpec.Keys keys = spec.keys();
        if (run.load(BEGUN, Begun.class) == null) {
            keys.mechanisms().forEach(name -> WholeFile.delete(run.folder().file(name)));
            run.save(BEGUN, new Begun(keys.mechanisms()));
        }
        Path market = market();
        Ground ground =
                Ground.of(market, keys.isWorst(), keys.profiles(), new RandomStream(keys.evaluationSeed(), "profiles"));
        Map<String, String> misfits = new LinkedHashMap<>();
        List<Entrant> fitting = new ArrayList<>();
        for (String name : keys.mechanisms()) {
            if (name.equals(Limits.OPTIMUM)) {
                continue;
            }
            Entrant entrant = Entrants.named(name);
            String misfit = entrant.misfit(ground);
            if (misfit.isEmpty()) {
                fitting.add(entrant);
            } else {
                misfits.put(name, misfit);
            }
        }
        requireAny(!fitting.isEmpty(), misfits);
        return compared(ground, market, fitting, misfits);
    }

    private static void requireAny(boolean isAny, Map<String, String> misfits) {
        if (!isAny) {
            StringBuilder why = new StringBuilder("no mechanism fits the market");
            misfits.forEach((name, misfit) ->
                    why.append("\n  ").append(name).append(": ").append(misfit));
            if (misfits.isEmpty()) {
                why.append(": the optimum is a bound, and bounds stand beside mechanisms");
            }
            boolean gridded = misfits.values().stream().anyMatch(misfit -> misfit.contains("grid: "));
            throw Refusal.of(why.toString(), "Maybe " + (gridded ? "grid: 3, or " : "") + "other mechanisms.");
        }
    }

    /** The file that all mechanisms read. */
    private Path market() {
        Path given = run.folder().file("market.json");
        if (spec.keys().grid() == 0) {
            return given;
        }
        Marketplace gridded =
                MarketGrid.of(MarketplaceFile.read(given).market(), spec.keys().grid());
        run.folder().write(GRIDDED, MarketplaceText.of(gridded));
        return run.folder().file(GRIDDED);
    }

    private CompareRecord compared(Ground ground, Path market, List<Entrant> fitting, Map<String, String> misfits) {
        CompareSpec.Keys keys = spec.keys();
        Map<String, Showing> showings = new LinkedHashMap<>();
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Entrant entrant : fitting) {
            double begun = run.seconds();
            int done = showings.size();
            run.at(entrant.title(), (double) done / fitting.size(), "");
            Workshop workshop = new Workshop(
                    run.folder(),
                    market.getFileName().toString(),
                    keys.isWorst(),
                    new Workshop.Seeds(keys.seed(), keys.evaluationSeed()),
                    keys.threads(),
                    (phase, share, text) ->
                            run.at(entrant.title(), (done + share) / fitting.size(), phase + " " + text));
            try {
                showings.put(entrant.name(), entrant.show(ground, workshop));
            } catch (Refusal refused) {
                // The others are worth seeing.
                misfits.put(entrant.name(), refused.onOneLine());
            } catch (ConfigException | Failure refused) {
                misfits.put(entrant.name(), String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
            }
            seconds.put(entrant.name(), run.seconds() - begun);
        }
        requireAny(!showings.isEmpty(), misfits);
        List<Compared> mechanisms = new ArrayList<>();
        fitting.stream()
                .filter(entrant -> showings.containsKey(entrant.name()))
                .forEach(entrant -> mechanisms.add(compared(ground, entrant, showings)));
        double before = run.seconds();
        Showing pivot = showings.get("pivot");
        List<CompareRecord.Limit> bounds = Limits.of(
                ground,
                keys.mechanisms().contains(Limits.OPTIMUM),
                keys.threads(),
                pivot == null ? null : pivot.worth(),
                misfits,
                share -> run.at("bounds", share, ""));
        seconds.put("bounds", run.seconds() - before);
        run.folder()
                .write("comparison.csv", ComparisonTable.csv(mechanisms, bounds).toCsv());
        run.folder().write("comparison.tex", PaperTable.tex(mechanisms, bounds));
        return new CompareRecord(
                Header.of("compare", keys.name(), keys.seed(), CompareSoundness.of(mechanisms, bounds)),
                MarketSetting.of(ground, keys.grid()),
                mechanisms,
                misfits,
                bounds,
                new CompareRecord.Seconds(seconds, run.seconds()));
    }

    private static Compared compared(Ground ground, Entrant entrant, Map<String, Showing> showings) {
        Showing showing = showing(showings, entrant.name());
        Map<String, MeanAmount> differences = new LinkedHashMap<>();
        showings.forEach((name, other) -> {
            if (!name.equals(entrant.name())) {
                differences.put(name, difference(ground.cases(), showing, other));
            }
        });
        return new Compared(
                entrant.name(),
                entrant.title(),
                entrant.promise(),
                entrant.isDominant(),
                showing.worth(),
                showing.agents(),
                differences,
                showing.incentives(),
                showing.participation(),
                showing.course(),
                showing.made());
    }

    /** Case by case where both are known in each; else of two independent means. */
    private static MeanAmount difference(Cases cases, Showing one, Showing other) {
        CaseOutcomes ours = one.outcomes();
        CaseOutcomes theirs = other.outcomes();
        if (ours == null || theirs == null) {
            MeanAmount mine = one.worth().profit();
            MeanAmount hers = other.worth().profit();
            return new MeanAmount(mine.mean() - hers.mean(), Math.hypot(mine.standardError(), hers.standardError()));
        }
        double[] difference = ours.profit();
        double[] less = theirs.profit();
        Arrays.setAll(difference, b -> difference[b] - less[b]);
        return cases.mean(difference);
    }

    private static Showing showing(Map<String, Showing> showings, String name) {
        Showing showing = showings.get(name);
        if (showing == null) {
            throw new IllegalStateException(name + " must have been run");
        }
        return showing;
    }
}
