package org.dynama.ama.study;

import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.ProposedMenu;
import org.dynama.model.Mdp;
import org.dynama.model.PairGrid;
import org.dynama.model.Reals;

/**
 * A menu in a checkpoint.
 *
 * @param names shape {@code [K]}
 * @param begin shape {@code [K + 1]}; the first place of each entry
 * @param pairs shape {@code [M]}; {@code s * A + a}
 * @param probabilities shape {@code [M]}
 * @param parameters weights and boosts
 */
record MenuPiece(
        List<String> names, List<Integer> begin, List<Integer> pairs, Reals probabilities, AmaParameters parameters) {
    static final String NAME = "menu";

    MenuPiece {
        names = List.copyOf(names);
        begin = List.copyOf(begin);
        pairs = List.copyOf(pairs);
    }

    static MenuPiece of(ProposedMenu proposal, Mdp mdp) {
        PairGrid cells = new PairGrid(mdp);
        Menu menu = proposal.menu();
        int rows = menu.pairCount();
        return new MenuPiece(
                menu.names(),
                IntStream.rangeClosed(0, menu.size())
                        .mapToObj(k -> k < menu.size() ? menu.begin(k) : rows)
                        .toList(),
                IntStream.range(0, rows).mapToObj(m -> cells.cell(menu.pair(m))).toList(),
                Reals.of(IntStream.range(0, rows).mapToDouble(menu::probability).toArray()),
                proposal.parameters());
    }

    ProposedMenu proposal(Mdp mdp) {
        MenuBuilder builder = Menu.of(mdp);
        PairGrid cells = new PairGrid(mdp);
        for (int k = 0; k < names.size(); k++) {
            int from = begin.get(k);
            int to = begin.get(k + 1);
            builder.add(
                    names.get(k),
                    IntStream.range(from, to).map(m -> cells.pair(pairs.get(m))).toArray(),
                    IntStream.range(from, to).mapToDouble(probabilities::get).toArray());
        }
        return new ProposedMenu(builder.build(), parameters);
    }
}
