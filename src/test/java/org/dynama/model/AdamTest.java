package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

    /** Adam climbs a concave parabola to its top. */
    @Test
    void adamFindsTheTopOfAParabola() {
        Adam ascent = Adam.at(3, -2);
        for (int k = 0; k < 2000; k++) {
            double[] gradient = {
                -2 * (ascent.point().get(0) - 1), -8 * (ascent.point().get(1) - 0.5)
            };
            ascent = ascent.ascend(gradient, 0.05 * Math.pow(0.997, k));
        }
        assertThat(ascent.point().get(0)).isCloseTo(1, within(1e-3));
        assertThat(ascent.point().get(1)).isCloseTo(0.5, within(1e-3));
        assertThat(ascent.steps()).isEqualTo(2000);
    }

    /** Downhill is uphill with the opposite gradient, to the last bit. */
    @Test
    void descendingIsAscendingTheOtherWay() {
        Adam down = Adam.at(0.7, -1.3);
        Adam up = down;
        double[] gradient = {0.3, -7};
        for (int k = 0; k < 50; k++) {
            down = down.descend(gradient, 0.01);
            up = up.ascend(new double[] {-gradient[0], -gradient[1]}, 0.01);
            gradient[k % 2] *= -0.9;
        }
        assertThat(down.point()).isEqualTo(up.point());
        assertThat(down.second()).isEqualTo(up.second());
    }
}
