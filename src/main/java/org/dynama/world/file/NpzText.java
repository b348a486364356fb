package org.dynama.world.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dynama.config.Json;
import org.dynama.numpy.NpyTable;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** A market as the arrays that {@link NpzMarket} reads back to an equal market. */
public final class NpzText {
    private final Marketplace market;
    private final List<MarketAction> actions;
    private final List<NpyTable> tables = new ArrayList<>();

    private NpzText(Marketplace market) {
        this.market = market;
        actions = market.actions();
    }

    /**
     * Why a market has no place in arrays, as {@code draws}; empty where it has one. What stands in the way can be made part of
     * the states.
     */
    public static String misfit(Marketplace market) {
        if (market.labels().draws().size() > 1 || !market.drawsByState().isEmpty()) {
            return "draws";
        } else if (!market.endings().isEmpty()) {
            return "terminal rewards";
        }
        for (MarketAction action : market.actions()) {
            MarketAction.Effect effect = action.effect();
            if (action.condition().periods().cardinality() < market.stages()) {
                return "actions of some periods";
            } else if (!action.condition().blockedBy().isEmpty()) {
                return "actions that somebody blocks";
            } else if (!effect.drift().isEmpty()) {
                return "actions that move types";
            } else if (!effect.losses().isEmpty()) {
                return "losses";
            } else if (effect.rewards().values().stream().anyMatch(Payoff.Table.class::isInstance)) {
                return "rewards by the name of a type";
            }
        }
        return "";
    }

    /**
     * The arrays of a market, in one order.
     *
     * @throws Refusal if it {@linkplain #misfit has none}
     */
    public static List<NpyTable> of(Marketplace market) {
        String misfit = misfit(market);
        if (!misfit.isEmpty()) {
            throw Refusal.of("an archive of arrays holds no " + misfit, "Maybe JSON, or what a search makes of it.");
        }
        return new NpzText(market).all();
    }

    private List<NpyTable> all() {
        Map<String, Object> keys = MarketplaceText.tree(market);
        List.of("initial", "order", "actions").forEach(keys::remove);
        tables.add(NpyTable.words(NpzMarket.TEXT, List.of(Json.write(keys))));
        int count = actions.size();
        vector("state", count, e -> actions.get(e).state());
        vector("action", count, e -> actions.get(e).action());
        tables.add(NpyTable.numbers("initial", List.of(market.initial().size()), market.initial()::get));
        compressed(
                "transitions",
                market.labels().states().size(),
                e -> Cells.of(actions.get(e).effect().next()));
        int[] first = NpzRows.columns(market.agents());
        compressed("rewards", first[first.length - 1], e -> rewards(e, first));
        compressed("constants", market.agents().size(), this::constants);
        tables.add(NpyTable.numbers(
                "designer", List.of(count), e -> actions.get(e).effect().designer()));
        compressed(
                "needs",
                market.agents().size(),
                e -> Cells.ones(actions.get(e).condition().needs()));
        tables.add(NpyTable.words("states", market.labels().states()));
        tables.add(NpyTable.words("actions", market.labels().actions()));
        return tables;
    }

    private void vector(String name, int length, NpyTable.Whole whole) {
        tables.add(NpyTable.integers(name, List.of(length), whole));
    }

    private interface Row {
        Cells of(int action);
    }

    /** The parts of a matrix; rows are made anew for each, so that no more than one is in memory. */
    private void compressed(String name, int columns, Row row) {
        int[] indptr = new int[actions.size() + 1];
        for (int e = 0; e < actions.size(); e++) {
            indptr[e + 1] = Math.addExact(indptr[e], row.of(e).size());
        }
        int entries = indptr[actions.size()];
        Walk data = new Walk(indptr, row);
        Walk indices = new Walk(indptr, row);
        tables.add(NpyTable.numbers(
                name + "_data", List.of(entries), k -> data.at(k).value(k - data.begin())));
        vector(name + "_indices", entries, k -> indices.at(k).column(k - indices.begin()));
        vector(name + "_indptr", indptr.length, k -> indptr[k]);
        int[] shape = {actions.size(), columns};
        vector(name + "_shape", shape.length, k -> shape[k]);
    }

    /** Goes through rows in order. */
    private static final class Walk {
        private final int[] indptr;
        private final Row row;
        private int at;
        private Cells cells;

        Walk(int[] indptr, Row row) {
            this.indptr = indptr;
            this.row = row;
            cells = Cells.none();
            at = -1;
        }

        Cells at(int entry) {
            while (at < 0 || indptr[at + 1] <= entry) {
                at++;
                cells = indptr[at + 1] > entry ? row.of(at) : cells;
            }
            return cells;
        }

        int begin() {
            return indptr[at];
        }
    }

    private Cells rewards(int action, int... first) {
        Cells cells = Cells.none();
        IntStream.range(0, market.agents().size()).forEach(i -> {
            if (actions.get(action).effect().rewards().get(i) instanceof Payoff.Linear linear) {
                for (int k = 0; k < linear.coefficients().size(); k++) {
                    cells.add(first[i] + k, linear.coefficients().get(k));
                }
            }
        });
        return cells;
    }

    private Cells constants(int action) {
        Cells cells = Cells.none();
        actions.get(action).effect().rewards().forEach((i, payoff) -> {
            Payoff.Linear linear = (Payoff.Linear) Objects.requireNonNull(payoff);
            cells.add(i, linear.constant());
        });
        return cells;
    }
}
