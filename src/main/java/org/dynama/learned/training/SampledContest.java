package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.Paths;
import org.dynama.learned.path.Scenario;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/** Drawn paths, where types fill intervals or histories are too many to play them all. */
final class SampledContest implements Contest {
    private final World world;
    private final Tensors tensors;
    private final Paths paths;
    private final List<ReportNetwork> networks;
    private final int policies;
    private final int initialTypes;
    private final int futures;
    private final RandomStream stream;

    SampledContest(
            World world,
            Tensors tensors,
            MechanismNetwork network,
            List<ReportNetwork> networks,
            Settings settings,
            RandomStream stream) {
        this.world = world;
        this.tensors = tensors;
        this.networks = networks;
        this.stream = stream;
        policies = settings.policies();
        initialTypes = settings.initialTypes();
        futures = settings.futures();
        paths = new Paths(world, tensors, network, EnumeratedContest.EXPLORATION);
    }

    private Scenario scenario(int buyer, String purpose, int step) {
        return Scenario.draw(world, buyer, stream.child(purpose), step, initialTypes, futures);
    }

    @Override
    public Play play(Leaves mechanism, List<Leaves> leaves, int step) {
        List<NDArray> truth = new ArrayList<>();
        List<NDArray> deviations = new ArrayList<>();
        List<NDArray> laws = new ArrayList<>();
        NDArray profit = tensors.scalar(0);
        for (int i = 0; i < world.buyers(); i++) {
            Scenario scenario = scenario(i, "play", step);
            NDArray law = paths.law(scenario);
            Paths.Yield honest = paths.play(scenario, i, mechanism, null);
            Paths.Liar liar = new Paths.Liar(networks.get(i), leaves.get(i), policies, false);
            truth.add(honest.utility().reshape(-1));
            deviations.add(paths.play(scenario, i, mechanism, liar).utility());
            laws.add(law);
            profit = profit.add(honest.profit().reshape(-1).mul(law).sum());
        }
        return new Play(tensors.scaled(profit, 1.0 / world.buyers()).sum(), truth, deviations, laws);
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> leaves, int step) {
        List<NDArray> deviations = new ArrayList<>();
        for (int i = 0; i < world.buyers(); i++) {
            Paths.Liar liar = new Paths.Liar(networks.get(i), leaves.get(i), policies, true);
            deviations.add(
                    paths.play(scenario(i, "lies", step), i, mechanism, liar).utility());
        }
        return deviations;
    }
}
