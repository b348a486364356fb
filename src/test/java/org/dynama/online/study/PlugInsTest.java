package org.dynama.online.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Supplier;
import org.dynama.online.reporting.Tuned;
import org.junit.jupiter.api.Test;

/** Numbers of a spec reach plug-ins that take some, and no others. */
class PlugInsTest {
    private static final Map<String, BigDecimal> SETTINGS = Map.of("share", new BigDecimal("0.4"));

    /** Says its share. */
    private record Sharing(String get) implements Supplier<String>, Tuned<Supplier<String>> {
        @Override
        public Supplier<String> with(Map<String, Double> settings) {
            return new Sharing(settings.toString());
        }
    }

    @Test
    void settingsReachAPlugIn() {
        Supplier<?> plain = new Sharing("plain");
        assertThat(PlugIns.tuned(plain, Supplier.class, "sharing", SETTINGS).get())
                .isEqualTo("{share=0.4}");
        assertThat(PlugIns.tuned(plain, Supplier.class, "sharing", Map.of())).isSameAs(plain);
    }

    @Test
    void aPlugInThatTakesNoneSaysSo() {
        Supplier<?> deaf = () -> "deaf";
        assertThatThrownBy(() -> PlugIns.tuned(deaf, Supplier.class, "deaf", SETTINGS))
                .hasMessage("plug-in deaf takes no settings\nMaybe without settings, or a class that implements "
                        + Tuned.class.getName() + ".");
    }
}
