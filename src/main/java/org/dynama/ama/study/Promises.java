package org.dynama.ama.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dynama.ama.audit.WorstAmount;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.menu.FeatureBound;
import org.dynama.exact.Exactness;
import org.dynama.model.Endlessness;
import org.dynama.model.Mdp;
import org.dynama.model.ProperPolicy;
import org.dynama.model.Reals;
import org.dynama.model.RunLengths;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;
import org.dynama.study.Soundness.Check;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/**
 * What a mechanism promises and what exact solvers do, as checks. The one place that says how far rounding may carry a
 * number from zero.
 *
 * @param stakes shape {@code [n]}; the most that one action can be worth to each agent, or cost her
 * @param visits how many actions a run has at most, expected and discounted; one where numbers are per period
 */
public record Promises(Reals stakes, double visits) {
    /** Of gains and losses, beside the unit: floating point leaves 1e-16 of each action. */
    private static final double ROUNDING = 1e-9;

    /** Standard errors; by chance one mean in five hundred million lies further off. */
    private static final double SAMPLING = 6;

    /** Profiles from which a standard error can be relied on. */
    private static final int FEWEST = 1_000;

    /** Of residuals of linear programs: what they are solved to at worst. */
    private static final double PROGRAMS = 1e-7;

    /** The promises of mechanisms in a world. */
    public static Promises in(Environment environment) {
        return new Promises(Stakes.of(environment), actions(environment.mdp()));
    }

    private static double actions(Mdp mdp) {
        // Where a run need not end, its size is that of one which takes the first way out.
        return Endlessness.mayLast(mdp)
                ? RunLengths.of(ProperPolicy.led(mdp)).most()
                : RunLengths.of(mdp).most();
    }

    /** The most that an agent can earn in a run; what is rounding for one may be everything to another. */
    private double unit(int agent) {
        return stakes.get(agent) > 0 ? stakes.get(agent) * visits : 1;
    }

    /** The most that anybody can earn in a run: the unit of sums over agents. */
    private double unit() {
        double largest = stakes.stream().max().orElse(0);
        return largest > 0 ? largest * visits : 1;
    }

    /** What rounding can make of nothing, for the sum over all agents' or the largest agent's amounts. */
    public double rounding() {
        return ROUNDING * unit();
    }

    /** Whether two amounts of an agent are the same but for rounding. */
    public boolean same(double one, double other, int agent) {
        return one == other || Math.abs(one - other) <= ROUNDING * unit(agent);
    }

    /** Whether two sums over agents, which may be larger than the unit, are the same but for rounding. */
    public boolean same(double one, double other) {
        return one == other || Math.abs(one - other) <= ROUNDING * Math.max(unit(), Math.abs(other));
    }

    /**
     * That no misreport pays.
     *
     * @param most what the most profitable one gains, and whom
     * @param where it was found, in words
     */
    public Check incentives(long misreports, WorstAmount most, String where) {
        String name = "largest gain of a misreport";
        if (misreports == 0) {
            return Soundness.untested(name, "No misreport was tried.");
        }
        double gain = most.amount();
        String best = gain < -ROUNDING * unit(most.agent())
                ? "the best loses " + Numbers.plain(-gain)
                : gain == 0 ? "the best gains nothing" : "the largest gain is rounding, " + Numbers.scientific(gain);
        String tried = Numbers.count(misreports);
        return amount(
                name,
                most,
                "None of " + tried + " misreports pays: " + best + ".",
                "Lying can pay: the best of " + tried + " misreports gains " + Numbers.plain(gain) + ".",
                where);
    }

    /**
     * That no truthful agent loses.
     *
     * @param loss the largest, and whose
     * @param where it was found, in words
     */
    public Check participation(WorstAmount loss, String where) {
        double utility = 0 - loss.amount();
        String smallest = utility == 0
                ? "0"
                : Math.abs(utility) <= ROUNDING * unit(loss.agent())
                        ? "rounding, " + Numbers.scientific(utility)
                        : Numbers.plain(utility);
        return amount(
                "largest loss by taking part",
                loss,
                "No truthful agent loses by taking part: the smallest utility is " + smallest + ".",
                "Taking part can cost: the smallest utility of a truthful agent is " + smallest + ".",
                where);
    }

    /** What a menu of estimated features does not promise: exact truth. The most that a lie can gain, or truth lose. */
    public static List<Check> estimated(FeatureBound bound) {
        String sure = bound.confidence() == null
                ? ""
                : String.format(Locale.ROOT, ", with a confidence of %.1f %%", 100 * bound.confidence());
        return List.of(
                Soundness.unpromised(
                        "bound on gains by lies",
                        bound.gain(),
                        "Features are estimates: no lie gains more than " + Numbers.plain(bound.gain()) + sure + "."),
                Soundness.unpromised(
                        "bound on losses by taking part",
                        bound.loss(),
                        "No truthful agent loses more than " + Numbers.plain(bound.loss()) + " by taking part" + sure
                                + "."));
    }

    /** That an agent's amount is rounding. */
    public Check amount(String name, WorstAmount value, String holds, String fails, String where) {
        return Soundness.atMost(name, value.amount(), ROUNDING, unit(value.agent()), holds, fails)
                .at(where);
    }

    /**
     * How profiles were settled.
     *
     * @param unsettled by name, agents whose payments are not all settled, and how far one may be off
     */
    public Check settling(Settling settling, Map<String, Double> unsettled) {
        String profiles = Numbers.count(settling.profiles());
        String exact = settling.exact() == 0
                ? "Rounding decides none of " + profiles + " outcomes."
                : "Exact arithmetic settles " + Numbers.count(settling.exact()) + " of " + profiles
                        + " outcomes, which rounding could decide.";
        return Soundness.atMost(
                "largest error of an unsettled payment",
                IntStream.range(0, stakes.size())
                        .mapToDouble(i -> settling.errors().get(i) == 0
                                ? 0
                                : settling.errors().get(i) / stakes.get(i))
                        .max()
                        .orElse(0),
                SettledMechanism.SETTLED,
                1,
                exact,
                Numbers.count(settling.open()) + " of " + profiles
                        + " outcomes are not settled: payments may be off by "
                        + unsettled.entrySet().stream()
                                .map(off -> Numbers.scientific(off.getValue()) + " for " + off.getKey())
                                .collect(Collectors.joining(", "))
                        + ". Exact arithmetic settles no worlds of more than " + SettledMechanism.MOST_STATES
                        + " states with cycles or " + SettledMechanism.MOST_PAIRS
                        + " pairs without, none whose values have too many digits, and no worst types that may lie inside"
                        + " a box.");
    }

    /**
     * That a bound is one: a check that only a share above 1, by more than sampling can make of it, calls for.
     *
     * @param isEnumerated whether the share is of all profiles that there are
     */
    public static List<Check> share(SearchRecord.Limit bound, boolean isEnumerated) {
        SearchRecord.Share share = bound.share();
        double most = 1 + SAMPLING * share.standardError() + ROUNDING;
        // A bound of zero on all profiles has no shares; that speaks against nobody. Nor do few profiles: what is a
        // bound on
        // expectations may be passed on each of them, and their standard error says little.
        // Where all profiles are enumerated there is no such error.
        boolean isJudged = bound.kind().equals("first-best") || share.profiles() >= FEWEST || isEnumerated;
        if (!isJudged || !(share.mean() > most)) {
            return List.of();
        }
        return List.of(Soundness.refused(
                "share of the bound",
                share.mean(),
                "The share of the " + bound.kind() + " bound is " + Numbers.plain(share.mean())
                        + ", and nothing exceeds a bound: at most " + Numbers.plain(most) + " can be sampling."));
    }

    /** How exactly linear programs were solved; nothing without them. */
    public List<Check> programs(@Nullable Exactness exactness) {
        if (exactness == null) {
            return List.of();
        }
        String gap = Numbers.scientific(exactness.largestDualityGap());
        String flow = Numbers.scientific(exactness.largestFlowResidual());
        return List.of(
                Soundness.atMost(
                        "duality gap",
                        exactness.largestDualityGap(),
                        PROGRAMS,
                        1,
                        "The linear programs are solved up to a duality gap of " + gap + ".",
                        "The linear programs leave a duality gap of " + gap + "."),
                Soundness.atMost(
                        "flow residual",
                        exactness.largestFlowResidual(),
                        PROGRAMS,
                        visits,
                        "Their visits meet the flow equations up to " + flow + ".",
                        "Their visits miss the flow equations by " + flow + "."));
    }
}
