package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An option of learned mechanisms only is refused for others, not ignored. */
class AuditToleranceTest {
    @Test
    void anAffineMaximizerIsHeldToRounding() {
        Console console =
                Console.run(Families.ALL, "audit", "models/mechanisms/sequential-sales", "--tolerance", "0.1");
        assertThat(console.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(console.err()).contains("--tolerance is for learned mechanisms");
    }
}
