package org.dynama.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;
import org.junit.jupiter.api.Test;

/** A total whose equations are nearly singular is no number, also where its error would cover what it is. */
class BluntTotalTest {
    private static final Profiles PROFILES = Profiles.of(1, 1, 1, new double[] {0});

    /** To work earns 1 and ends with some probability; to wait costs 1. */
    private static OccupancyLp program(double end) {
        Transitions.Builder builder = new Transitions.Builder(2, 2);
        builder.end(0, 0).to(0, 0, 0, 1 - end).to(0, 0, 1, end);
        builder.end(0, 1).to(0, 1, 0, 1);
        builder.end(1, 0);
        Mdp mdp = new Mdp(
                List.of("s", "over"), List.of("work", "wait"), builder.build(), Reals.of(1, 0), new Horizon.Total());
        return new OccupancyLp(mdp, new RewardMap.Builder(1, mdp.pairCount()).build());
    }

    private static AffineWelfare welfare() {
        return new AffineWelfare(Reals.of(1), Reals.of(1, -1, 0));
    }

    @Test
    void whatIsKnownIsANumber() {
        assertThat(program(0.25).solve(welfare(), PROFILES, 0).value()).isCloseTo(4, within(1e-12));
    }

    @Test
    void whatIsNotIsNone() {
        OccupancyLp blunt = program(0x1p-45);
        LpSolution solution = blunt.attempt(welfare(), PROFILES, 0);
        assertThat(solution.proof()).isEqualTo(LpSolution.Proof.NONE);
        assertThat(solution.value()).isNaN();
        assertThatThrownBy(() -> blunt.solve(welfare(), PROFILES, 0)).isInstanceOf(Failure.class);
    }
}
