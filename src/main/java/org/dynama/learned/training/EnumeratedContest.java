package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.history.EnumeratedReports;
import org.dynama.learned.history.Enumeration;
import org.dynama.learned.history.Histories;
import org.dynama.learned.history.Stage;
import org.dynama.learned.history.Values;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.PolicyLiar;
import org.dynama.learned.world.World;

/** Every history of a discrete world in every step: no sampling noise. */
final class EnumeratedContest implements Contest {
    private final Tensors tensors;
    private final Enumeration enumeration;
    private final Values values;
    /** Per agent, shape {@code [R]}. */
    private final List<NDArray> distributions = new ArrayList<>();

    private final List<EnumeratedReports> reports = new ArrayList<>();

    EnumeratedContest(
            World world, Tensors tensors, MechanismNetwork network, List<ReportNetwork> policies, int perAgent) {
        this.tensors = tensors;
        enumeration = new Enumeration(world, tensors, network);
        Histories histories = enumeration.histories;
        values = new Values(histories, tensors);
        for (double[] initial : histories.grid.initial) {
            distributions.add(tensors.constant(initial, histories.grid.types));
        }
        for (int i = 0; i < policies.size(); i++) {
            reports.add(new EnumeratedReports(histories, tensors, policies.get(i), perAgent, i));
        }
    }

    @Override
    public Play play(Leaves mechanism, List<Leaves> policies, int step) {
        List<Stage> stages = enumeration.stages(mechanism, true);
        List<NDArray> truth = new ArrayList<>();
        for (int i = 0; i < enumeration.histories.grid.n; i++) {
            truth.add(values.of(stages, i, values::truth, false).reshape(-1));
        }
        return new Play(values.profit(stages), truth, deviations(stages, policies, 0), distributions);
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> policies, int step) {
        return deviations(enumeration.stages(mechanism, true), policies, PolicyLiar.EXPLORATION);
    }

    private List<NDArray> deviations(List<Stage> stages, List<Leaves> policies, double exploration) {
        List<NDArray> deviations = new ArrayList<>();
        for (int i = 0; i < enumeration.histories.grid.n; i++) {
            if (policies.isEmpty()) {
                deviations.add(values.of(stages, i, values.best(stages, i), false));
            } else {
                List<NDArray> chosen = reports.get(i).reports(policies.get(i), stages);
                deviations.add(values.of(
                        stages,
                        i,
                        (t, byReport) -> byReport.mul(explored(chosen.get(t), exploration))
                                .sum(new int[] {2}),
                        true));
            }
        }
        return deviations;
    }

    private NDArray explored(NDArray reports, double exploration) {
        double each = exploration / enumeration.histories.grid.types;
        return exploration == 0
                ? reports
                : tensors.scaled(reports, 1 - exploration).add(tensors.scalar(each));
    }
}
