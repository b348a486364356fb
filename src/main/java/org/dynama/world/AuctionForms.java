package org.dynama.world;

import java.util.Collections;
import java.util.List;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Which form of a static auction fits. */
final class AuctionForms {
    /** States times winners up to which winners are remembered together with how many items are sold. */
    private static final int MOST_COUNTED = 50_000;

    private AuctionForms() {}

    /** The lattice that {@link StaticAuction.Form#AUTO} means; null for allocations. */
    static @Nullable AuctionLattice chosen(
            List<? extends TypeDistribution> types, int items, boolean isSingle, int most, int mostAllocations) {
        double allocations = allocations(types.size(), items, isSingle);
        AuctionLattice counts = counted(types, items, isSingle, most);
        if (allocations <= (counts == null ? most : counts.cells())) {
            return null;
        }
        if (counts != null) {
            return counts;
        }
        if (isSingle && allocations > mostAllocations) {
            return counts(types, items, true, most);
        }
        if (isSingle) {
            return null;
        }
        AuctionLattice winners = won(types.size(), items, most);
        return winners == null ? totals(types.size(), items, false) : winners;
    }

    /** By counts. */
    static AuctionLattice counts(List<? extends TypeDistribution> types, int items, boolean isSingle, int most) {
        AuctionLattice counts = counted(types, items, isSingle, most);
        if (counts == null) {
            throw Refusal.of(
                    "agents = " + types.size() + " and items = " + items + " make more than " + most
                            + " state-action pairs by counts: too many",
                    isSingle ? "Maybe fewer agents or items." : "Maybe form: totals, or fewer agents or items.");
        }
        return counts;
    }

    /** By kinds of items where that fits, else with all items alike; null where neither fits. */
    private static @Nullable AuctionLattice counted(
            List<? extends TypeDistribution> types, int items, boolean isSingle, int most) {
        List<Integer> kinds = ItemKinds.of(types, items);
        AuctionLattice byKind = counted(types.size(), items, kinds, isSingle, most);
        return byKind != null || Collections.max(kinds) == 0
                ? byKind
                : counted(types.size(), items, Collections.nCopies(items, 0), isSingle, most);
    }

    private static @Nullable AuctionLattice counted(
            int agents, int items, List<Integer> kinds, boolean isSingle, int most) {
        return AuctionLattice.of(agents, items, new AuctionMemories.Counts(agents, kinds, isSingle), most);
    }

    /** By winners. */
    static AuctionLattice winners(int agents, int items, boolean isSingle, int most) {
        requireMany(isSingle, "winners forgets how many items an agent has");
        AuctionLattice winners = won(agents, items, most);
        if (winners == null) {
            throw Refusal.of(
                    "agents = " + agents + " and items = " + items + " make more than " + most
                            + " state-action pairs by winners: too many",
                    "Maybe form: totals, or fewer agents or items.");
        }
        return winners;
    }

    /** With how many are sold where that stays small; null where neither fits. */
    private static @Nullable AuctionLattice won(int agents, int items, int most) {
        int few = Math.min(most, MOST_COUNTED);
        AuctionLattice counted = AuctionLattice.of(agents, items, new AuctionMemories.Winners(agents, true), few);
        return counted != null
                ? counted
                : AuctionLattice.of(agents, items, new AuctionMemories.Winners(agents, false), most);
    }

    private static void requireMany(boolean isSingle, String because) {
        if (isSingle) {
            throw Refusal.of(
                    "form = " + because + ", which unit demand must know", "Maybe form: counts, or form: auto.");
        }
    }

    /** By totals. */
    static AuctionLattice totals(int agents, int items, boolean isSingle) {
        requireMany(isSingle, "totals forgets who has an item");
        AuctionLattice totals = AuctionLattice.of(agents, items, new AuctionMemories.Totals(), Integer.MAX_VALUE);
        if (totals == null) {
            throw Refusal.of("agents = " + agents + " and items = " + items + " are too many", "Maybe fewer items.");
        }
        return totals;
    }

    /** How many allocations there are: {@code (n + 1)^items}, or those that give nobody two items. */
    private static double allocations(int agents, int items, boolean isSingle) {
        if (!isSingle) {
            return Math.pow(agents + 1.0, items);
        }
        double sum = 0;
        double ways = 1;
        for (int sold = 0; sold <= Math.min(agents, items); sold++) {
            sum += ways;
            ways *= (double) (items - sold) * (agents - sold) / (sold + 1);
        }
        return sum;
    }
}
