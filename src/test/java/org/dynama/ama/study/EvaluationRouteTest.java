package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dynama.ama.SearchStudy;
import org.dynama.config.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exact route a spec leads to. */
class EvaluationRouteTest {

    /** Programs alone, unless a world with cycles has more than 3,000 states; what is asked for is done anyway. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "'kind: sequential-sales, agents: 3, items: 2', auto, lp, false",
        "'kind: sequential-sales, agents: 8, items: 5', auto, lp, false",
        "'kind: gridworld, agents: 2, size: 4', auto, lp, false",
        "'kind: gridworld, agents: 2, size: 55', auto, dp, true",
        "'kind: gridworld, agents: 2, size: 55', lp, lp, false",
        "'kind: gridworld, agents: 2, size: 55', dp, dp, false"
    })
    void sizesAndHorizonsDecide(String environment, String solver, String route, boolean proven) {
        String text = "environment: {" + environment + "}\nevaluation: {solver: " + solver + "}\n";
        Document document = Document.parse("spec.yaml", text, new SearchStudy().schema(), List.of());
        EvaluationRoute found = EvaluationRoute.of(SearchSpec.of(document));
        assertThat(found.key()).isEqualTo(route);
        assertThat(found.isProven()).isEqualTo(proven);
        assertThat(found.notes()).hasSize(proven ? 1 : 0);
        if (proven) {
            assertThat(found.notes().get(0))
                    .startsWith("World of 3,025 states: evaluated by dynamic programs, each optimum proved by");
            assertThat(found.phase()).isEqualTo("dynamic programs and proofs");
        }
    }
}
