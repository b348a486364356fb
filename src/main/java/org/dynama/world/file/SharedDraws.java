package org.dynama.world.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.config.Document;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;

/**
 * Draws that depend on the public state as draws that do not: one number from [0, 1) is drawn for all states, which each of
 * them cuts into its own draws. The pieces that all cuts together leave are the draws of the new market; in every public state
 * the same is possible with the same probabilities.
 */
public final class SharedDraws {
    private static final int MOST = 1000;

    private final Marketplace market;
    /** Ends of the pieces, ascending, the last 1. */
    private final List<BigDecimal> ends;

    private SharedDraws(Marketplace market) {
        this.market = market;
        Set<BigDecimal> cuts = new TreeSet<>();
        for (int s = 0; s < market.labels().states().size(); s++) {
            cuts.addAll(cuts(s));
        }
        cuts.removeIf(cut -> cut.signum() <= 0 || cut.compareTo(BigDecimal.ONE) >= 0);
        ends = new ArrayList<>(cuts);
        ends.add(BigDecimal.ONE);
    }

    /** The file of a market whose draws depend on nothing, places as they are; itself where they do not anyway. */
    public static MarketplaceFile of(MarketplaceFile file) {
        if (file.market().drawsByState().isEmpty()) {
            return file;
        }
        SharedDraws shared = new SharedDraws(file.market());
        if (shared.ends.size() > MOST) {
            throw new Fit(file, "the draws of all public states together make more than " + MOST + " pieces")
                    .refused("Maybe the same probabilities in more states.");
        }
        return new MarketplaceFile(shared.market(), file.document(), file.companions());
    }

    /** Where a state's draws end, in their order. */
    private List<BigDecimal> cuts(int state) {
        Reals draws = market.draws(0, state);
        List<BigDecimal> cuts = new ArrayList<>();
        List<BigDecimal> shares = Shares.of(draws);
        BigDecimal sum = BigDecimal.ZERO;
        int last = draws.size() - 1;
        while (!(draws.get(last) > 0)) {
            last--;
        }
        for (int z = 0; z < draws.size(); z++) {
            sum = z < last ? sum.add(shares.get(z)) : BigDecimal.ONE;
            cuts.add(sum.stripTrailingZeros());
        }
        return cuts;
    }

    /** The draw of a state in each piece. */
    private int[] drawn(int state) {
        List<BigDecimal> cuts = cuts(state);
        Reals draws = market.draws(0, state);
        int[] drawn = new int[ends.size()];
        int z = 0;
        for (int piece = 0; piece < drawn.length; piece++) {
            while (z < cuts.size() - 1 && (!(draws.get(z) > 0) || cuts.get(z).compareTo(ends.get(piece)) < 0)) {
                z++;
            }
            int here = z;
            while (!(draws.get(here) > 0)) {
                here--;
            }
            drawn[piece] = here;
        }
        return drawn;
    }

    private Marketplace market() {
        int states = market.labels().states().size();
        int[][] drawn = new int[states][];
        for (int s = 0; s < states; s++) {
            drawn[s] = drawn(s);
        }
        double[] odds = new double[ends.size()];
        for (int piece = 0; piece < odds.length; piece++) {
            BigDecimal before = piece == 0 ? BigDecimal.ZERO : ends.get(piece - 1);
            odds[piece] = ends.get(piece).subtract(before).doubleValue();
        }
        return new Marketplace(
                market.name(),
                market.description(),
                market.horizon(),
                market.periods(),
                market.agents(),
                new Marketplace.Labels(market.labels().states(), market.labels().actions(), names(drawn)),
                List.of(Reals.of(odds)),
                market.initial(),
                market.actions().stream()
                        .map(action -> moved(action, drawn[action.state()]))
                        .toList(),
                market.endings(),
                Map.of(),
                market.observation());
    }

    private static MarketAction moved(MarketAction action, int[] drawn) {
        BitSet draws = new BitSet();
        for (int piece = 0; piece < drawn.length; piece++) {
            draws.set(piece, action.condition().draws().get(drawn[piece]));
        }
        MarketAction.Condition old = action.condition();
        return new MarketAction(
                action.state(),
                action.action(),
                new MarketAction.Condition(draws, old.periods(), old.needs(), old.blockedBy()),
                action.effect());
    }

    /** What is drawn in one state or another, told apart by numbers where that is the same. */
    private List<String> names(int[][] drawn) {
        Set<String> names = new LinkedHashSet<>();
        for (int piece = 0; piece < ends.size(); piece++) {
            Set<String> here = new LinkedHashSet<>();
            for (int[] row : drawn) {
                here.add(market.labels().draws().get(row[piece]));
            }
            String name = String.join(" or ", here);
            String unique = name;
            for (int k = 2; !names.add(unique); k++) {
                unique = name + " (" + k + ")";
            }
        }
        return List.copyOf(names);
    }

    /** For people, where draws are shared. */
    public static List<String> notes(Document document) {
        return document.has("drawsByState")
                ? List.of(
                        "draws depend on the public state: what is drawn is one number for all states, each with its own draws")
                : List.of();
    }
}
