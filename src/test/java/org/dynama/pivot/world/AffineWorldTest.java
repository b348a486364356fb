package org.dynama.pivot.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.dynama.model.Reals;
import org.dynama.pivot.check.PivotVerifier;
import org.dynama.pivot.check.SameMechanism;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.mechanism.RandomSpaces;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;

class AffineWorldTest {
    private static AffineWorld ones(AllocationWorld world) {
        return AffineWorld.scored(world, Reals.filled(world.agentCount(), 1), List.of(new Boost(0, 0)));
    }

    private static void requireThePivotMechanism(AllocationWorld world) {
        AffineWorld affine = ones(world);
        assertThat(affine.isAffine()).isTrue();
        SameMechanism.assertSame(PivotSolver.solve(affine, 2, share -> {}), PivotSolver.solve(world, 2, share -> {}));
    }

    /** The long way round, through a world of its own: weights 1 and no boosts are the pivot mechanism to the last bit. */
    @Test
    void onesAndZerosAreThePivotMechanism() {
        requireThePivotMechanism(WorldFile.read(Path.of("models/environments/pivot-telescope.json"), Long.MAX_VALUE, 1)
                .world());
        for (long seed = 1; seed <= 10; seed++) {
            requireThePivotMechanism(RandomSpaces.finite(seed, RandomSpaces.Absence.ANY, -1));
            requireThePivotMechanism(RandomSpaces.discounted(seed, RandomSpaces.Absence.LESS, -1));
        }
    }

    /** And the short way, which makes no other world. */
    @Test
    void nothingIsMadeForOnesAndZeros() {
        AllocationWorld world = RandomSpaces.finite(1, RandomSpaces.Absence.ANY, -1);
        AffineWorld plain =
                AffineWorld.of(world, Reals.filled(world.agentCount(), 1), List.of(new Boost(0, 0, 0, 0, 0)));
        assertThat(plain.scored()).isSameAs(world);
        PivotMechanism mechanism = PivotSolver.solve(plain, 2, share -> {});
        assertThat(mechanism.earned().get(0)).isSameAs(mechanism.values().get(0).grand());
        SameMechanism.assertSame(mechanism, PivotSolver.solve(world, 2, share -> {}));
    }

    /** Boosts move what is done, and are nobody's money. */
    @Test
    void boostsAreNoMoney() {
        AllocationWorld world = RandomSpaces.finite(4, RandomSpaces.Absence.SAME, 0);
        Boost boost = new Boost(0, 1000);
        AffineWorld affine = AffineWorld.of(world, Reals.filled(world.agentCount(), 1), List.of(boost));
        var verification = PivotVerifier.verify(PivotSolver.solve(affine, 1, share -> {}), 1e-9, 1, share -> {});
        assertThat(verification.welfare()).isLessThan(100);
        assertThat(verification.totals().publicUtility()).isLessThan(10);
    }

    @Test
    void boostsAddUpWhereTheyHold() {
        AllocationWorld world = RandomSpaces.finite(1, RandomSpaces.Absence.ANY, -1);
        Reals weights = Reals.filled(world.agentCount(), 1);
        AffineWorld affine = AffineWorld.of(
                world, weights, List.of(new Boost(0, 0.1), new Boost(0, 0.2), new Boost(0, 1, 0, -1, -1)));
        assertThat(affine.boost(0, 0, 0, 0)).isEqualTo(1.3);
        assertThat(affine.boost(1, 0, 0, 0)).isEqualTo(0.3);
        assertThat(affine.boost(0, 0, 0, 1)).isZero();
    }

    @Test
    void whatCannotBeWeightedIsRefused() {
        AllocationWorld world = RandomSpaces.finite(1, RandomSpaces.Absence.ANY, -1);
        assertThatThrownBy(() -> AffineWorld.of(world, Reals.filled(world.agentCount(), 0), List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("must be positive");
        assertThatThrownBy(() -> AffineWorld.of(world, Reals.filled(world.agentCount(), 1e300), List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1e15");
    }
}
