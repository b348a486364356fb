package org.dynama.exact.plan;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * A mechanism as a plan: what it draws and charges after every public history of reports and draws that truth can reach. A
 * report that contradicts the history is taken for the first that does not.
 *
 * @param format {@link #FORMAT}
 * @param schema version
 * @param histories the first is the beginning
 * @param claims what it yields
 */
public record PlanCertificate(String format, int schema, PlanWorld world, List<History> histories, Claims claims) {
    /** How such a file begins. */
    public static final String FORMAT = "dynama plan certificate";

    /** The version that this program writes. */
    public static final int SCHEMA = 1;

    public PlanCertificate {
        histories = List.copyOf(histories);
    }

    /**
     * A history.
     *
     * @param reports per agent, the types that she may report, ascending
     * @param payments per agent, what she pays for each of these
     * @param answers to all profiles of reports
     */
    public record History(List<List<Integer>> reports, List<List<Rational>> payments, List<Answer> answers) {
        public History {
            reports = reports.stream().map(List::copyOf).toList();
            payments = payments.stream().map(List::copyOf).toList();
            answers = List.copyOf(answers);
        }
    }

    /**
     * What a profile of reports is answered.
     *
     * @param profile shape {@code [n]}; types
     */
    public record Answer(List<Integer> profile, List<Draw> draws) {
        public Answer {
            profile = List.copyOf(profile);
            draws = List.copyOf(draws);
        }
    }

    /**
     * Something that is drawn.
     *
     * @param shares shape {@code [n]}; who gets how much of the good
     * @param chance positive
     * @param next number of the history that follows; -1 in the last period
     */
    public record Draw(List<Rational> shares, Rational chance, int next) {
        public Draw {
            shares = List.copyOf(shares);
        }
    }

    /**
     * What a plan yields when all are truthful.
     *
     * @param profit of the designer
     * @param welfare profit and all utilities
     * @param truth per agent and type in the first period, her utility
     */
    public record Claims(Rational profit, Rational welfare, List<List<Rational>> truth) {
        public Claims {
            truth = truth.stream().map(List::copyOf).toList();
        }
    }
}
