package org.dynama.online.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Test;

/** Columns have names. */
class CurvesTest {
    private final Curves curves = new Curves(List.of("welfare", "price of agent 1"), RoundGrid.of(1, 100, 1));

    @Test
    void whatIsWrittenUnderANameIsReadUnderIt() {
        curves.set("price of agent 1", 2, 0.5);
        curves.fill("welfare", new double[] {1, 2, 3});
        assertThat(curves.columns()).containsExactly("welfare", "price of agent 1");
        assertThat(curves.column("price of agent 1")).containsExactly(0, 0, 0.5);
        assertThat(curves.get("welfare", 1)).isEqualTo(2);
        assertThat(curves.last("welfare")).isEqualTo(3);
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> curves.last("price of agent 2"))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no column \"price of agent 2\"\nMaybe one of welfare, price of agent 1.");
    }
}
