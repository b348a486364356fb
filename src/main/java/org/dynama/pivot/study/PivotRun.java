package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.RandomStream;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.simulation.Simulation;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.jspecify.annotations.Nullable;

/** One run: world, solution, verification, simulation, values. */
final class PivotRun {
    private static final int TABLE = 256;

    private final PivotSpec spec;
    private final AllocationWorld world;
    private final Run run;

    PivotRun(PivotSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        world = spec.world();
    }

    /** Runs, and writes {@code values.csv}. */
    PivotRecord record() {
        int threads = spec.keys().threads();
        PivotMechanism mechanism = PivotSolver.solve(world, threads, share -> run.at("solution", share, ""));
        double solved = run.seconds();
        PivotVerification verification = PivotVerifier.verify(
                mechanism, spec.keys().tolerance(), threads, share -> run.at("verification", share, ""));
        double verified = run.seconds();
        Simulation simulation = new Simulation(
                mechanism, spec.reporting(), new RandomStream(spec.keys().seed(), "seasons"));
        PivotRecord.@Nullable Simulated simulated =
                spec.keys().simulation().seasons() > 0 ? simulated(simulation, verification) : null;
        double played = run.seconds();
        ValueTable values = new ValueTable(mechanism);
        run.folder().write("values.csv", values.csv(spec.keys().tableRows()));
        return new PivotRecord(
                Header.of(
                        "pivot",
                        spec.keys().name(),
                        spec.keys().seed(),
                        PivotSoundness.of(verification, simulated, mechanism)),
                setting(mechanism),
                expected(verification),
                simulated,
                new Timeline(world, simulation.season(0)).periods(),
                values.first(TABLE),
                new PivotRecord.Seconds(solved, verified - solved, played - verified, run.seconds()));
    }

    private PivotRecord.Setting setting(PivotMechanism mechanism) {
        int profiles = mechanism.profiles().count();
        return new PivotRecord.Setting(
                world.name(),
                world.notes(),
                world.isFinite() ? "finite" : "discounted",
                world.discount(),
                new PivotRecord.Size(
                        mechanism.periods(),
                        world.stateCount(),
                        profiles,
                        (long) world.stateCount() * profiles,
                        world.actions().size(),
                        world.draws().size()));
    }

    private PivotRecord.Expected expected(PivotVerification verification) {
        Totals totals = verification.totals();
        List<PivotRecord.AgentResult> agents = new ArrayList<>();
        for (int i = 0; i < world.agentCount(); i++) {
            agents.add(new PivotRecord.AgentResult(
                    world.agents().get(i).name(),
                    world.agents().get(i).types(),
                    verification.truth().get(i),
                    verification.optOut().get(i),
                    totals.rewards().get(i),
                    totals.payments().get(i),
                    spec.strategies().get(i)));
        }
        return new PivotRecord.Expected(
                verification.welfare(),
                totals.publicUtility(),
                -totals.payments().stream().sum(),
                agents,
                totals.paymentsByPeriod());
    }

    private PivotRecord.Simulated simulated(Simulation simulation, PivotVerification verification) {
        int seasons = spec.keys().simulation().seasons();
        Simulation.Sample sample =
                simulation.run(seasons, spec.keys().threads(), share -> run.at("simulation", share, ""));
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
        return new PivotRecord.Simulated(seasons, simulation.periods(), truthful, truthful ? largest : null, averages);
    }

    private static PivotRecord.Average average(String quantity, double[] sample, double expected) {
        Estimate estimate = Estimate.of(sample);
        double error = sample.length > 1 ? estimate.standardError() : 0;
        return new PivotRecord.Average(quantity, estimate.mean(), error, expected);
    }

    /** In standard errors; what never varies may be off by rounding only. */
    private double deviation(PivotRecord.Average average, double tolerance) {
        double difference = Math.abs(average.mean() - average.expected());
        if (spec.keys().simulation().seasons() < 2) {
            return 0;
        }
        // A discounted season is cut where what is left weighs 1e-6.
        double allowed = world.isFinite() ? tolerance : 1e-5 * Math.abs(average.expected()) + tolerance;
        return difference <= allowed ? 0 : difference / Math.max(average.standardError(), Double.MIN_NORMAL);
    }
}
