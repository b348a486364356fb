package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dynama.model.PairGrid;
import org.dynama.model.Reals;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.world.Environment;
import org.dynama.world.SequentialSales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large tables of boosts on disk, those of earlier versions too. */
class BoostArchiveTest {
    @TempDir
    Path folder;

    private static Reals boosts(Environment world) {
        double[] boosts = new double[world.mdp().pairCount()];
        Arrays.setAll(boosts, pair -> 1.5 * pair - 3);
        return Reals.of(boosts);
    }

    /** Where every state has every action the table is one of states by actions. */
    @Test
    void aFullWorldIsWrittenByStateAndAction() {
        Environment tree = SequentialSales.uniform(2, 2);
        Path file = folder.resolve("full.npz");
        BoostArchive.write(file, tree, boosts(tree));
        assertThat(BoostArchive.read(file, tree)).isEqualTo(boosts(tree));
        assertThat(Npz.read(file, "boosts", tree.mdp().stateCount(), 3).values())
                .containsExactly(boosts(tree).toArray());
    }

    /** Holders are not sold to again: a number a pair; earlier versions had any number where there is none. */
    @Test
    void anEarlierTableIsReadByItsShape() {
        Environment holders = SequentialSales.holders(SequentialSales.agents(Reals.of(1, 1, 1)), 3);
        int states = holders.mdp().stateCount();
        assertThat(holders.mdp().pairCount()).isLessThan(states * 4);
        Path file = folder.resolve("pairs.npz");
        BoostArchive.write(file, holders, boosts(holders));
        assertThat(Npz.read(file, "boosts", holders.mdp().pairCount()).values())
                .containsExactly(boosts(holders).toArray());
        assertThat(BoostArchive.read(file, holders)).isEqualTo(boosts(holders));
        double[] cells = new double[states * 4];
        Arrays.fill(cells, 77);
        PairGrid grid = new PairGrid(holders.mdp());
        for (int pair = 0; pair < holders.mdp().pairCount(); pair++) {
            cells[grid.cell(pair)] = boosts(holders).get(pair);
        }
        Path old = folder.resolve("old.npz");
        Npz.write(old, Map.of("boosts", new NpyArray(cells, states, 4)));
        assertThat(BoostArchive.read(old, holders)).isEqualTo(boosts(holders));
        Path other = folder.resolve("other.npz");
        Npz.write(other, Map.of("boosts", new NpyArray(new double[7], 7)));
        assertThatThrownBy(() -> BoostArchive.read(other, holders))
                .hasMessageContaining("has shape [7] and must have "
                        + List.of(holders.mdp().pairCount()) + " or " + List.of(states, 4));
    }
}
