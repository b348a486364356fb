package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dynama.exact.certificate.Certificate;
import org.dynama.exact.certificate.CertifiedWorld;
import org.dynama.exact.certificate.CertifiedWorlds;
import org.dynama.exact.certificate.Certifier;
import org.dynama.exact.certificate.Design;
import org.dynama.exact.certificate.Instance;
import org.dynama.exact.certificate.Move;
import org.dynama.exact.certificate.Policies;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Agent;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.WorstTypes;

/**
 * What an affine maximizer does with reports, in exact arithmetic, for one environment and its parameters. One object may
 * serve many threads.
 */
public final class Certification {
    private final Environment environment;
    private final AmaParameters parameters;
    private final Design design;
    private final Certifier certifier;

    /**
     * Prepares certificates.
     *
     * @throws IllegalArgumentException if names of states, actions or agents are not unique
     */
    public Certification(Environment environment, AmaParameters parameters) {
        this(environment, parameters, new BitSet());
    }

    /**
     * Prepares exact outcomes when some agents take no part.
     *
     * @param absent they must earn nothing in the environment
     * @throws IllegalArgumentException if names of states, actions or agents are not unique
     */
    public Certification(Environment environment, AmaParameters parameters, BitSet absent) {
        this.environment = environment;
        this.parameters = parameters;
        CertifiedWorld made = CertifiedWorlds.of(
                environment.name(),
                environment.mdp(),
                environment.agents().stream().map(Agent::name).toList(),
                environment.rewards(),
                this::absences);
        CertifiedWorld world = made.withWorst(worst());
        certifier = new Certifier(world, absent);
        design = CertifiedWorlds.design(world, environment.mdp(), parameters.weights(), parameters.boosts());
    }

    private List<List<List<Rational>>> worst() {
        return IntStream.range(0, environment.agentCount())
                .mapToObj(i -> environment.absence() instanceof Absence.WorstType rule
                        ? types(rule.worst().get(i))
                        : List.<List<Rational>>of())
                .toList();
    }

    private static List<List<Rational>> types(WorstTypes worst) {
        if (!worst.areFinite()) {
            throw Refusal.of(
                    "a worst type may lie inside a box, and certificates hold those only that are known beforehand",
                    "Maybe leave absence: worst-type out, or types that are finite.");
        }
        return worst.boxes().stream()
                .map(box -> box.low().stream().mapToObj(Rational::decimal).toList())
                .toList();
    }

    private List<Move.Absence> absences(int pair) {
        List<Move.Absence> absences = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            if (environment.absence().taken() instanceof Absence.Masked masked
                    && masked.needs().get(i).get(pair)) {
                absences.add(new Move.Absence(i, true, Rational.ZERO));
            } else if (environment.absence().remainder(i, pair) != 0) {
                double remainder = environment.absence().remainder(i, pair);
                absences.add(new Move.Absence(i, false, Rational.decimal(remainder)));
            }
        }
        return absences;
    }

    /** Environment and mechanism in exact numbers. */
    public Design design() {
        return design;
    }

    /** The reports of profile {@code b} in exact numbers, with everything that is agreed before. */
    public Instance instance(Profiles reports, int b) {
        List<List<Rational>> types = new ArrayList<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            List<Rational> type = new ArrayList<>();
            for (int k = 0; k < environment.agents().get(i).types().dimension(); k++) {
                type.add(Rational.decimal(reports.type(i, k, b)));
            }
            types.add(type);
        }
        return new Instance(design, types);
    }

    /** What the mechanism does in profile {@code b}, ties to the lowest action. */
    ExactOutcome outcome(Profiles reports, int b) {
        return outcome(certifier.deal(instance(reports, b)), reports, b);
    }

    /** Its policy alone, without marginal economies. */
    ExactOutcome policy(Profiles reports, int b) {
        return outcome(certifier.policy(instance(reports, b)), reports, b);
    }

    private ExactOutcome outcome(Certifier.Dealt dealt, Profiles reports, int b) {
        return new ExactOutcome(
                dealt, design.weights(), (pairs, visits) -> losses(pairs, visits, reports.slice(b, b + 1)));
    }

    private double[] losses(int[] pairs, double[] visits, Profiles one) {
        double[] borne = new double[environment.losses().size()];
        for (int l = 0; l < borne.length; l++) {
            double[][] table =
                    environment.losses().get(l).table(one, environment.mdp().pairCount());
            for (int k = 0; k < pairs.length; k++) {
                borne[l] += visits[k] * table[pairs[k]][0];
            }
        }
        return borne;
    }

    /**
     * For each agent whose payment depends on how ties are decided, the least and the most that she could pay in profile
     * {@code b}; nobody unless the horizon is finite.
     *
     * @param outcome of the same profile, in exact arithmetic
     */
    public Map<Integer, List<Double>> tied(Profiles reports, int b, Outcome outcome) {
        List<List<Rational>> ranges = certifier.ranges(instance(reports, b));
        Map<Integer, List<Double>> tied = new TreeMap<>();
        for (int i = 0; i < ranges.size(); i++) {
            Rational least = ranges.get(i).get(0);
            Rational most = ranges.get(i).get(1);
            if (!least.equals(most)) {
                double utility = outcome.utility(i, b);
                tied.put(i, List.of(least.toDouble() - utility, most.toDouble() - utility));
            }
        }
        return tied;
    }

    /** The certificate of profile {@code b}. */
    public Certificate certify(Profiles reports, int b) {
        return Certifier.certify(instance(reports, b));
    }

    /**
     * The certificate of profile {@code b}, found from the policies that a maximizer has found; those that are not exactly
     * optimal, or not the lowest of them, are replaced.
     */
    public Certificate certify(Profiles reports, int b, Maximizer maximizer) {
        Profiles one = reports.slice(b, b + 1);
        AffineMaximizer mechanism = new AffineMaximizer(environment, parameters);
        List<Reals> visits = new ArrayList<>();
        visits.add(Reals.of(maximizer.occupancies(mechanism.grand(), one)));
        for (int i = 0; i < environment.agentCount(); i++) {
            visits.add(Reals.of(mechanism.marginal(i).occupancies(maximizer, one)));
        }
        return certifier.certificate(instance(reports, b), Policies.of(environment.mdp(), visits));
    }
}
