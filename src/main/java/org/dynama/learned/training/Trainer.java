package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.history.Histories;
import org.dynama.learned.network.Gradient;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;
import org.dynama.model.Adam;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/** Gradient descent of a mechanism, gradient ascent of the lies against it, in turns. */
public final class Trainer implements AutoCloseable {
    private final TrainingSettings settings;
    private final double money;
    private final Tensors tensors = new Tensors();
    private final MechanismNetwork network;
    private final List<ReportNetwork> reporters = new ArrayList<>();
    private final Contest contest;
    private final TrainingObjective objective;
    private Adam mechanism;
    /** What played with finite numbers last; where none has, what a training begins at. */
    private Reals good;

    private final List<Adam> policies = new ArrayList<>();

    /** Ready for the first step. */
    public Trainer(World world, TrainingSettings settings, RandomStream stream) {
        this.settings = settings;
        money = world.money();
        network = new MechanismNetwork(world, tensors, settings.width());
        TrainingSettings.Lies lies = settings.lies();
        for (int i = 0; i < trained(lies.reporters(), world); i++) {
            reporters.add(new ReportNetwork(world, tensors, lies.policies(), lies.width()));
        }
        contest = contest(world, stream.child("paths"));
        double averaging = Histories.trainable(world) ? 0 : settings.sampling().averaging();
        objective = new TrainingObjective(tensors, settings.losses(), world.agents(), averaging);
        mechanism = Adam.at(network.layout().start(stream.child("mechanism")));
        good = mechanism.point();
        for (int i = 0; i < reporters.size(); i++) {
            policies.add(Adam.at(reporters.get(i).start(stream.child("reporter " + i))));
        }
    }

    /** For how many agents policies are trained. */
    private static int trained(Reporters reporters, World world) {
        return switch (reporters) {
            case TRAINED -> world.agents();
            case EXACT -> 0;
        };
    }

    private Contest contest(World world, RandomStream paths) {
        TrainingSettings.Sampling sampling = settings.sampling();
        if (Histories.trainable(world)) {
            return new EnumeratedContest(
                    world, tensors, network, reporters, settings.lies().policies());
        }
        return reporters.isEmpty() && StaticContest.fits(world)
                ? new StaticContest(world, tensors, network, sampling.initialTypes(), paths)
                : new SampledContest(world, tensors, network, reporters, settings, paths);
    }

    /** Whether exact best responses can be had in a world. */
    public static boolean exact(World world) {
        return Histories.countable(world) || StaticContest.fits(world);
    }

    /** Begins at these parameters of the mechanism rather than at random. */
    void startFrom(Reals parameters) {
        mechanism = Adam.at(parameters.toArray());
        good = parameters;
    }

    /** One step of the mechanism, after the reporters'. */
    TrainingObjective.Seen step(TrainingObjective.Weights weights, int step) {
        for (int k = 0; k < settings.steps().policyCount() && !policies.isEmpty(); k++) {
            ascend(step * settings.steps().policyCount() + k);
        }
        contest.renew(mechanism.point(), step);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves =
                    new Leaves(tensors, network.layout(), mechanism.point().toArray(), true);
            List<Leaves> fixed = leaves(false);
            TrainingObjective.Loss[] loss = new TrainingObjective.Loss[1];
            double[] gradient = Gradient.of(
                    () -> {
                        loss[0] = objective.of(contest.play(leaves, fixed, step), weights);
                        return loss[0].scalar();
                    },
                    leaves::gradient);
            finite(gradient, step);
            finite(loss[0].seen(), step);
            good = mechanism.point();
            TrainingSettings.Steps steps = settings.steps();
            double done = (double) step / steps.count();
            mechanism = mechanism.descend(inMoney(gradient), steps.length() * TrainingSettings.Steps.fallen(done));
            return loss[0].seen().along(gradient);
        }
    }

    private void ascend(int step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves =
                    new Leaves(tensors, network.layout(), mechanism.point().toArray(), false);
            List<Leaves> moving = leaves(true);
            List<double[]> gradients = Gradient.of(
                    () -> {
                        NDArray loss = tensors.scalar(0);
                        for (NDArray utility : contest.deviations(leaves, moving, step)) {
                            loss = loss.sub(utility.mean(new int[] {1}).sum());
                        }
                        return loss.sum();
                    },
                    () -> moving.stream().map(Leaves::gradient).toList());
            for (int i = 0; i < moving.size(); i++) {
                double[] gradient = finite(gradients.get(i), step);
                policies.set(
                        i,
                        policies.get(i)
                                .descend(inMoney(gradient), settings.steps().policyLength()));
            }
        }
    }

    private static void finite(TrainingObjective.Seen seen, int step) {
        finite(new double[] {seen.profit()}, step);
        finite(seen.regret().toArray(), step);
        finite(seen.participation().toArray(), step);
    }

    /** So that what Adam adds to a denominator weighs the same in any money. */
    private double[] inMoney(double... gradient) {
        return Reals.of(gradient).times(1 / money).toArray();
    }

    private static double[] finite(double[] gradient, int step) {
        for (double entry : gradient) {
            if (!Double.isFinite(entry)) {
                throw new TrainingStopped(step);
            }
        }
        return gradient;
    }

    /**
     * What a checkpoint keeps of a training.
     *
     * @param mechanism its parameters and Adam's memory
     * @param policies the same per agent
     * @param running means of the losses
     * @param answered parameters of the mechanisms that exact replies were found for
     * @param good those of the mechanism that played with finite numbers last
     */
    public record Snapshot(
            Adam mechanism, List<Adam> policies, List<Reals> running, List<Reals> answered, Reals good) {}

    /** What a checkpoint keeps. */
    public Snapshot snapshot() {
        return new Snapshot(mechanism, List.copyOf(policies), objective.snapshot(), contest.answered(), good);
    }

    /**
     * Goes on from a checkpoint, to the last bit.
     *
     * @throws Refusal if it is another network's
     */
    public void restore(Snapshot snapshot) {
        boolean fits = snapshot.mechanism().point().size() == network.layout().size()
                && snapshot.policies().size() == policies.size();
        for (int i = 0; fits && i < policies.size(); i++) {
            fits = snapshot.policies().get(i).point().size()
                    == reporters.get(i).layout().size();
        }
        if (!fits) {
            throw Refusal.of(
                    "the checkpoint holds another network than the spec describes",
                    "Maybe the spec was changed since; start anew.");
        }
        mechanism = snapshot.mechanism();
        good = snapshot.good();
        for (int i = 0; i < policies.size(); i++) {
            policies.set(i, snapshot.policies().get(i));
        }
        objective.restore(snapshot.running());
        contest.restore(snapshot.answered());
    }

    private List<Leaves> leaves(boolean trained) {
        List<Leaves> leaves = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            leaves.add(new Leaves(
                    tensors, reporters.get(i).layout(), policies.get(i).point().toArray(), trained));
        }
        return leaves;
    }

    /** The mechanism's parameters. */
    public Reals parameters() {
        return mechanism.point();
    }

    /** Those of the last mechanism that played with finite numbers only. */
    Reals lastGood() {
        return good;
    }

    @Override
    public void close() {
        tensors.close();
    }
}
