package org.dynama.baseline;

import org.dynama.model.Reals;

/**
 * What a baseline says of a world.
 *
 * @param name of the baseline, or of what it is in this world: {@code Myerson} where each agent has one number
 * @param promise what the value is
 * @param value profit in expectation: payments to the designer plus her own reward (an average a period where the horizon is one)
 * @param bound that no mechanism of the promise exceeds; the value itself, but where an optimum was found within a tolerance
 * @param standardError of the value; 0 where all profiles were enumerated
 * @param perProfile shape {@code [B]}, the value in each of the profiles that were given; empty where it has none
 * @param method how it was found, in words
 */
public record BaselineValue(
        String name,
        Promise promise,
        double value,
        double bound,
        double standardError,
        Reals perProfile,
        String method) {

    /** What a value is. */
    public enum Promise {
        /** No Bayesian incentive compatible, interim individually rational mechanism earns more. */
        UPPER_BOUND("no incentive compatible and individually rational mechanism earns more"),
        /** The most of those, reached by one of them. */
        OPTIMUM("the most that an incentive compatible and individually rational mechanism earns"),
        /** A mechanism in which truth is dominant earns it. */
        REACHED("earned by a mechanism in which truth is a dominant strategy");

        private final String sentence;

        Promise(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }
    }

    /** A value that is its own bound, from its parts by profile. */
    static BaselineValue of(String name, Promise promise, WeightedProfiles profiles, double[] each, String method) {
        double mean = profiles.mean(each);
        String over = profiles.isEnumerated()
                ? ", all " + each.length + " profiles enumerated"
                : ", over " + each.length + " profiles drawn";
        return new BaselineValue(
                name, promise, mean, mean, profiles.standardError(each), Reals.of(each), method + over);
    }
}
