package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.exact.certificate.CertifiedWorlds;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Instance;
import org.dynama.exact.certificate.Move;
import org.dynama.exact.certificate.Policies;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/** Certificates of what an affine maximizer does with reports, for one environment and its parameters. */
public final class Certification {
    private final Environment environment;
    private final AmaParameters parameters;
    private final CertifiedWorld world;

    /**
     * Prepares certificates.
     *
     * @throws IllegalArgumentException if names of states, actions or agents are not unique
     */
    public Certification(Environment environment, AmaParameters parameters) {
        this.environment = environment;
        this.parameters = parameters;
        world = CertifiedWorlds.of(
                environment.name(),
                environment.mdp(),
                environment.agents().stream().map(Agent::name).toList(),
                environment.rewards(),
                this::absences);
    }

    private List<Move.Absence> absences(int pair) {
        List<Move.Absence> absences = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            if (environment.absence() instanceof Absence.Masked masked
                    && masked.needs().get(i).get(pair)) {
                absences.add(new Move.Absence(i, true, Rational.ZERO));
            } else if (environment.absence().remainder(i, pair) != 0) {
                double remainder = environment.absence().remainder(i, pair);
                absences.add(new Move.Absence(i, false, Rational.decimal(remainder)));
            }
        }
        return absences;
    }

    /** The reports of profile {@code b} in exact numbers, with everything that is agreed before. */
    public Instance instance(Profiles reports, int b) {
        List<Reals> types = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            double[] type = new double[environment.agents().get(i).types().dimension()];
            for (int k = 0; k < type.length; k++) {
                type[k] = reports.type(i, k, b);
            }
            types.add(Reals.of(type));
        }
        return CertifiedWorlds.instance(world, environment.mdp(), parameters.weights(), parameters.boosts(), types);
    }

    /** The certificate of profile {@code b}. */
    public Certificate certify(Profiles reports, int b) {
        return Certifier.certify(instance(reports, b));
    }

    /**
     * The certificate of profile {@code b} for the policies that a maximizer has found: each of its moves that is exactly
     * optimal stays, so that ties are broken as it breaks them; others are repaired.
     */
    public Certificate certify(Profiles reports, int b, Maximizer maximizer) {
        Profiles one = reports.slice(b, b + 1);
        AffineMaximizer mechanism = new AffineMaximizer(environment, parameters);
        List<Reals> visits = new ArrayList<>();
        visits.add(Reals.of(maximizer.occupancies(mechanism.grand(), one)));
        for (int i = 0; i < environment.agentCount(); i++) {
            visits.add(Reals.of(maximizer.occupancies(mechanism.marginal(i), one)));
        }
        return Certifier.certify(instance(reports, b), Policies.of(environment.mdp(), visits));
    }
}
