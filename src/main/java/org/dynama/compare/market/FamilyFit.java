package org.dynama.compare.market;

import java.util.function.Supplier;
import org.dynama.config.ConfigException;
import org.dynama.config.Fault;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A market as a family of mechanisms has it, or why it has not.
 *
 * @param world null where the market does not fit
 * @param misfit a sentence that says why; empty where it fits
 */
record FamilyFit<T>(@Nullable T world, String misfit) {
    /** A longer value says nothing in a sentence. */
    private static final int LONGEST = 30;

    /** What is made of a market; what refuses it says why. */
    static <T> FamilyFit<T> of(Supplier<T> maker) {
        try {
            return new FamilyFit<>(maker.get(), "");
        } catch (ConfigException refused) {
            return none(sentence(refused));
        } catch (Refusal refused) {
            return none(refused.onOneLine());
        }
    }

    /** A market that does not fit. */
    static <T> FamilyFit<T> none(String misfit) {
        return new FamilyFit<>(null, misfit);
    }

    private static String sentence(ConfigException refused) {
        Fault first = refused.faults().get(0);
        int more = refused.faults().size() - 1;
        boolean isShort = first.value().length() <= LONGEST && !first.path().isEmpty();
        String what = first.path() + (isShort && !first.value().isEmpty() ? " = " + first.value() : "");
        return (what + " " + first.rule()).strip() + (more > 0 ? ", and " + more + " more such places" : "");
    }
}
