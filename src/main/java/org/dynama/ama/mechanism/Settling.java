package org.dynama.ama.mechanism;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.model.Reals;
import org.dynama.world.Environment;

/**
 * How profiles were settled.
 *
 * @param profiles all of them
 * @param exact by exact arithmetic, since rounding could decide a policy or a payment
 * @param open by doubles nevertheless, since the world is too large for exact arithmetic
 * @param errors of those; shape {@code [n]}; in money, the most that each agent's payment may be off, 0 where all hers are
 *     settled
 */
public record Settling(long profiles, long exact, long open, Reals errors) {

    /** Before the first. */
    public static Settling none(int agents) {
        return new Settling(0, 0, 0, Reals.filled(agents, 0));
    }

    /** With the profiles of one more outcome. */
    public Settling with(Outcome outcome) {
        double[] worst = errors.toArray();
        outcome.open().values().forEach(off -> Arrays.setAll(worst, i -> Math.max(worst[i], off[i])));
        return new Settling(
                profiles + outcome.count(),
                exact + outcome.exact().size(),
                open + outcome.open().size(),
                Reals.of(worst));
    }

    /** With one profile of an outcome. */
    public Settling with(Outcome outcome, int b) {
        double[] off = outcome.open().get(b);
        Reals worst = errors;
        if (off != null) {
            double[] most = errors.toArray();
            Arrays.setAll(most, i -> Math.max(most[i], off[i]));
            worst = Reals.of(most);
        }
        int settled = outcome.exact().containsKey(b) ? 1 : 0;
        return new Settling(profiles + 1, exact + settled, open + (off == null ? 0 : 1), worst);
    }

    /** With those of other profiles. */
    public Settling and(Settling other) {
        double[] worst = errors.toArray();
        Arrays.setAll(worst, i -> Math.max(worst[i], other.errors.get(i)));
        return new Settling(profiles + other.profiles, exact + other.exact, open + other.open, Reals.of(worst));
    }

    /** By name, agents whose payments are not all settled, and how far one may be off. */
    public Map<String, Double> unsettled(Environment environment) {
        return named(environment, errors.toArray());
    }

    /** The same of one profile of an outcome. */
    public static Map<String, Double> unsettled(Environment environment, Outcome outcome, int b) {
        return named(environment, outcome.open().getOrDefault(b, new double[0]));
    }

    private static Map<String, Double> named(Environment environment, double[] errors) {
        Map<String, Double> unsettled = new LinkedHashMap<>();
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] > 0) {
                unsettled.put(environment.agents().get(i).name(), errors[i]);
            }
        }
        return unsettled;
    }
}
