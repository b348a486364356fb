package org.dynama.online.mdp;

import java.util.ArrayList;
import java.util.List;
import org.dynama.online.mdp.MarketPlan.Counts;
import org.dynama.online.mdp.MarketPlan.Sale;
import org.dynama.page.Numbers;
import org.dynama.refusal.Refusal;

/**
 * Who may get what in a sale. An allocation says for each agent how many items she gets; where items differ it says for
 * each item who gets it, from 1, or 0 for nobody.
 *
 * @see "Leon and Etesami, Examples 1 to 3"
 */
final class Allocations {
    private static final long MOST = 1_000_000;
    /** What an agent's next item is worth to her beside the one before. */
    private static final double NEXT = 0.6;
    /** What a bundle is worth that is not everything, beside its items. */
    private static final double PART = 0.8;

    private final Sale sale;
    private final Counts counts;
    private final List<int[]> all = new ArrayList<>();

    /** All allocations of a sale. */
    Allocations(Sale sale, Counts counts) {
        this.sale = sale;
        this.counts = counts;
        double count = count(items());
        if (count > MOST) {
            throw Refusal.of(
                    "a sale of " + items() + " items to " + counts.agents() + " agents has "
                            + Numbers.scientific(count) + " allocations, and " + Numbers.count(MOST)
                            + " are the most",
                    "Maybe items: " + mostItems() + ".");
        }
        int[] allocation = new int[itemsDiffer() ? items() : counts.agents()];
        extend(allocation, allocation.length - 1, itemsDiffer() ? Integer.MAX_VALUE : items());
    }

    /** How many allocations of so many items there are. */
    private double count(int items) {
        if (itemsDiffer()) {
            return Math.pow(counts.agents() + 1.0, items);
        }
        double count = 1;
        for (int k = 1; k <= items; k++) {
            count *= (double) (counts.agents() + k) / k;
        }
        return Math.rint(count);
    }

    private int mostItems() {
        int items = 1;
        while (count(items + 1) <= MOST) {
            items++;
        }
        return items;
    }

    /** Fills places from the last to the first, and so lists allocations in ascending order of their digits. */
    private void extend(int[] allocation, int place, int left) {
        if (place < 0) {
            all.add(allocation.clone());
            return;
        }
        int most = itemsDiffer() ? counts.agents() : left;
        for (int given = 0; given <= most; given++) {
            allocation[place] = given;
            extend(allocation, place - 1, itemsDiffer() ? left : left - given);
        }
        allocation[place] = 0;
    }

    private boolean itemsDiffer() {
        return switch (sale) {
            case COMBINATORIAL -> true;
            case SINGLE_ITEM, MULTI_UNIT, ANYTHING -> false;
        };
    }

    /** How many items there are in a round. */
    private int items() {
        return switch (sale) {
            case MULTI_UNIT, COMBINATORIAL -> counts.items();
            case SINGLE_ITEM, ANYTHING -> 1;
        };
    }

    int size() {
        return all.size();
    }

    /** What people call an allocation. */
    String name(int a) {
        StringBuilder name = new StringBuilder();
        int[] allocation = all.get(a);
        for (int k = 0; k < allocation.length; k++) {
            if (allocation[k] > 0) {
                name.append(name.isEmpty() ? "" : ", ");
                name.append(
                        itemsDiffer()
                                ? "item " + (k + 1) + " to " + allocation[k]
                                : (allocation[k] > 1 ? allocation[k] + " " : "") + "to " + (k + 1));
            }
        }
        return name.isEmpty() ? "keep" : name.toString();
    }

    /** The share of all items that somebody gets. */
    double share(int a) {
        int given = 0;
        for (int part : all.get(a)) {
            given += itemsDiffer() ? Math.min(part, 1) : part;
        }
        return (double) given / items();
    }

    /**
     * What an allocation is worth to an agent, as a share of the most that one may be.
     *
     * @param agent from 1
     * @param base shape {@code [items]}: what each item is worth to her; where items are alike, the first is
     */
    double worth(int a, int agent, double[] base) {
        return itemsDiffer() ? bundle(all.get(a), agent, base) : units(all.get(a)[agent - 1], base[0]);
    }

    private static double bundle(int[] allocation, int agent, double[] base) {
        double sum = 0;
        int got = 0;
        for (int j = 0; j < allocation.length; j++) {
            if (allocation[j] == agent) {
                sum += base[j];
                got++;
            }
        }
        double together = got == allocation.length && got > 1 ? 1 : PART;
        return together * sum / allocation.length;
    }

    private double units(int got, double base) {
        double worth = 0;
        for (int unit = 0; unit < got; unit++) {
            worth += base * Math.pow(NEXT, unit);
        }
        double most = 0;
        for (int unit = 0; unit < items(); unit++) {
            most += Math.pow(NEXT, unit);
        }
        return worth / most;
    }
}
