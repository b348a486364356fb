package org.dynama.pivot.world;

import java.util.List;
import org.dynama.model.Reals;

/** What bundles of goods can be worth to a producer: each type of hers is one valuation of all bundles. */
public interface BundleValuations {
    /** The names of the {@code K} types. */
    List<String> names();

    /** Where types go from one period to the next, shape {@code [K, K]}. */
    Reals kernel();

    /**
     * What a bundle is worth per period at a type.
     *
     * @param k the type
     * @param bundle a bit for each good, the first one lowest
     */
    double worth(Brewery.Goods goods, int k, int bundle);

    /**
     * Refuses goods that these valuations are not of.
     *
     * @throws org.dynama.refusal.Refusal if a bundle has no worth, or a negative one
     */
    void requireFits(Brewery.Goods goods);

    /** The convention in words. */
    String note();

    /** {@code K}. */
    default int count() {
        return names().size();
    }
}
