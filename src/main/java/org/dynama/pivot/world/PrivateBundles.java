package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * Valuations of all bundles that are private as a whole: a type has a worth of its own for every bundle.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section VII: {@code theta_i(b)}.
 *
 * @param names of the types
 * @param worths for each type the worth of each bundle, a bit for each good; none of the empty one
 * @param kernel shape {@code [K, K]}
 */
public record PrivateBundles(List<String> names, List<Reals> worths, Reals kernel) implements BundleValuations {
    public PrivateBundles {
        names = List.copyOf(names);
        worths = List.copyOf(worths);
    }

    /**
     * Valuations by the names of goods.
     *
     * @param goods the names
     * @param valuations for each type the worth of bundles, named as {@code barley + hops}; one that is not named is worth as much
     *     as the best of the named ones within it
     * @param moves for each type where it goes; one that is not named moves by {@code drift}
     * @throws Refusal if a good or a type is unknown
     */
    public static PrivateBundles of(
            List<String> goods,
            Map<String, Map<String, Double>> valuations,
            Map<String, Map<String, Double>> moves,
            Drift drift) {
        List<String> names = List.copyOf(valuations.keySet());
        List<Reals> worths = new ArrayList<>();
        valuations.forEach((name, worth) -> worths.add(worths(goods, name, worth)));
        double[] kernel = drift.kernel(names.size()).toArray();
        moves.forEach((from, row) -> {
            int k = index(names, from, "kernel", "valuation");
            for (int next = 0; next < names.size(); next++) {
                kernel[k * names.size() + next] = 0;
            }
            row.forEach((to, probability) -> {
                kernel[k * names.size() + index(names, to, "kernel." + from, "valuation")] = probability;
            });
        });
        return new PrivateBundles(names, worths, Reals.of(kernel));
    }

    private static Reals worths(List<String> goods, String name, Map<String, Double> named) {
        Map<Integer, Double> given = new LinkedHashMap<>();
        named.forEach((bundle, worth) -> {
            int mask = 0;
            for (String good : bundle.split("\\+", -1)) {
                int bit = 1 << index(goods, good.strip(), "valuations." + name, "good");
                if ((mask & bit) != 0) {
                    throw Refusal.of(
                            "valuations." + name + " names a good twice in \"" + bundle + "\"", "Name each good once.");
                }
                mask |= bit;
            }
            if (given.put(mask, worth) != null) {
                throw Refusal.of("valuations." + name + " names the bundle \"" + bundle + "\" twice", "Keep one.");
            }
        });
        double[] worths = new double[1 << goods.size()];
        for (int bundle = 1; bundle < worths.length; bundle++) {
            double within = 0;
            for (Map.Entry<Integer, Double> part : given.entrySet()) {
                within = (part.getKey() & bundle) == part.getKey() ? Math.max(within, part.getValue()) : within;
            }
            worths[bundle] = given.getOrDefault(bundle, within);
        }
        return Reals.of(worths);
    }

    private static int index(List<String> names, String name, String where, String what) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Refusal.of(
                    where + " names \"" + name + "\", which is no " + what,
                    "Known are " + String.join(", ", names) + ".");
        }
        return index;
    }

    @Override
    public double worth(Brewery.Goods goods, int k, int bundle) {
        return worths.get(k).get(bundle);
    }

    @Override
    public void requireFits(Brewery.Goods goods) {
        for (int k = 0; k < worths.size(); k++) {
            Reals worth = worths.get(k);
            if (worth.size() != 1 << goods.count() || worth.get(0) != 0 || !Brewery.nonnegative(worth)) {
                throw Refusal.of(
                        "the valuation " + names.get(k) + " must have a worth for each of " + (1 << goods.count())
                                + " bundles, none of them negative, and 0 for the empty one",
                        "");
            }
        }
    }

    @Override
    public String note() {
        return "a producer earns what the bundle that she holds is worth to her, each period and once more at the end";
    }
}
