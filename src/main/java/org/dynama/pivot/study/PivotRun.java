package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.study.Json;
import org.dynama.study.Progress;
import org.dynama.study.RunDirectory;
import org.dynama.study.Versions;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.check.Finding;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.simulation.Season;
import org.dynama.pivot.simulation.Simulation;
import org.dynama.model.RandomStream;
import org.dynama.ama.objective.Estimate;
import org.jspecify.annotations.Nullable;

/** One run: world, solution, verification, simulation, files. */
public final class PivotRun {
    private static final int TABLE = 256;
    private static final int TIMELINE = 24;

    /** Averages further from their expectations than this are no accident: 6e-7 each. */
    private static final double DEVIATIONS = 5;

    private final PivotSpec spec;
    private final AllocationWorld world;
    private final RunDirectory directory;
    private final Progress progress;
    private final long started = System.nanoTime();

    /** A run of a spec into a folder. */
    public PivotRun(PivotSpec spec, RunDirectory directory, Progress progress) {
        this.spec = spec;
        this.directory = directory;
        this.progress = progress;
        world = spec.world();
    }

    /** Runs, and writes {@code spec.yaml}, {@code values.csv} and {@code result.json}. */
    public PivotRecord run() {
        directory.write(directory.spec(), spec.yaml());
        PivotMechanism mechanism =
                PivotSolver.solve(world, spec.threads(), share -> progress.at("solution", share, ""));
        double solved = seconds();
        PivotVerification verification = PivotVerifier.verify(
                mechanism, spec.tolerance(), spec.threads(), share -> progress.at("verification", share, ""));
        double verified = seconds();
        RandomStream stream = new RandomStream(spec.seed(), "seasons");
        Simulation simulation = new Simulation(mechanism, spec.reporting(), stream);
        PivotRecord.Simulated simulated = spec.seasons() > 0 ? simulated(simulation, verification) : null;
        double played = seconds();
        ValueTable table = new ValueTable(mechanism);
        directory.write(directory.path().resolve("values.csv"), table.csv(spec.tableRows()));
        PivotRecord record = record(
                mechanism,
                verification,
                simulated,
                timeline(simulation.season(0)),
                table.first(TABLE),
                new PivotRecord.Seconds(solved, verified - solved, played - verified, seconds()));
        directory.write(directory.result(), Json.write(record));
        return record;
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private PivotRecord.Simulated simulated(Simulation simulation, PivotVerification verification) {
        Simulation.Sample sample =
                simulation.run(spec.seasons(), spec.threads(), share -> progress.at("simulation", share, ""));
        Totals totals = verification.totals();
        List<PivotRecord.Average> averages = new ArrayList<>();
        averages.add(average("welfare", sample.welfare(), verification.welfare()));
        averages.add(average("public utility", sample.publicUtility(), totals.publicUtility()));
        for (int i = 0; i < world.agentCount(); i++) {
            String name = world.agents().get(i).name();
            averages.add(average(
                    "utility of " + name,
                    sample.utilities(i),
                    verification.truth().get(i)));
            averages.add(average(
                    "payment of " + name,
                    sample.payments()[i],
                    totals.payments().get(i)));
        }
        boolean truthful = spec.strategies().stream().allMatch(PivotSpec.TRUTHFUL::equals);
        double largest = averages.stream()
                .mapToDouble(average -> deviation(average, verification.tolerance()))
                .max()
                .orElse(0);
        return new PivotRecord.Simulated(
                spec.seasons(), simulation.periods(), truthful, truthful ? largest : null, averages);
    }

    private static PivotRecord.Average average(String quantity, double[] sample, double expected) {
        Estimate estimate = Estimate.of(sample);
        double error = sample.length > 1 ? estimate.standardError() : 0;
        return new PivotRecord.Average(quantity, estimate.mean(), error, expected);
    }

    /** In standard errors; what never varies may be off by rounding only. */
    private double deviation(PivotRecord.Average average, double tolerance) {
        double difference = Math.abs(average.mean() - average.expected());
        if (spec.seasons() < 2) {
            return 0;
        }
        // A discounted season is cut where what is left weighs 1e-6.
        double allowed = world.isFinite() ? tolerance : 1e-5 * Math.abs(average.expected()) + tolerance;
        return difference <= allowed ? 0 : difference / Math.max(average.standardError(), Double.MIN_NORMAL);
    }

    private PivotRecord record(
            PivotMechanism mechanism,
            PivotVerification verification,
            PivotRecord.@Nullable Simulated simulated,
            List<PivotRecord.Period> season,
            List<PivotRecord.Row> rows,
            PivotRecord.Seconds seconds) {
        Totals totals = verification.totals();
        int profiles = mechanism.profiles().count();
        return new PivotRecord(
                PivotRecord.SCHEMA,
                "pivot",
                spec.name(),
                world.name(),
                world.notes(),
                spec.seed(),
                world.isFinite() ? "finite" : "discounted",
                world.discount(),
                new PivotRecord.Size(
                        mechanism.periods(),
                        world.stateCount(),
                        profiles,
                        (long) world.stateCount() * profiles,
                        world.actions().size(),
                        world.draws().size()),
                verification.holds() && agrees(simulated),
                verification.tolerance(),
                verification.findings().stream()
                        .map(found -> check(found, mechanism))
                        .toList(),
                verification.welfare(),
                totals.publicUtility(),
                -totals.payments().stream().sum(),
                agents(verification),
                totals.paymentsByPeriod(),
                simulated,
                season,
                rows,
                seconds,
                Versions.all());
    }

    private static boolean agrees(PivotRecord.@Nullable Simulated simulated) {
        return simulated == null || simulated.largestDeviation() == null || simulated.largestDeviation() <= DEVIATIONS;
    }

    private PivotRecord.Check check(Finding found, PivotMechanism mechanism) {
        Property property = found.property();
        return new PivotRecord.Check(
                property.name(),
                property.title(),
                property.statement(),
                switch (found.status()) {
                    case HOLDS -> "holds";
                    case FAILS -> "fails";
                    case NOT_PROMISED -> "not promised";
                },
                Double.isFinite(found.margin()) ? found.margin() : null,
                found.place().describe(world, mechanism.profiles()),
                property.premises().stream().map(Property::title).sorted().toList(),
                property.isAssumption());
    }

    private List<PivotRecord.AgentResult> agents(PivotVerification verification) {
        List<PivotRecord.AgentResult> agents = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            agents.add(new PivotRecord.AgentResult(
                    world.agents().get(i).name(),
                    world.agents().get(i).types(),
                    verification.truth().get(i),
                    verification.optOut().get(i),
                    verification.totals().rewards().get(i),
                    verification.totals().payments().get(i),
                    spec.strategies().get(i)));
        }
        return agents;
    }

    private List<PivotRecord.Period> timeline(Season season) {
        List<PivotRecord.Period> periods = new ArrayList<>();
        int shown = Math.min(TIMELINE, season.periods());
        for (int t = 0; t <= shown; t++) {
            boolean end = t == season.periods();
            if (t < shown || (end && world.isFinite())) {
                periods.add(period(season, t, end));
            }
        }
        return periods;
    }

    private PivotRecord.Period period(Season season, int t, boolean end) {
        List<String> types = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        List<Double> rewards = new ArrayList<>();
        List<Double> payments = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            List<String> names = world.agents().get(i).types();
            types.add(names.get(season.type(t, i)));
            rewards.add(season.reward(t, i));
            if (!end) {
                reports.add(names.get(season.report(t, i)));
                payments.add(season.payment(t, i));
            }
        }
        return new PivotRecord.Period(
                end ? "end" : String.valueOf(t + 1),
                world.states().get(season.state(t)),
                types,
                reports,
                end ? "" : world.draws().get(season.draw(t)),
                end ? "" : world.actions().get(season.action(t)),
                rewards,
                payments,
                season.publicUtility(t));
    }
}
