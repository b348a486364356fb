package org.dynama.pivot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dynama.pivot.mechanism.PivotMechanism;

/** Whether two mechanisms do and charge the same, to the last bit; what everyone earns may be added up in another order. */
public final class SameMechanism {
    private SameMechanism() {}

    /** Compares policies, transfers, values and what a verification says. */
    public static void assertSame(PivotMechanism one, PivotMechanism two) {
        for (int t = 0; t < two.periods(); t++) {
            for (int s = 0; s < two.world().stateCount(); s++) {
                for (int b = 0; b < two.profiles().count(); b++) {
                    assertThat(one.welfare(t, s, b)).isCloseTo(two.welfare(t, s, b), within(1e-12));
                    for (int z = 0; z < two.world().draws().size(); z++) {
                        assertThat(one.policy().action(t, s, z, b))
                                .isEqualTo(two.policy().action(t, s, z, b));
                        assertThat(one.ties().sets().at(t, s, z, b))
                                .isEqualTo(two.ties().sets().at(t, s, z, b));
                    }
                    for (int i = 0; i < two.profiles().agents(); i++) {
                        assertThat(one.payment(t, i, s, b)).isEqualTo(two.payment(t, i, s, b));
                        assertThat(one.contribution(t, i, s, b)).isEqualTo(two.contribution(t, i, s, b));
                    }
                }
            }
        }
        PivotVerification first = PivotVerifier.verify(one, 1e-9, 2, share -> {});
        PivotVerification second = PivotVerifier.verify(two, 1e-9, 2, share -> {});
        assertThat(first.totals()).isEqualTo(second.totals());
        assertThat(first.truth()).isEqualTo(second.truth());
        assertThat(first.units()).isEqualTo(second.units());
        assertThat(first.rounding().shifts()).isEqualTo(second.rounding().shifts());
    }
}
