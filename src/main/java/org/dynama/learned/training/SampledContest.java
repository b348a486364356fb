package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.dynama.learned.history.Replier;
import org.dynama.learned.history.Replies;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.path.Liar;
import org.dynama.learned.path.Paths;
import org.dynama.learned.path.PolicyLiar;
import org.dynama.learned.path.Scenario;
import org.dynama.learned.path.TableLiar;
import org.dynama.learned.path.WithTruth;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * Drawn paths, where types fill intervals or histories are too many to play them all in every step.
 *
 * <p>Exact best replies are found every few steps, to the mechanism as it is then, and the latest of them are kept: one
 * alone would be answered at the price of another.
 */
final class SampledContest implements Contest {
    /** Steps between exact best replies, each of which costs about as much as ten steps. */
    private static final int RENEWAL = 20;

    private final World world;
    private final Tensors tensors;
    private final Paths paths;
    private final List<ReportNetwork> networks;
    private final int policies;
    private final int initialTypes;
    private final int futures;
    private final RandomStream stream;
    /** Null where policies are trained. */
    private final @Nullable Replier replier;

    /** The mechanisms that the kept replies answer, in the order of lanes. */
    private final List<Reals> answered = new ArrayList<>();
    /** Per lane, per buyer. */
    private final List<List<Replies>> replies = new ArrayList<>();

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
        paths = new Paths(world, tensors, network);
        replier = settings.reporters() == Reporters.EXACT ? new Replier(world, tensors, network) : null;
    }

    @Override
    public void renew(Reals mechanism, int step) {
        if (replier == null || step % RENEWAL > 0) {
            return;
        }
        List<Replies> latest = replier.to(mechanism);
        if (replies.isEmpty()) {
            answered.addAll(Collections.nCopies(policies, mechanism));
            replies.addAll(Collections.nCopies(policies, latest));
        }
        // The other lanes keep theirs: running means go by lane.
        answered.set(step / RENEWAL % policies, mechanism);
        replies.set(step / RENEWAL % policies, latest);
    }

    @Override
    public List<Reals> answered() {
        return List.copyOf(answered);
    }

    @Override
    public void restore(List<Reals> mechanisms) {
        answered.clear();
        replies.clear();
        for (Reals mechanism : mechanisms) {
            answered.add(mechanism);
            replies.add(Objects.requireNonNull(replier, "exact replies").to(mechanism));
        }
    }

    private Liar liar(int i, List<Leaves> leaves, double exploration) {
        return replier == null
                ? new PolicyLiar(networks.get(i), leaves.get(i), policies, exploration)
                : new TableLiar(replies.stream().map(lane -> lane.get(i)).toList());
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
            Paths.Yield yield = paths.play(scenario, i, mechanism, new WithTruth(liar(i, leaves, 0)));
            truth.add(yield.utility().get("0"));
            deviations.add(yield.utility().get("1:"));
            laws.add(law);
            profit = profit.add(yield.profit().get("0").mul(law).sum());
        }
        return new Play(tensors.scaled(profit, 1.0 / world.buyers()).sum(), truth, deviations, laws);
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> leaves, int step) {
        List<NDArray> deviations = new ArrayList<>();
        for (int i = 0; i < world.buyers(); i++) {
            Liar liar = liar(i, leaves, PolicyLiar.EXPLORATION);
            deviations.add(
                    paths.play(scenario(i, "lies", step), i, mechanism, liar).utility());
        }
        return deviations;
    }
}
