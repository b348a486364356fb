package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dynama.compare.market.Cases;
import org.dynama.compare.market.Ground;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.pivot.PivotStudy;
import org.dynama.pivot.check.Finding;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.Property;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.study.AffineResult;
import org.dynama.pivot.study.AffineResult.NamedBoost;
import org.dynama.pivot.study.PivotRecord;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic pivot mechanism, or the affine pivot mechanism that a search finds.
 *
 * @param isAffine whether weights and boosts are looked for
 */
public record PivotEntrant(boolean isAffine) implements Entrant {
    private static final double TOLERANCE = 1e-9;

    /** Entries of tables, over all trials of a search: about half a minute. */
    private static final double WORK = 4e8;

    private static final int FEWEST_TRIALS = 60;
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
        AffineWorld affine = found == null ? AffineWorld.plain(world) : affine(world, found);
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
                found == null ? "" : words(found));
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
                * (world.isFinite() ? 1 : 10);
        int trials = (int) Math.max(FEWEST_TRIALS, Math.min(MOST_TRIALS, WORK / size));
        PivotRecord record = workshop.run(
                new PivotStudy(),
                name(),
                "optimizer: {kind: annealing, objective: profit, evaluations: " + trials
                        + "}, simulation: {seasons: 0}, tableRows: 0");
        return record.affine();
    }

    /** Weights and boosts by number, as they are by name. */
    private static AffineWorld affine(AllocationWorld world, AffineResult found) {
        double[] weights = world.agents().stream()
                .mapToDouble(agent -> Objects.requireNonNull(found.weights().get(agent.name())))
                .toArray();
        List<Boost> boosts = new ArrayList<>();
        for (NamedBoost boost : found.boosts()) {
            boosts.add(new Boost(
                    world.actions().indexOf(boost.action()),
                    boost.boost(),
                    boost.period() == null ? Boost.ANY : boost.period() - 1,
                    boost.state() == null ? Boost.ANY : world.states().indexOf(boost.state()),
                    boost.draw() == null ? Boost.ANY : world.draws().indexOf(boost.draw())));
        }
        return AffineWorld.of(world, Reals.of(weights), boosts);
    }

    private static String words(AffineResult found) {
        String weights = found.weights().entrySet().stream()
                .filter(entry -> entry.getValue() != 1)
                .map(entry -> entry.getKey() + " " + Numbers.plain(entry.getValue()))
                .collect(Collectors.joining(", "));
        String boosts = found.boosts().stream()
                .map(boost -> boost.place() + " " + Numbers.plain(boost.boost()))
                .collect(Collectors.joining(", "));
        return (weights.isEmpty() ? "weights 1" : "weights " + weights)
                + (boosts.isEmpty() ? "; no boosts" : "; boosts " + boosts);
    }
}
