package org.dynama.compare.mechanism;

import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.audit.IncentiveAudit;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.study.MechanismFile;
import org.dynama.ama.study.Promises;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.compare.market.Cases;
import org.dynama.compare.market.Ground;
import org.dynama.model.Horizon;
import org.dynama.model.Profiles;
import org.dynama.page.Numbers;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * An affine maximizer: VCG, or the one that a search finds.
 *
 * @param isSearched whether weights and boosts are looked for
 */
public record AffineEntrant(boolean isSearched) implements Entrant {
    private static final int MISREPORTS = 10_000;

    @Override
    public String name() {
        return isSearched ? "ama" : "vcg";
    }

    @Override
    public String title() {
        return isSearched ? "affine maximizer" : "VCG";
    }

    @Override
    public String promise() {
        return "truth is a dominant strategy";
    }

    @Override
    public boolean isDominant() {
        return true;
    }

    @Override
    public String misfit(Ground ground) {
        return ground.searchMisfit();
    }

    @Override
    public Showing show(Ground ground, Workshop workshop) {
        Environment environment = ground.environment();
        AmaParameters parameters = isSearched ? searched(environment, workshop) : AmaParameters.vcg(environment);
        SettledMechanism mechanism = new SettledMechanism(environment, parameters);
        Solvers solvers =
                Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), workshop.threads());
        try (solvers) {
            Cases cases = ground.cases();
            Profiles profiles = profiles(cases);
            Visits visits = Visits.of(environment, mechanism, solvers, cases, profiles);
            CaseOutcomes outcomes = visits.outcomes();
            return Showing.of(
                    ground,
                    outcomes,
                    cases.isEnumerated()
                            ? visits.incentives(outcomes)
                            : sampled(environment, mechanism, solvers, workshop),
                    visits.participation(outcomes, environment.nobodyLoses()),
                    visits.course(),
                    "");
        }
    }

    private static Profiles profiles(Cases cases) {
        Profiles profiles = cases.profiles();
        if (profiles == null) {
            throw new IllegalStateException("cases of a market that fits a search must have profiles");
        }
        return profiles;
    }

    private Margin sampled(Environment environment, SettledMechanism mechanism, Solvers solvers, Workshop workshop) {
        IncentiveAudit audit = IncentiveAudit.of(
                environment, mechanism.audited(), solvers, workshop.measuring("misreports"), MISREPORTS, done -> {});
        String method = "proof; " + Numbers.count(audit.misreports()) + " sampled misreports";
        return new Margin(
                0 - audit.gain().amount(),
                method,
                true,
                Promises.in(environment).rounding());
    }

    private AmaParameters searched(Environment environment, Workshop workshop) {
        SearchStudy study = new SearchStudy();
        // Without derivatives, a search takes many times as long for as many steps.
        boolean isSlow = environment.mdp().horizon() instanceof Horizon.AverageReward;
        workshop.run(
                study,
                name(),
                "objective: profit, evaluation: {solver: dp, shareProfiles: 0, misreports: 1000}"
                        + (isSlow ? ", optimizer: {iterations: 60, profiles: 128}" : ""));
        var file = workshop.folder().file(name()).resolve(MechanismFile.NAME);
        return StoredMechanism.read(file, study.schema(), name(), List.of()).parameters();
    }
}
