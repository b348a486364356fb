package org.dynama.learned.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.learned.world.World.Allocation;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that no array and no int can hold are refused, never cut. */
class TypeGridTest {

    @ParameterizedTest
    @CsvSource({
        "2, 31",
        "2, 32",
        "2, 33",
        "46341, 2",
        "65536, 2",
        "256, 4",
        "16, 16",
        "2, 64",
        "10, 100",
        "2147483647, 3"
    })
    void powersBeyondAnIntAreRefused(int base, int exponent) {
        assertThatThrownBy(() -> TypeGrid.power(base, exponent))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("an enumeration");
    }

    @ParameterizedTest
    @CsvSource({"2, 30, 1073741824", "46340, 2, 2147395600", "7, 0, 1", "1, 1000, 1", "3, 19, 1162261467"})
    void smallerOnesAreExact(int base, int exponent, int power) {
        assertThat(TypeGrid.power(base, exponent)).isEqualTo(power);
    }

    /** 2^32 and 2^64 types or profiles wrap to 0 in an int and a long; 3^41 is odd and beyond 2^63. */
    @ParameterizedTest
    @CsvSource({
        "2, 16, 2, 1",
        "2, 16, 4, 1",
        "4, 16, 1, 1",
        "16, 16, 1, 1",
        "16, 16, 16, 1",
        "3, 1, 16, 5",
        "2, 1, 1, 100"
    })
    void worldsBeyondAnIntHaveTheirTrueCountAndAreRefused(int values, int goods, int agents, int periods) {
        World world = World.of(
                new World.Size(agents, goods, periods),
                Types.Discrete.uniform(
                        IntStream.rangeClosed(1, values).asDoubleStream().toArray()),
                new Dynamics.Bandit(0.5, 0.01),
                Allocation.SHARE);
        double profiles = Math.pow(values, (double) goods * agents);
        assertThat(Histories.count(world))
                .isEqualTo(Math.pow(profiles, periods))
                .isGreaterThanOrEqualTo(0x1p32);
        assertThat(Histories.trainable(world)).isFalse();
        assertThat(Histories.countable(world)).isFalse();
        assertThatThrownBy(() -> new Histories(world))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be enumerated");
    }
}
