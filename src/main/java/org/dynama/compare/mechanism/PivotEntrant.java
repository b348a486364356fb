package org.dynama.compare.mechanism;

import org.dynama.compare.market.Cases;
import org.dynama.compare.market.Ground;
import org.dynama.pivot.PivotStudy;
import org.dynama.pivot.check.Finding;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.study.AffineResult;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic pivot mechanism, or the affine pivot mechanism that a search finds.
 *
 * @param isAffine whether weights and boosts are looked for
 */
public record PivotEntrant(boolean isAffine) implements Entrant {
    private static final double TOLERANCE = 1e-9;

    /** Entries of tables, over all trials of a search: half a minute in the worlds that come along. */
    private static final double WORK = 1e8;

    private static final int FEWEST_TRIALS = 30;
    private static final int MOST_TRIALS = 2_000;

    @Override
    public String name() {
        return isAffine ? "affine-pivot" : "pivot";
    }

    @Override
    public String title() {
        return isAffine ? "affine pivot" : "pivot";
    }

    @Override
    public String promise() {
        return "truth is best in every period, whatever the others' types are";
    }

    @Override
    public String misfit(Ground ground) {
        return ground.pivotMisfit();
    }

    @Override
    public Showing show(Ground ground, Workshop workshop) {
        AllocationWorld world = ground.world();
        AffineResult found = isAffine ? searched(world, workshop) : null;
        AffineWorld affine = found == null ? AffineWorld.plain(world) : FoundAffine.in(world, found);
        PivotMechanism mechanism = PivotSolver.solve(affine, workshop.threads(), share -> {});
        PivotVerification verification = PivotVerifier.verify(
                mechanism,
                TOLERANCE,
                workshop.threads(),
                share -> workshop.progress().at(title() + ", verification", share, ""));
        Cases cases = ground.cases();
        PivotFlows counting = new PivotFlows(mechanism);
        double[][] flows = counting.of(cases);
        return Showing.of(
                ground,
                counting.outcomes(flows),
                margin(verification, Property.INCENTIVES),
                margin(verification, Property.NONNEGATIVE),
                counting.course(flows, cases),
                found == null ? "" : FoundAffine.words(found));
    }

    private static Margin margin(PivotVerification verification, Property property) {
        Finding finding = verification.of(property);
        Double margin = Double.isFinite(finding.margin()) ? finding.margin() : null;
        boolean isPromised = finding.status() != Finding.Status.NOT_PROMISED;
        return new Margin(margin, "exhaustive, every period", isPromised, finding.allowed());
    }

    private @Nullable AffineResult searched(AllocationWorld world, Workshop workshop) {
        double size = (double) world.stateCount()
                * world.profiles().count()
                * world.stages().size()
                * world.draws().size()
                * (world.agentCount() + 1)
                * (world.isFinite() ? 1 : 40);
        int trials = (int) Math.max(FEWEST_TRIALS, Math.min(MOST_TRIALS, WORK / size));
        PivotRecord record = workshop.run(
                new PivotStudy(),
                name(),
                "optimizer: {kind: annealing, objective: profit, evaluations: " + trials
                        + "}, simulation: {seasons: 0}, tableRows: 0");
        return record.affine();
    }
}
