package org.dynama.learned.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.network.AdamState;
import org.dynama.learned.network.Gradient;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;

/** Gradient descent of a mechanism, gradient ascent of the lies against it, in turns. */
public final class Trainer implements AutoCloseable {
    private static final double LAST_STEP = 0.05;

    private final Settings settings;
    private final Tensors tensors = new Tensors();
    private final MechanismNetwork network;
    private final List<ReportNetwork> reporters = new ArrayList<>();
    private final Contest contest;
    private final Objective objective;
    private AdamState mechanism;
    private final List<AdamState> policies = new ArrayList<>();

    /** Ready for the first step. */
    public Trainer(World world, Settings settings, RandomStream stream) {
        this.settings = settings;
        network = new MechanismNetwork(world, tensors, settings.width());
        boolean discrete = world.types() instanceof Types.Discrete;
        int outputs = discrete
                ? TypeGrid.power(((Types.Discrete) world.types()).values().size(), world.components())
                : world.components();
        for (int i = 0; i < world.buyers() && settings.reporters() == Reporters.TRAINED; i++) {
            reporters.add(
                    new ReportNetwork(world, tensors, settings.policies(), settings.policyWidth(), outputs));
        }
        boolean all = Histories.trainable(world);
        contest = all
                ? new EnumeratedContest(world, tensors, network, reporters, settings.policies())
                : new SampledContest(world, tensors, network, reporters, settings, stream.child("paths"));
        objective = new Objective(tensors, settings, world.buyers(), all ? 0 : settings.averaging());
        mechanism = new AdamState(network.layout().start(stream.child("mechanism")));
        for (int i = 0; i < reporters.size(); i++) {
            policies.add(new AdamState(reporters.get(i).start(stream.child("reporter " + i))));
        }
    }

    /** One step of the mechanism, after the reporters'. */
    Objective.Seen step(Objective.Weights weights, int step) {
        for (int k = 0; k < settings.policySteps() && !policies.isEmpty(); k++) {
            ascend(step * settings.policySteps() + k);
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves = new Leaves(tensors, network.layout(), mechanism.values(), true);
            List<Leaves> fixed = leaves(false);
            Objective.Loss[] loss = new Objective.Loss[1];
            Gradient.of(() -> {
                loss[0] = objective.of(contest.play(leaves, fixed, step), weights);
                return loss[0].scalar();
            });
            double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) step / settings.steps())));
            mechanism.descend(leaves.gradient(), settings.step() * (LAST_STEP + (1 - LAST_STEP) * cosine));
            return loss[0].seen();
        }
    }

    private void ascend(int step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves = new Leaves(tensors, network.layout(), mechanism.values(), false);
            List<Leaves> moving = leaves(true);
            Gradient.of(() -> {
                NDArray loss = tensors.scalar(0);
                for (NDArray utility : contest.deviations(leaves, moving, step)) {
                    loss = loss.sub(utility.mean(new int[] {1}).sum());
                }
                return loss.sum();
            });
            for (int i = 0; i < moving.size(); i++) {
                policies.get(i).descend(moving.get(i).gradient(), settings.policyStep());
            }
        }
    }

    private List<Leaves> leaves(boolean trained) {
        List<Leaves> leaves = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            leaves.add(new Leaves(
                    tensors, reporters.get(i).layout(), policies.get(i).values(), trained));
        }
        return leaves;
    }

    /** The mechanism's parameters. */
    double[] parameters() {
        return mechanism.values();
    }

    @Override
    public void close() {
        tensors.close();
    }
}
