package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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
    /** Steps between exact best replies, each of which costs as much as several steps of many paths. */
    private static final int RENEWAL = 20;

    private final World world;
    private final Tensors tensors;
    private final Paths paths;
    private final List<Integer> agents;
    private final int policies;
    private final TrainingSettings.Sampling sampling;
    private final RandomStream stream;
    /** All agents' policies; null where exact replies are found. */
    private final @Nullable ReportNetwork together;
    /** Null where policies are trained. */
    private final @Nullable Replier replier;

    /** The mechanisms that the kept replies answer, in the order of lanes. */
    private final List<Reals> answered = new ArrayList<>();
    /** Per lane, per agent. */
    private final List<List<Replies>> replies = new ArrayList<>();

    SampledContest(
            World world,
            Tensors tensors,
            MechanismNetwork network,
            List<ReportNetwork> networks,
            TrainingSettings settings,
            RandomStream stream) {
        this.world = world;
        this.tensors = tensors;
        agents = IntStream.range(0, world.agents()).boxed().toList();
        this.stream = stream;
        policies = settings.lies().policies();
        sampling = settings.sampling();
        paths = new Paths(world, tensors, network);
        boolean exact = networks.isEmpty();
        replier = exact ? new Replier(world, tensors, network) : null;
        together = exact ? null : networks.get(0).together(world.agents());
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

    private Liar liar(List<Leaves> leaves, PolicyLiar.Manner manner) {
        return together == null
                ? new TableLiar(replies)
                : new PolicyLiar(together, Leaves.together(together.layout(), leaves), policies, manner);
    }

    private Scenario scenario(String purpose, int step) {
        return Scenario.draw(world, agents, stream.child(purpose), step, sampling.initialTypes(), sampling.futures());
    }

    @Override
    public Play play(Leaves mechanism, List<Leaves> leaves, int step) {
        Scenario scenario = scenario("play", step);
        Paths.Yield yield = paths.play(scenario, mechanism, new WithTruth(liar(leaves, PolicyLiar.Manner.DRAWN)));
        NDArray distribution = paths.distribution(scenario);
        List<NDArray> truth = each(yield.utility().get("0:1")).stream()
                .map(utility -> utility.reshape(-1))
                .toList();
        NDArray profit =
                tensors.scaled(yield.profit().get("0").mul(distribution).sum(), 1.0 / world.agents());
        return new Play(
                profit,
                truth,
                each(yield.utility().get("1:")),
                agents.stream().map(i -> distribution.get(String.valueOf(i))).toList());
    }

    /** Shape {@code [L, Q]} for each agent, of {@code [L, n, Q]}. */
    private List<NDArray> each(NDArray all) {
        return agents.stream().map(i -> all.get(":, " + i)).toList();
    }

    @Override
    public List<NDArray> deviations(Leaves mechanism, List<Leaves> leaves, int step) {
        Liar liar = liar(leaves, PolicyLiar.Manner.EXPLORED);
        return each(paths.play(scenario("lies", step), mechanism, liar).utility());
    }
}
