package org.dynama.pivot.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.model.Transitions;
import org.dynama.pivot.check.PivotVerification;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomAffine;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.junit.jupiter.api.Test;

/** All truthful seasons of a small world, played one by one as quotes, earn and pay together what its values say. */
class SeasonPathsTest {
    private static final int MOST_PATHS = 4000;

    @Test
    void allPathsTogetherAreTheValues() {
        int played = 0;
        for (long seed = 1; seed <= 12; seed++) {
            AllocationWorld random = RandomSpaces.finite(seed, RandomSpaces.Absence.LESS, -1);
            double perPeriod =
                    random.profiles().count() * (double) random.draws().size() * random.stateCount();
            if (Math.pow(perPeriod, random.stages().size()) <= MOST_PATHS) {
                new Paths(AffineWorld.plain(random)).agrees();
                new Paths(RandomAffine.of(random, seed)).agrees();
                played++;
            }
        }
        assertThat(played).isGreaterThan(2);
    }

    /** The paths of one mechanism. */
    private static final class Paths {
        private final PivotMechanism mechanism;
        private final AllocationWorld world;
        private final JointTypes profiles;
        private final double[] payments;
        private final double[] utilities;
        private final List<SeasonReports.Period> path = new ArrayList<>();
        private int paths;

        Paths(AffineWorld affine) {
            mechanism = PivotSolver.solve(affine, 1, share -> {});
            world = mechanism.world();
            profiles = mechanism.profiles();
            payments = new double[profiles.agents()];
            utilities = new double[profiles.agents()];
        }

        void agrees() {
            double[] initial = profiles.initial(world);
            for (int row = 0; row < initial.length; row++) {
                follow(row / profiles.count(), row % profiles.count(), initial[row]);
            }
            assertThat(paths).isPositive();
            PivotVerification verification = PivotVerifier.verify(mechanism, 1e-9, 1, share -> {});
            for (int i = 0; i < payments.length; i++) {
                assertThat(payments[i])
                        .isCloseTo(verification.totals().payments().get(i), within(1e-11));
                assertThat(utilities[i]).isCloseTo(verification.truth().get(i), within(1e-11));
            }
        }

        /** Goes on from a public state and true types, with a probability. */
        private void follow(int s, int b, double probability) {
            int t = path.size();
            if (probability == 0) {
                return;
            }
            if (t == world.stages().size()) {
                end(s, b, probability);
                return;
            }
            PivotStage stage = world.stages().get(t);
            List<Integer> reports = new ArrayList<>();
            for (int i = 0; i < profiles.agents(); i++) {
                reports.add(profiles.type(i, b));
            }
            for (int z = 0; z < stage.draws(); z++) {
                path.add(new SeasonReports.Period(s, z, reports));
                int a = mechanism.policy().action(t, s, z, b);
                Transitions next = stage.next();
                int pair = next.pair(s, a);
                for (int k = next.begin(pair); k < next.end(pair); k++) {
                    for (int c = 0; c < profiles.count(); c++) {
                        double moved = stage.probability(z) * next.probability(k);
                        for (int i = 0; i < profiles.agents(); i++) {
                            int types = profiles.types(i);
                            moved *= stage.kernel(i, s, a)[profiles.type(i, b) * types + profiles.type(i, c)];
                        }
                        follow(next.next(k), c, probability * moved);
                    }
                }
                path.remove(t);
            }
        }

        private void end(int s, int b, double probability) {
            paths++;
            Document nowhere = Document.parse("nowhere", "{}", Schema.any(), List.of());
            SeasonPlay.Played played = new SeasonPlay(mechanism, new SeasonReports(nowhere, path), 1).played();
            List<SeasonRecord.Account> accounts = List.copyOf(
                    new SeasonWords(mechanism, played.turns()).accounts().values());
            for (int i = 0; i < payments.length; i++) {
                int row = s * profiles.types(i) + profiles.type(i, b);
                double end = world.terminal().utilities().get(i).get(row);
                payments[i] += probability * accounts.get(i).payments();
                utilities[i] += probability * (accounts.get(i).utility() + end);
            }
        }
    }
}
