package org.dynama.online.reporting;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * How an agent reports what she has realised. It is a map from her realisation and what she may know to a number; a
 * mechanism may clip what it hears.
 */
public sealed interface Reporting {
    /** Says what is. */
    Reporting TRUTHFUL = new Truthful();

    /**
     * The report.
     *
     * @param realised the value that she had from this round
     * @param component which of her values this is: an allocation, or a state-action pair
     * @param round from 1
     * @param price what she was charged in this round
     */
    double report(double realised, int component, long round, double price);

    /** A few words for a table. */
    String label();

    /** Says what is. */
    record Truthful() implements Reporting {
        @Override
        public double report(double realised, int component, long round, double price) {
            return realised;
        }

        @Override
        public String label() {
            return "truthful";
        }
    }

    /** Stationary: shades (factor below 1) or inflates (above 1) every value. */
    record Scaled(double factor) implements Reporting {
        @Override
        public double report(double realised, int component, long round, double price) {
            return factor * realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, factor < 1 ? "shades to %s" : "inflates to %s", factor);
        }
    }

    /** Stationary: draws every value towards a target, so that all look alike; strength 1 reports the target alone. */
    record Squashed(double target, double strength) implements Reporting {
        @Override
        public double report(double realised, int component, long round, double price) {
            return realised + strength * (target - realised);
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "squashes by %s to %s", strength, target);
        }
    }

    /** Stationary: another factor and offset for a chosen component; the truth for the others. */
    record Chosen(int component, double factor, double offset) implements Reporting {
        @Override
        public double report(double realised, int at, long round, double price) {
            return at == component ? factor * realised + offset : realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "value %d times %s plus %s", component, factor, offset);
        }
    }

    /** Not stationary: another way until a round, the truth from then on. */
    record Early(Reporting first, long rounds) implements Reporting {
        @Override
        public double report(double realised, int component, long round, double price) {
            return round <= rounds ? first.report(realised, component, round, price) : realised;
        }

        @Override
        public String label() {
            return first.label() + " for " + rounds + " rounds";
        }
    }

    /** Another way, and how many reports it changes as a mechanism hears them; serves one thread. */
    final class Counted implements Reporting {
        private final Reporting way;
        private final DoubleUnaryOperator heard;
        private long changed;

        /** @param heard what a mechanism hears of a report */
        public Counted(Reporting way, DoubleUnaryOperator heard) {
            this.way = way;
            this.heard = heard;
        }

        @Override
        public double report(double realised, int component, long round, double price) {
            double report = way.report(realised, component, round, price);
            changed += heard.applyAsDouble(report) == heard.applyAsDouble(realised) ? 0 : 1;
            return report;
        }

        @Override
        public String label() {
            return way.label();
        }

        /** The changed reports since the last call. */
        public long take() {
            long taken = changed;
            changed = 0;
            return taken;
        }
    }

    /** Not stationary: scales her value in rounds in which she is charged more than a threshold. */
    record PriceReactive(double factor, double threshold) implements Reporting {
        @Override
        public double report(double realised, int component, long round, double price) {
            return price > threshold ? factor * realised : realised;
        }

        @Override
        public String label() {
            return String.format(Locale.ROOT, "times %s when charged more than %s", factor, threshold);
        }
    }
}
