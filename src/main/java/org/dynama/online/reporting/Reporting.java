package org.dynama.online.reporting;

import java.util.Locale;
import org.dynama.model.Draws;

/**
 * A way in which an agent reports what she has realised: a map from her realisation and what she may know to a number; a
 * mechanism may cut what it hears. What a way remembers or tosses belongs to one run.
 */
public sealed interface Reporting permits Reporting.Memoryless, Reporting.Early, ReportingPlugIn, Flips, Adaptive {
    /** Says what is. */
    Reporting TRUTHFUL = new Truthful();

    /**
     * Begins a run.
     *
     * @param own random numbers that nobody else draws from
     */
    Reports begin(Draws own);

    /** A few words for a table. */
    String label();

    /** What an agent reports in one run, in its order; serves one thread. */
    interface Reports {
        /**
         * The report.
         *
         * @param realised the value that she had from this round
         * @param component which of her values this is: an allocation, or a state-action pair
         * @param episode from 1: an episode or a bracket of the mechanism; 0 for a bid before the first
         * @param round from 1
         * @param price what she was charged in this round
         */
        double report(double realised, int component, long episode, long round, double price);
    }

    /** A way that remembers nothing of earlier rounds. */
    sealed interface Memoryless extends Reporting, Reports
            permits Truthful, Scaled, Squashed, Chosen, PriceReactive, ReportTable {
        @Override
        default Reports begin(Draws own) {
            return this;
        }
    }

    /** Says what is. */
    record Truthful() implements Memoryless {
        @Override
        public double report(double realised, int component, long episode, long round, double price) {
            return realised;
        }

        @Override
        public String label() {
            return "truthful";
        }
    }

    /** Stationary: shades (factor below 1) or inflates (above 1) every value. */
    record Scaled(double factor) implements Memoryless {
        @Override
        public double report(double realised, int component, long episode, long round, double price) {
            return factor * realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, factor < 1 ? "shades to %s" : "inflates to %s", factor);
        }
    }

    /** Stationary: draws every value towards a target, so that all look alike; strength 1 reports the target alone. */
    record Squashed(double target, double strength) implements Memoryless {
        @Override
        public double report(double realised, int component, long episode, long round, double price) {
            return realised + strength * (target - realised);
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "squashes by %s to %s", strength, target);
        }
    }

    /** Stationary: another factor and offset for a chosen component; the truth for the others. */
    record Chosen(int component, double factor, double offset) implements Memoryless {
        @Override
        public double report(double realised, int at, long episode, long round, double price) {
            return at == component ? factor * realised + offset : realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "value %d times %s plus %s", component, factor, offset);
        }
    }

    /** Not stationary: scales her value in rounds in which she is charged more than a threshold. */
    record PriceReactive(double factor, double threshold) implements Memoryless {
        @Override
        public double report(double realised, int component, long episode, long round, double price) {
            return price > threshold ? factor * realised : realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "times %s when charged more than %s", factor, threshold);
        }
    }

    /** Not stationary: another way until a round, the truth from then on. */
    record Early(Reporting first, long rounds) implements Reporting {
        @Override
        public Reports begin(Draws own) {
            Reports early = first.begin(own);
            return (realised, component, episode, round, price) ->
                    round <= rounds ? early.report(realised, component, episode, round, price) : realised;
        }

        @Override
        public String label() {
            return first.label() + " for " + rounds + " rounds";
        }
    }
}
