package org.dynama.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputTest {
    /** Two agents whose values were observed together, or alike, name one table: it is copied once. */
    @Test
    void aFileThatIsNamedTwiceIsCopiedOnce() {
        Input market = new Input("environment.file", Path.of("markets/auction.json"), "environment.json");
        assertThat(market.with(List.of("values.npy", "values.npy")))
                .containsExactly(market, new Input("", Path.of("markets/values.npy"), "values.npy"));
    }
}
