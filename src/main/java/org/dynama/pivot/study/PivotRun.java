package org.dynama.pivot.study;

import java.util.ArrayList;
import java.util.List;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Totals;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.Ties;
import org.dynama.pivot.mechanism.ValueRow;
import org.dynama.pivot.simulation.Averages;
import org.dynama.pivot.simulation.PlayedPeriod;
import org.dynama.pivot.simulation.Simulation;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.study.Header;
import org.dynama.study.Run;

/** One run: world, maybe a search, solution, verification, simulation, values. */
public record PivotRun(PivotSpec spec, Run run, String command) {
    private static final int ROWS = 256;
    private static final int PERIODS = 24;

    /** Runs, and writes {@code values.csv}; the mechanism as well, unless one was given. */
    public PivotRecord record() {
        PivotSpec.Keys keys = spec.keys();
        int threads = keys.threads();
        AffineRun weighing = new AffineRun(spec, run);
        AffineWorld affine = weighing.choose();
        PivotMechanism mechanism = PivotSolver.solve(affine, threads, share -> run.at("solution", share, ""));
        double solved = run.seconds();
        PivotVerification verification =
                PivotVerifier.verify(mechanism, keys.tolerance(), threads, share -> run.at("verification", share, ""));
        double verified = run.seconds();
        Simulation simulation =
                new Simulation(mechanism, spec.reporting(), new RandomStream(keys.seasonSeed(), "seasons"));
        int seasons = keys.simulation().seasons();
        Averages averages = seasons == 0
                ? null
                : Averages.of(simulation, verification, seasons, threads, share -> run.at("simulation", share, ""));
        double played = run.seconds();
        AffineResult weighed = weighing.result(affine, verification);
        run.folder().write("values.csv", ValueTable.csv(mechanism, keys.tableRows()));
        if (command.equals("pivot")) {
            PivotFile.write(run.folder(), spec, mechanism);
        }
        return new PivotRecord(
                Header.of(
                        command,
                        keys.name(),
                        keys.seed(),
                        PivotSoundness.of(verification, averages, mechanism, affine.isAffine())),
                setting(mechanism),
                expected(verification),
                weighed,
                accuracy(verification, mechanism.ties()),
                averages,
                PlayedPeriod.of(spec.world(), simulation.season(0), PERIODS),
                ValueRow.first(mechanism, ROWS),
                new PivotRecord.Seconds(solved, verified - solved, played - verified, run.seconds()));
    }

    private static PivotRecord.Setting setting(PivotMechanism mechanism) {
        AllocationWorld world = mechanism.world();
        int states = world.stateCount();
        int profiles = mechanism.profiles().count();
        int actions = world.actions().size();
        int draws = world.draws().size();
        PivotRecord.Size size =
                new PivotRecord.Size(mechanism.periods(), states, profiles, (long) states * profiles, actions, draws);
        String horizon = world.isFinite() ? "finite" : world.isTotal() ? "total" : "discounted";
        return new PivotRecord.Setting(world.name(), world.notes(), horizon, world.discount(), size);
    }

    private static PivotRecord.Accuracy accuracy(PivotVerification verification, Ties ties) {
        PivotVerification.Rounding rounding = verification.rounding();
        List<Reals> payments = new ArrayList<>();
        for (Reals shift : rounding.shifts()) {
            double payment = verification.totals().payments().get(payments.size());
            payments.add(Reals.of(payment + shift.get(0), payment + shift.get(1)));
        }
        return new PivotRecord.Accuracy(
                rounding.welfare(), rounding.agents(), ties.exact(), ties.undecided(), ties.within(), payments);
    }

    private PivotRecord.Expected expected(PivotVerification verification) {
        Totals totals = verification.totals();
        List<PivotRecord.AgentResult> agents = new ArrayList<>();
        for (FiniteAgent agent : spec.world().agents()) {
            int i = agents.size();
            agents.add(new PivotRecord.AgentResult(
                    agent.name(),
                    agent.types(),
                    verification.truth().get(i),
                    verification.optOut().get(i),
                    totals.rewards().get(i),
                    totals.payments().get(i),
                    spec.strategies().get(i).name()));
        }
        double deficit = 0 - totals.payments().stream().sum();
        return new PivotRecord.Expected(
                verification.welfare(), totals.publicUtility(), deficit, agents, totals.paymentsByPeriod());
    }
}
