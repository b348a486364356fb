package org.dynama.ama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.dynama.ama.menu.FeatureBound;
import org.jspecify.annotations.Nullable;

/**
 * Where the menu of a mechanism is.
 *
 * @param file beside the mechanism's
 * @param digest SHA-256 of that file
 * @param entries {@code K}, how many policies it holds
 * @param pairs {@code M}, how many pairs of state and action these have together
 * @param rows how these stand in the file; null in files of earlier versions, where pairs themselves do
 * @param estimate how far from truthful the menu is, whose features are estimates; null where they are exact
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MenuReference(
        String file,
        String digest,
        int entries,
        int pairs,
        @Nullable Rows rows,
        @Nullable FeatureBound estimate) {
    public MenuReference {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * Sizes of the arrays that hold policies.
     *
     * @param states {@code E}, how many states all policies reach together
     * @param lotteries {@code L}, how many different lotteries over actions they draw there
     * @param odds {@code N}, how many actions these lotteries have together
     */
    public record Rows(int states, int lotteries, int odds) {}
}
