package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Checks a certificate by sums, products and comparisons of fractions: it solves nothing, and rounds nothing.
 *
 * <p>Cost: {@code O(n * entries)} products of the certificate's fractions with small ones.
 */
public final class Verifier {
    private final Certificate certificate;
    private final Instance instance;
    private final Rewards rewards;
    private final List<String> agents;
    private final List<String> checks = new ArrayList<>();

    private Verifier(Certificate certificate) {
        this.certificate = certificate;
        instance = certificate.instance();
        rewards = new Rewards(instance);
        agents = instance.world().agents();
    }

    /** Checks everything, up to the first thing that does not hold. */
    public static Verdict verify(Certificate certificate) {
        Verifier verifier = new Verifier(certificate);
        return verdict(verifier.checks, verifier::check);
    }

    /** Checks whether an announcement's digests are those of its content. */
    public static Verdict verify(Announcement announcement) {
        List<String> checks = new ArrayList<>();
        return verdict(checks, () -> {
            AnnouncedCheck.checkDigests(announcement);
            checks.add("environment and mechanism are those of the digests");
        });
    }

    /**
     * Checks everything, and whether it is what was announced.
     *
     * @param reports that were made, for each announced agent; null if nobody says
     */
    public static Verdict verify(
            Certificate certificate, Announcement announcement, @Nullable List<List<Rational>> reports) {
        Verifier verifier = new Verifier(certificate);
        return verdict(verifier.checks, () -> {
            AnnouncedCheck.checkDigests(announcement);
            verifier.check();
            AnnouncedCheck.check(verifier.instance, announcement, reports);
            verifier.checks.add(
                    reports == null
                            ? "environment and mechanism are the announced ones"
                            : "environment and mechanism are the announced ones, and the reports are those that were made");
        });
    }

    private static Verdict verdict(List<String> checks, Runnable check) {
        try {
            check.run();
            return new Verdict(checks, "");
        } catch (Refutation | IllegalArgumentException refuted) {
            return new Verdict(checks, String.valueOf(refuted.getMessage()));
        }
    }

    private void check() {
        checkDigests();
        Economy everyone = Economy.grand(instance.world()).at(rewards);
        EconomyCheck grand = new EconomyCheck(everyone, certificate.grand());
        grand.check();
        checks.add((certificate.grand().isCompact()
                        ? "the grand economy's policy is optimal: no move is worth more anywhere, and it is worth "
                        : "the grand economy's policy is optimal: visits feasible, values feasible, both worth ")
                + EconomyCheck.shown(certificate.grand().value()));
        for (int i = 0; i < agents.size(); i++) {
            checkMarginal(i);
        }
        checks.add(
                instance.world().hasWorst()
                        ? "so is each economy's with an agent's worst type, and the least of hers counts"
                        : "so is each of the " + agents.size() + " marginal economies'");
        checkPayments(grand);
        checkUtilities();
    }

    private void checkMarginal(int i) {
        int types = instance.world().worst().get(i).size();
        Proof held = certificate.marginals().get(i);
        List<Proof> proofs = types > 1 ? certificate.candidates().get(i) : List.of(held);
        int given = Math.max(1, certificate.candidates().get(i).size());
        Refutation.unless(
                given == Math.max(1, types),
                () -> "marginal economies of \"%s\" = %d must be one for each of her %d worst types"
                        .formatted(agents.get(i), given, types));
        for (int k = 0; k < proofs.size(); k++) {
            new EconomyCheck(
                            types == 0
                                    ? Economy.without(instance.world(), i).at(rewards)
                                    : Economy.worst(instance, i, k),
                            proofs.get(k))
                    .check();
            Rational value = proofs.get(k).value();
            Refutation.unless(
                    held.value().compareTo(value) <= 0,
                    () -> "what \"%s\" is held against = %s must be the least of her worst types', %s"
                            .formatted(agents.get(i), EconomyCheck.shown(held.value()), EconomyCheck.shown(value)));
        }
        Refutation.unless(
                proofs.contains(held),
                () -> "what \"%s\" is held against must be one of her worst types' economies".formatted(agents.get(i)));
    }

    private void checkDigests() {
        Digests right = Digests.of(instance);
        Digests given = certificate.digests();
        AnnouncedCheck.requireDigest("environment", given.environment(), right.environment());
        AnnouncedCheck.requireDigest("mechanism", given.mechanism(), right.mechanism());
        AnnouncedCheck.requireDigest("reports", given.reports(), right.reports());
        checks.add("environment, mechanism and reports are those of the digests");
    }

    private void checkPayments(EconomyCheck grand) {
        for (int i = 0; i < agents.size(); i++) {
            int agent = i;
            Rational reward = grand.expected(move -> rewards.of(agent, move));
            require("reward", i, certificate.rewards(), reward);
            require("payment", i, certificate.payments(), payment(certificate, i, reward));
            require(
                    "utility",
                    i,
                    certificate.utilities(),
                    reward.minus(certificate.payments().get(i)));
        }
        checks.add(
                instance.world().hasWorst()
                        ? "payments leave each agent what her type is worth beyond the worst"
                        : "payments are what each agent's presence costs the others");
        Rational welfare = Fractions.sum(certificate.rewards());
        Refutation.unless(
                welfare.equals(certificate.welfare()),
                () -> "welfare = %s must be the sum of the rewards, %s"
                        .formatted(EconomyCheck.shown(certificate.welfare()), EconomyCheck.shown(welfare)));
    }

    /** {@code p_i = <nu, r_i> + (F_-i - F) / w_i}. */
    private static Rational payment(Certificate certificate, int i, Rational reward) {
        Rational marginal = certificate.marginals().get(i).value();
        Rational lost = marginal.minus(certificate.grand().value());
        return reward.plus(lost.dividedBy(certificate.instance().weights().get(i)));
    }

    private void require(String what, int i, List<Rational> given, Rational right) {
        Refutation.unless(
                given.get(i).equals(right),
                () -> "%s of \"%s\" = %s must be %s"
                        .formatted(what, agents.get(i), EconomyCheck.shown(given.get(i)), EconomyCheck.shown(right)));
    }

    /** An agent who never earns less than in her absence, whatever is done without her, cannot lose by taking part. */
    private void checkUtilities() {
        List<String> unpromised = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            String agent = agents.get(i);
            Rational utility = certificate.utilities().get(i);
            if (instance.world().worst().get(i).isEmpty()
                    ? isPromised(Economy.without(instance.world(), i), i)
                    : isNoWorse(i)) {
                Refutation.unless(
                        utility.signum() >= 0,
                        () -> "utility of \"%s\" = %s must not be negative"
                                .formatted(agent, EconomyCheck.shown(utility)));
            } else {
                unpromised.add("\"" + agent + "\" (" + EconomyCheck.shown(utility) + ")");
            }
        }
        checks.add(
                unpromised.isEmpty()
                        ? "no agent loses by taking part: utilities are 0 or more"
                        : "no utility is negative but, perhaps, those of " + String.join(", ", unpromised)
                                + ", to whom the environment promises none: some move that does not need them costs them");
    }

    /** Whether an agent's report is nowhere worth less than one of her worst types. */
    private boolean isNoWorse(int i) {
        return instance.world().worst().get(i).stream()
                .anyMatch(type -> instance.world().moves().stream()
                        .allMatch(move ->
                                move.reward(i, instance.reports().get(i)).compareTo(move.reward(i, type)) >= 0));
    }

    private boolean isPromised(Economy marginal, int i) {
        for (int move = 0; move < instance.world().moves().size(); move++) {
            if (marginal.allows(move)
                    && rewards.of(i, move)
                                    .compareTo(
                                            instance.world().moves().get(move).rewardInAbsence(i))
                            < 0) {
                return false;
            }
        }
        return true;
    }
}
