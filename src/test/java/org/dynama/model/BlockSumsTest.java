package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums by block keep a sample's mean and error, and those of its differences from another. */
class BlockSumsTest {
    private static double[] sample(String name, int count) {
        var random = new RandomStream(4, name).generator(0);
        double[] sample = new double[count];
        Arrays.setAll(sample, b -> random.nextDouble());
        return sample;
    }

    /** Few values are each a block, so that nothing is lost. */
    @Test
    void ofFewTheErrorIsThatOfAllValues() {
        double[] sample = sample("few", 256);
        BlockSums sums = BlockSums.of(sample);
        double mean = Arrays.stream(sample).average().orElseThrow();
        double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
        assertThat(sums.size()).isOne();
        assertThat(sums.mean()).isCloseTo(mean, within(1e-14));
        assertThat(sums.standardError()).isCloseTo(Math.sqrt(squares / 255 / 256), within(1e-14));
    }

    /** The spread of 129 to 256 means tells a standard deviation to 1 in {@code sqrt(2 * 128)}; five times that is far off. */
    @ParameterizedTest(name = "{0} values")
    @ValueSource(ints = {257, 1000, 10_001, 65_536})
    void ofManyTheErrorIsNearlyThat(int count) {
        BlockSums sums = BlockSums.of(sample("many", count));
        assertThat(sums.sums().size()).isBetween(128, 256);
        assertThat(sums.standardError() * Math.sqrt(12.0 * count)).isCloseTo(1, within(5 / Math.sqrt(2 * 128)));
    }

    /** Parts as they are computed by several machines, small ones after one that needs wider blocks included. */
    @ParameterizedTest(name = "parts of {0}")
    @ValueSource(ints = {128, 1024, 16_384})
    void partsAreOneSample(int part) {
        double[] sample = sample("parts", 20_000);
        BlockSums together = BlockSums.of(Arrays.copyOf(sample, part));
        for (int from = part; from < sample.length; from += part) {
            together =
                    together.and(BlockSums.of(Arrays.copyOfRange(sample, from, Math.min(sample.length, from + part))));
        }
        BlockSums whole = BlockSums.of(sample);
        assertThat(together.size()).isEqualTo(whole.size()).isEqualTo(128);
        assertThat(together.count()).isEqualTo(whole.count());
        assertThat(together.sums().toArray()).containsExactly(whole.sums().toArray(), within(1e-10));
    }

    /** What two samples have in common is no error of their difference. */
    @Test
    void whatIsCommonCancels() {
        double[] common = sample("common", 5000);
        double[] more = sample("more", 5000);
        Arrays.setAll(more, b -> common[b] + 0.3 + more[b] / 1000);
        BlockSums difference = BlockSums.of(more).minus(BlockSums.of(common));
        assertThat(difference.standardError() * Math.sqrt(12.0 * 5000)).isCloseTo(1e-3, within(3e-4));
        assertThat(difference.mean()).isCloseTo(0.3005, within(5 * difference.standardError()));
    }

    @Test
    void whatIsNotSoIsRefused() {
        assertThatThrownBy(() -> new BlockSums(3, 6, Reals.of(1, 2))).hasMessageContaining("blocks of 3");
        assertThatThrownBy(() -> new BlockSums(2, 6, Reals.of(1, 2))).hasMessageContaining("6 values");
        BlockSums three = BlockSums.of(1, 2, 3);
        assertThatThrownBy(() -> three.minus(BlockSums.of(1, 2))).hasMessageContaining("3 values are not pairs with 2");
        BlockSums wide = BlockSums.of(new double[300]);
        assertThatThrownBy(() -> three.and(wide)).hasMessageContaining("end within a block of 2");
    }
}
