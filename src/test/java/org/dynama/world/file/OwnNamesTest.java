package org.dynama.world.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Markets whose actions have names of their own in every state. */
class OwnNamesTest {
    private static final int STATES = 400;

    @TempDir
    Path folder;

    /** A chain of states with two actions each, one for each agent. */
    private Environment chain(int states, String more) throws IOException {
        List<String> actions = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < 2; i++) {
                String next = s + 1 < states ? "\"s%d\": 1".formatted(s + 1) : "";
                actions.add(
                        "{\"state\": \"s%d\", \"name\": \"act %d/%d\", \"next\": {%s}, \"rewards\": {\"g%d\": {\"type\": [1]}}}"
                                .formatted(s, s, i, next, i));
            }
        }
        String type =
                "\"types\": {\"dimension\": 1, \"distribution\": {\"kind\": \"uniform\", \"low\": [0], \"high\": [1]}}";
        Path file = folder.resolve("own.json");
        Files.writeString(
                file,
                "{\"name\": \"own names\", %s, \"initial\": {\"s0\": 1}, \"agents\": [{\"name\": \"g0\", %s}, {\"name\": \"g1\", %s}], \"actions\": [%s]}"
                        .formatted(more, type, type, String.join(",\n", actions)));
        return EnvironmentFile.read(file).environment();
    }

    /** Each state goes to the agent with the larger type: by sweeps, by a linear program, and softly the colder the nearer. */
    @Test
    void areSolvedByTheirRealPairs() throws IOException {
        Environment chain = chain(STATES, "\"horizon\": {\"kind\": \"finite\"}");
        assertThat(chain.mdp().actionCount()).isEqualTo(2 * STATES);
        assertThat(chain.mdp().pairCount()).isEqualTo(2 * STATES);
        Profiles profiles = Profiles.of(2, 1, 2, 0.5, 0.25, 0.375, 0.75);
        double[] best = {0.5 * STATES, 0.75 * STATES};
        AffineWelfare welfare = AffineWelfare.total(2, chain.mdp().pairCount());
        try (OccupancySolver solver = new AcyclicSolver(chain.mdp(), chain.rewards(), 1);
                Measures.Optimal hard = solver.hard(welfare, profiles);
                Measures.Regularized soft =
                        solver.regularized(welfare, profiles, new Regularizer.ConditionalEntropy(1e-3))) {
            assertThat(hard.values()).containsExactly(best);
            assertThat(hard.sum()).hasSize(2 * STATES);
            assertThat(soft.values()).containsExactly(best, within(1e-9 * STATES));
            try (Measures moved = soft.pullback(welfare)) {
                assertThat(moved.sum()).hasSize(2 * STATES);
            }
        }
        Environment shorter = chain(STATES / 8, "\"horizon\": {\"kind\": \"finite\"}");
        OccupancyLp program = new OccupancyLp(shorter.mdp(), shorter.rewards());
        AffineWelfare total = AffineWelfare.total(2, shorter.mdp().pairCount());
        assertThat(program.solve(total, profiles, 1).value()).isCloseTo(best[1] / 8, within(1e-9 * STATES));
    }
}
