package org.dynama.ama.menu.candidates;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.ama.menu.batch.MenuEvaluation;
import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;
import org.dynama.world.Environment;

/** A menu of a world with its objective: blocks of profiles, on all threads. */
final class MenuGradient implements AutoCloseable {
    final Objective objective;
    private final Environment menu;
    private final EntryTable table;
    private final boolean differentiated;
    private final Workers<BlockWorker> workers;
    private final boolean hasLosses;

    /**
     * A menu.
     *
     * @param menu a world of one state whose actions are the entries
     * @param differentiated whether derivatives in features are asked for
     */
    MenuGradient(Environment menu, Objective objective, int threads, boolean differentiated) {
        this.menu = menu;
        this.objective = objective;
        this.differentiated = differentiated;
        table = EntryTable.of(menu, differentiated);
        workers = new Workers<>(() -> BlockWorker.of(table), threads);
        hasLosses = objective.losses().stream().anyMatch(weight -> weight != 0);
    }

    private record Part(MenuEvaluation.Block block, MenuSums sums) {}

    /**
     * The objective and its gradient, in features, too, where they are asked for.
     *
     * @param temperature positive
     * @param weighing whether in weights, too
     */
    MenuSample at(AmaParameters parameters, Profiles profiles, double temperature, boolean weighing) {
        EntryTable here = table.with(parameters);
        MenuEvaluation evaluation = new MenuEvaluation(profiles.count(), here.entries);
        MenuSums all = new MenuSums(here, differentiated);
        workers.forEach(
                profiles.count(),
                Profiles.BLOCK,
                (worker, from, to) -> {
                    worker.block().load(profiles, from, to, losses(profiles.slice(from, to)));
                    MenuEvaluation.Block part = MenuEvaluation.block(worker.block(), here, objective);
                    MenuSums sums = new MenuSums(here, differentiated);
                    worker.gradient().add(here, temperature, objective, weighing, sums);
                    return new Part(part, sums);
                },
                part -> {
                    evaluation.add(part.block);
                    all.add(part.sums);
                });
        all.divide();
        return new MenuSample(evaluation.values(), all);
    }

    /** What the menu does, with hard choices. */
    MenuEvaluation evaluation(AmaParameters parameters, Profiles profiles) {
        return MenuEvaluation.of(
                table.with(parameters),
                workers,
                objective,
                profiles.count(),
                (block, from, to) -> block.load(profiles, from, to, losses(profiles.slice(from, to))));
    }

    /** What the objective's losses come to; shape {@code [K][B]}; no rows where it has none. */
    double[][] losses(Profiles profiles) {
        double[][] sum = new double[hasLosses ? table.entries : 0][profiles.count()];
        for (int l = 0; hasLosses && l < objective.losses().size(); l++) {
            double weight = objective.losses().get(l);
            Loss loss = menu.losses().get(l);
            double[][] part = weight == 0 ? new double[0][] : loss.table(profiles, sum.length);
            for (int k = 0; k < part.length; k++) {
                for (int b = 0; b < part[k].length; b++) {
                    sum[k][b] += weight * part[k][b];
                }
            }
        }
        return sum;
    }

    @Override
    public void close() {
        workers.close();
    }
}
