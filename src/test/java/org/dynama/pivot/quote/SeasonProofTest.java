package org.dynama.pivot.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.dynama.config.Json;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonCertificate;
import org.dynama.exact.season.SeasonCertifier;
import org.dynama.exact.season.SeasonVerifier;
import org.dynama.pivot.mechanism.LongRunTest;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomAffine;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.mechanism.RandomSpaces.Absence;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates of seasons: exact values agree with the solver's, and nothing can be changed. */
class SeasonProofTest {
    private static SeasonCertificate proof(PivotMechanism mechanism, List<SeasonCertifier.Played> season) {
        return SeasonCertifier.certify(
                ExactSeason.of(mechanism.affine()),
                (absent, s, z, b) ->
                        (absent < 0 ? mechanism.policy() : mechanism.without().get(absent)).action(0, s, z, b),
                season);
    }

    /** A season of random reports, in which public states are those that can follow. */
    private static List<SeasonCertifier.Played> season(PivotMechanism mechanism, long seed) {
        AllocationWorld world = mechanism.world();
        SplittableRandom random = new SplittableRandom(seed);
        List<SeasonCertifier.Played> season = new ArrayList<>();
        int s = random.nextInt(world.stateCount());
        int periods = world.isFinite() ? world.stages().size() : 4;
        for (int t = 0; t < periods; t++) {
            List<Integer> reports = new ArrayList<>();
            world.agents()
                    .forEach(agent -> reports.add(random.nextInt(agent.types().size())));
            int z = random.nextInt(world.draws().size());
            season.add(new SeasonCertifier.Played(s, reports, z));
            int table = world.isFinite() ? t : 0;
            int b = mechanism
                    .profiles()
                    .profile(reports.stream().mapToInt(k -> k).toArray());
            int a = mechanism.policy().action(table, s, z, b);
            var next = world.stages().get(table).next();
            s = next.next(next.begin(next.pair(s, a)));
        }
        return season;
    }

    private static void agrees(AffineWorld affine, long seed) {
        PivotMechanism mechanism = PivotSolver.solve(affine, 1, share -> {});
        List<SeasonCertifier.Played> season = season(mechanism, seed);
        SeasonCertificate proof = proof(mechanism, season);
        assertThat(SeasonVerifier.verify(proof).failure()).isEmpty();
        for (int t = 0; t < season.size(); t++) {
            SeasonCertifier.Played played = season.get(t);
            int table = mechanism.world().isFinite() ? t : 0;
            int b = mechanism
                    .profiles()
                    .profile(played.reports().stream().mapToInt(k -> k).toArray());
            assertThat(proof.season().get(t).action())
                    .isEqualTo(mechanism.policy().action(table, played.state(), played.draw(), b));
            for (int i = 0; i < mechanism.profiles().agents(); i++) {
                // Utilities of size one; payments of the solver are settled to 5e-10 of them.
                assertThat(mechanism.transfers().payment(table, i, played.state(), played.draw(), b))
                        .isCloseTo(
                                proof.season().get(t).payments().get(i).toDouble(),
                                within(1e-9 / Math.min(1, affine.weights().get(i))));
            }
        }
    }

    /** The fractions are what the solver found in doubles, in finite, discounted and nearly undiscounted worlds. */
    @ParameterizedTest(name = "absence {0}")
    @EnumSource(Absence.class)
    void fractionsAgreeWithTheSolver(Absence absence) {
        for (long seed = 1; seed <= 6; seed++) {
            agrees(AffineWorld.plain(RandomSpaces.finite(seed, absence, -1)), seed);
            agrees(AffineWorld.plain(RandomSpaces.discounted(seed, absence, -1)), seed);
            agrees(AffineWorld.plain(LongRunTest.world(seed, absence, 0.99999)), seed);
            agrees(RandomAffine.of(RandomSpaces.finite(seed, absence, -1), seed), seed);
            agrees(RandomAffine.of(RandomSpaces.discounted(seed, absence, -1), seed), seed);
        }
    }

    private static PivotMechanism small(boolean finite) {
        for (long seed = 1; ; seed++) {
            AllocationWorld world = finite
                    ? RandomSpaces.finite(seed, Absence.LESS, -1)
                    : RandomSpaces.discounted(seed, Absence.LESS, -1);
            if (world.agentCount() > 1
                    && world.stateCount() > 1
                    && (!finite || world.stages().size() > 1)) {
                return PivotSolver.solve(AffineWorld.plain(world), 1, share -> {});
            }
        }
    }

    /** What a file says after an edit, digests made anew as a forger would. */
    private static String failure(SeasonCertificate proof, Consumer<ObjectNode> edit) throws IOException {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(Json.write(proof));
        edit.accept(tree);
        SeasonCertificate edited = read(tree);
        tree.put("worldDigest", edited.design().worldDigest());
        tree.put("mechanismDigest", edited.design().digest());
        return SeasonVerifier.verify(read(tree)).failure();
    }

    private static SeasonCertificate read(JsonNode tree) {
        return Json.parse("x", Json.write(tree).getBytes(StandardCharsets.UTF_8), SeasonCertificate.class);
    }

    private static void add(JsonNode list, int at, String more) {
        Rational old = Rational.parse(list.path(at).asText());
        ((ArrayNode) list).set(at, Json.MAPPER.valueToTree(old.plus(Rational.parse(more))));
    }

    /** Whatever a forger changes, even where digests and totals are made to fit, is found. */
    @ParameterizedTest(name = "finite {0}")
    @org.junit.jupiter.params.provider.ValueSource(booleans = {true, false})
    void forgeriesAreFound(boolean finite) throws IOException {
        PivotMechanism mechanism = small(finite);
        SeasonCertificate proof = proof(mechanism, season(mechanism, 3));
        assertThat(failure(proof, tree -> {})).isEmpty();
        assertThat(failure(proof, tree -> {
                    add(tree.at("/season/0/payments"), 0, "1/1000000000000");
                    add(tree.path("totals"), 0, "1/1000000000000");
                }))
                .contains("payment of \"agent 0\" in period 1 = ");
        assertThat(failure(proof, tree -> add(tree.path("totals"), 1, "-1/3"))).contains("total of \"agent 1\" = ");
        assertThat(failure(proof, tree -> {
                    ArrayNode numerators = (ArrayNode) tree.at("/values/0/1/numerators");
                    numerators.set(
                            0,
                            new BigInteger(numerators.path(0).asText())
                                    .add(BigInteger.ONE)
                                    .toString());
                }))
                .contains("values without \"agent 0\"")
                .contains("do not solve Bellman's equation");
        assertThat(failure(proof, tree -> add(tree.at("/design/world/stages/0/moves/0/rewards/0"), 0, "5")))
                .contains("do not solve Bellman's equation");
        assertThat(failure(proof, tree -> add(tree.at("/design/weights"), 0, "1")))
                .isNotEmpty();
        assertThat(failure(proof, tree -> add(tree.at("/design/world/stages/0/draws"), 0, "1/7")))
                .contains("draws must have probabilities of sum 1");
        assertThat(failure(
                        proof,
                        tree -> ((ObjectNode) tree.at("/season/0"))
                                .put("action", (tree.at("/season/0/action").asInt() + 1) % 2)))
                .contains("action of period 1");
        assertThat(failure(proof, tree -> ((ObjectNode) tree.at("/design/world")).put("discount", "3/2")))
                .contains("must be finite with discount 1, or discounted with one below");
        assertThat(failure(proof, tree -> ((ArrayNode) tree.path("values")).remove(0)))
                .contains("tables and must have");
        assertThat(failure(proof, tree -> ((ArrayNode) tree.path("season")).removeAll()))
                .contains("must have a period");
    }

    /** A digest that is not the content's is told as such. */
    @Test
    void anotherDigestIsRefused() {
        PivotMechanism mechanism = small(true);
        SeasonCertificate proof = proof(mechanism, season(mechanism, 1));
        ObjectNode tree = Json.MAPPER.valueToTree(proof);
        tree.put("mechanismDigest", "0".repeat(64));
        assertThat(SeasonVerifier.verify(read(tree)).failure()).startsWith("digest of the mechanism = 000");
    }

    /** Worlds that are too large are refused with their size. */
    @Test
    void largeWorldsAreRefusedWithTheirSize() {
        assertThat(SeasonCertifier.refusal(512, List.of(4, 4, 4), 8)).isEmpty();
        assertThat(SeasonCertifier.refusal(512, List.of(4, 4, 4), 20))
                .isEqualTo("32,768 joint states over 20 periods have 1,204,224 values, too many for fractions: "
                        + "at most 600,000");
        assertThat(SeasonCertifier.refusal(81, List.of(3, 3, 3, 3), 0))
                .isEqualTo("6,561 joint states are too many for values in fractions of an endless run: at most 1,000");
    }
}
