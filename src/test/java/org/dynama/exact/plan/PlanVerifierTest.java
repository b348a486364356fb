package org.dynama.exact.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.exact.certificate.Verdict;
import org.dynama.exact.plan.PlanCertificate.Answer;
import org.dynama.exact.plan.PlanCertificate.Claims;
import org.dynama.exact.plan.PlanCertificate.Draw;
import org.dynama.exact.plan.PlanCertificate.History;
import org.dynama.exact.rational.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One agent, values 1, 2, 3 alike, one period: the price 2 earns 4/3, written down by hand. */
class PlanVerifierTest {
    private static final Rational THIRD = Rational.parse("1/3");

    private static List<Rational> all(String... fractions) {
        return List.of(fractions).stream().map(Rational::parse).toList();
    }

    private static PlanWorld world() {
        return new PlanWorld(
                "by hand",
                1,
                1,
                Rational.ONE,
                false,
                all("1", "2", "3"),
                Collections.nCopies(3, THIRD),
                all("0"),
                List.of(),
                List.of());
    }

    /** Sells to the values from {@code first} on. */
    private static PlanCertificate sale(int first, List<Rational> payments, String profit, String... utilities) {
        List<Answer> answers = new ArrayList<>();
        for (int v = 0; v < 3; v++) {
            answers.add(new Answer(List.of(v), List.of(new Draw(all(v >= first ? "1" : "0"), Rational.ONE, -1))));
        }
        History start = new History(List.of(List.of(0, 1, 2)), List.of(payments), answers);
        List<Rational> truth = all(utilities);
        Rational welfare = IntStream.range(0, 3)
                .mapToObj(v -> truth.get(v).times(THIRD))
                .reduce(Rational.parse(profit), Rational::plus);
        Claims claims = new Claims(Rational.parse(profit), welfare, List.of(truth));
        return new PlanCertificate(PlanCertificate.FORMAT, PlanCertificate.SCHEMA, world(), List.of(start), claims);
    }

    @Test
    void aPriceIsProven() {
        Verdict verdict = PlanVerifier.verify(sale(1, all("0", "2", "2"), "4/3", "0", "0", "1"));
        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.checks()).anyMatch(check -> check.contains("exploitability is exactly 0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 5/2 | 3/2 | 0 0 1/2 | agent 1 at value 3 gains 1/2 by lying",
                "1 2 2 | 5/3 | -1 0 1 | agent 1 at value 1 loses 1 by taking part",
                "0 2 2 | 4/3 | 0 0 2 | utility of truth of agent 1 at value 3 = 2 must be 1",
                "0 2 2 | 3/2 | 0 0 1 | profit = 3/2 must be 4/3"
            })
    void whatIsNotTruthfulIsRefuted(String payments, String profit, String utilities, String why) {
        PlanCertificate plan = sale(1, all(payments.split(" ")), profit, utilities.split(" "));
        assertThat(PlanVerifier.verify(plan).failure()).isEqualTo(why);
    }

    @Test
    void lossesAreRefuted() {
        PlanCertificate fee = sale(0, all("2", "2", "2"), "2", "-1", "0", "1");
        assertThat(PlanVerifier.verify(fee).failure()).isEqualTo("agent 1 at value 1 loses 1 by taking part");
    }

    @Test
    void drawsMustSumToOneAndGiveAwayNoMoreThanTheGood() {
        PlanCertificate right = sale(1, all("0", "2", "2"), "4/3", "0", "0", "1");
        History start = right.histories().get(0);
        List<Answer> answers = new ArrayList<>(start.answers());
        answers.set(0, new Answer(List.of(0), List.of(new Draw(all("0"), Rational.parse("1/2"), -1))));
        assertThat(failure(right, answers)).contains("must have sum 1");
        answers.set(0, new Answer(List.of(0), List.of(new Draw(all("3/2"), Rational.ONE, -1))));
        assertThat(failure(right, answers)).contains("shares of one good");
        answers.set(0, start.answers().get(1));
        assertThat(failure(right, answers)).isEqualTo("history 0 must answer each of 3 profiles once");
    }

    private static String failure(PlanCertificate plan, List<Answer> answers) {
        History start = plan.histories().get(0);
        History other = new History(start.reports(), start.payments(), answers);
        return PlanVerifier.verify(
                        new PlanCertificate(plan.format(), plan.schema(), plan.world(), List.of(other), plan.claims()))
                .failure();
    }
}
