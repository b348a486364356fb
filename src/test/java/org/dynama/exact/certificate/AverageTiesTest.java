package org.dynama.exact.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.exact.rational.Rational;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ties of average-reward economies go to the lowest move, whatever was proposed. */
class AverageTiesTest {
    private static final List<Move.Absence> NONE = List.of();

    private static SmallCertifiedWorlds world() {
        return new SmallCertifiedWorlds(Timing.Kind.AVERAGE, 1);
    }

    /** The moves of the grand economy's policy, the same from every proposal there is. */
    private static List<Integer> moves(Instance instance, int[]... movesAt) {
        List<Integer> found = null;
        int count = Arrays.stream(movesAt).mapToInt(moves -> moves.length).reduce(1, (x, y) -> x * y);
        for (int number = 0; number < count; number++) {
            int[] proposal = new int[movesAt.length];
            int rest = number;
            for (int s = 0; s < movesAt.length; s++) {
                proposal[s] = movesAt[s][rest % movesAt[s].length];
                rest /= movesAt[s].length;
            }
            Certificate certificate = new Certifier(instance.world()).certificate(instance, Policies.of(proposal, 2));
            assertThat(Verifier.verify(certificate).failure()).isEmpty();
            List<Integer> taken =
                    certificate.grand().rows().stream().map(Proof.Row::move).toList();
            assertThat(found == null ? taken : found)
                    .as("from %s", Arrays.toString(proposal))
                    .isEqualTo(taken);
            found = taken;
        }
        return found;
    }

    /** Two moves alike in every respect but their order. */
    @Test
    void equalMovesGoToTheLower() {
        Instance instance = world().states("a", "b")
                .first("a", "1")
                .move("a", "first", List.of(3), NONE, "b", "1/3", "a", "2/3")
                .move("a", "second", List.of(3), NONE, "b", "1/3", "a", "2/3")
                .move("b", "dear", List.of(0), NONE, "a", "1")
                .move("b", "back", List.of(1), NONE, "a", "1")
                .move("b", "again", List.of(1), NONE, "a", "1")
                .reports("1");
        assertThat(moves(instance, new int[] {0, 1}, new int[] {2, 3, 4})).containsExactly(0, 3);
    }

    /** 0.1 and 0.2 in turn are worth as much as 0.15 for ever; and who stays is elsewhere in the long run. */
    @Test
    void otherClassesOfTheSameGainAreTies() {
        Instance instance = world().states("a", "b")
                .first("a", "1")
                .move("a", "stay", List.of(3), NONE, "a", "1")
                .move("a", "go", List.of(2), NONE, "b", "1")
                .move("b", "back", List.of(4), NONE, "a", "1")
                .reports("1/20");
        assertThat(moves(instance, new int[] {0, 1}, new int[] {2})).containsExactly(0, 2);
    }

    /**
     * Two islands are worth the same, and the way between them costs; sailing to either is a tie, though iteration that
     * begins with everybody on one of them finds biases by which the other one looks dear.
     */
    @Test
    void islandsOfTheSameGainAreTies() {
        Instance instance = world().states("start", "east", "west")
                .first("start", "1")
                .move("start", "to east", List.of(0), NONE, "east", "1")
                .move("start", "to west", List.of(0), NONE, "west", "1")
                .move("east", "rest", List.of(2), NONE, "east", "1")
                .move("east", "cross", List.of(1), NONE, "west", "1")
                .move("west", "rest", List.of(2), NONE, "west", "1")
                .move("west", "cross", List.of(1), NONE, "east", "1")
                .reports("1");
        assertThat(moves(instance, new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5}))
                .containsExactly(0, 2, 4);
    }

    /** The same where the second island pays five when it is entered: more on the way, no more in the long run. */
    @Test
    void amongIslandsOfTheSameGainTheWayCounts() {
        Instance instance = world().states("start", "east", "west")
                .first("start", "1")
                .move("start", "to east", List.of(0), NONE, "east", "1")
                .move("start", "to west", List.of(5), NONE, "west", "1")
                .move("east", "rest", List.of(2), NONE, "east", "1")
                .move("east", "cross", List.of(1), NONE, "west", "1")
                .move("west", "rest", List.of(2), NONE, "west", "1")
                .move("west", "cross", List.of(1), NONE, "east", "1")
                .reports("1");
        assertThat(moves(instance, new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5}))
                .containsExactly(1, 2, 4);
    }

    /** Worlds full of islands: staying earns 2 here and there, and other ways lead round for less. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void proposalsDecideNothing(long seed) {
        UniformRandomProvider random = new RandomStream(seed, "islands").generator(0);
        String[] states = {"a", "b", "c", "d"};
        SmallCertifiedWorlds world = world().states(states).first("a", "1");
        int[][] movesAt = new int[4][3];
        for (int s = 0; s < 4; s++) {
            movesAt[s] = new int[] {3 * s, 3 * s + 1, 3 * s + 2};
            String next = states[(s + 1) % 4];
            String other = states[(s + 2) % 4];
            world.move(states[s], "round", List.of(random.nextInt(2)), NONE, next, "1")
                    .move(states[s], "stay", List.of(1 + random.nextInt(2)), NONE, states[s], "1")
                    .move(states[s], "drift", List.of(random.nextInt(3)), NONE, other, "1/2", next, "1/2");
        }
        moves(world.reports("1"), movesAt);
    }

    /** Without a proposal the rule is the same; a state that is never left out has one probability of a billionth. */
    @Test
    void rareStepsAreExact() {
        Instance instance = world().states("up", "down")
                .first("up", "1")
                .move("up", "go", List.of(1), NONE, "down", "1/1000000000", "up", "999999999/1000000000")
                .move("down", "go", List.of(0), NONE, "up", "1/2000000000", "down", "1999999999/2000000000")
                .reports("1");
        Proof proof = Certifier.certify(instance).grand();
        assertThat(proof.value()).isEqualTo(Rational.parse("1/3"));
        assertThat(IntStream.range(0, 2).mapToObj(k -> proof.rows().get(k).visits()))
                .containsExactly(Rational.parse("1/3"), Rational.parse("2/3"));
    }
}
