package org.dynama.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntriesTest {
    /** A product that an int would wrap to a harmless number, 0 or 1, is refused with its size. */
    @Test
    void productsAreExactOrRefused() {
        assertThat(Entries.of("a table", "", 3, 4, 5)).isEqualTo(60);
        assertThat(Entries.of("a table", "", 0, 1 << 30, 1 << 30)).isZero();
        assertThatThrownBy(() -> Entries.of("a kernel", "Maybe fewer states.", 1 << 16, 1 << 16))
                .isInstanceOf(Refusal.class)
                .hasMessage("a kernel of 65536 * 65536 = 4294967296 entries is too large: an array holds at most"
                        + " 2147483639\nMaybe fewer states.");
    }
}
