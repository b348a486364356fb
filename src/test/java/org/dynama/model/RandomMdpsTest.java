package org.dynama.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomMdpsTest {

    /** Trees have uniform depth, other acyclic graphs do not, and both have stages. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void treesHaveUniformDepth(long seed) {
        Stages tree = Stages.of(RandomMdps.tree(seed, 3, 2, 2, 2));
        assertThat(tree.isUniformTree()).isTrue();
        assertThat(tree.count()).isEqualTo(3);
        assertThat(Stages.of(RandomMdps.acyclic(seed, 12, 3)).isUniformTree()).isFalse();
    }
}
