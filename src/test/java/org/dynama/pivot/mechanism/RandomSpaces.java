package org.dynama.pivot.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.FiniteAgent;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;
import org.dynama.pivot.world.StageBuilder;

/** Small random allocation spaces: everything differs by public state, action and, in finite horizons, period. */
public final class RandomSpaces {
    /** What is feasible when an agent is absent. */
    public enum Absence {
        /** The same. */
        SAME,
        /** A part of it. */
        LESS,
        /** Anything. */
        ANY
    }

    private final SplittableRandom random;
    private final Absence absence;
    private final double lowest;

    private RandomSpaces(long seed, Absence absence, double lowest) {
        random = new SplittableRandom(seed);
        this.absence = absence;
        this.lowest = lowest;
    }

    /**
     * A finite horizon of 1 to 4 periods.
     *
     * @param lowest utility; the highest is 1
     */
    public static AllocationWorld finite(long seed, Absence absence, double lowest) {
        return new RandomSpaces(seed, absence, lowest).world(new Horizon.Finite());
    }

    /** A horizon without a last period: the last public state is the end, and gets near by a fifth at least in every period. */
    public static AllocationWorld total(long seed, Absence absence, double lowest) {
        return new RandomSpaces(seed, absence, lowest).world(new Horizon.Total());
    }

    /** A discounted horizon. */
    public static AllocationWorld discounted(long seed, Absence absence, double lowest) {
        return new RandomSpaces(seed, absence, lowest).world(new Horizon.Discounted(0.5));
    }

    /** @param horizon the kind of it: the discount is drawn */
    private AllocationWorld world(Horizon horizon) {
        boolean finite = horizon instanceof Horizon.Finite;
        boolean total = horizon instanceof Horizon.Total;
        int n = 1 + random.nextInt(3);
        int states = 1 + random.nextInt(3) + (total ? 1 : 0);
        int actions = 2 + random.nextInt(3);
        int draws = 1 + random.nextInt(3);
        List<FiniteAgent> agents = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int types = 1 + random.nextInt(3);
            agents.add(new FiniteAgent("agent " + i, names("type", types), Reals.of(distribution(types, 0.2))));
        }
        JointTypes profiles = new JointTypes(
                agents.stream().map(agent -> agent.types().size()).toList());
        int periods = finite ? 1 + random.nextInt(4) : 1;
        List<PivotStage> stages = IntStream.range(0, periods)
                .mapToObj(t -> stage(profiles, states, actions, draws, total))
                .toList();
        List<Reals> terminal = agents.stream()
                .map(agent -> Reals.of(IntStream.range(0, states * agent.types().size())
                        .mapToDouble(k -> utility())
                        .toArray()))
                .toList();
        AllocationWorld.Terminal end = new AllocationWorld.Terminal(
                Reals.of(IntStream.range(0, states).mapToDouble(s -> utility()).toArray()), terminal);
        return new AllocationWorld(
                "random",
                List.of(),
                agents,
                new AllocationWorld.Labels(names("state", states), names("action", actions), names("draw", draws)),
                new AllocationWorld.Course(
                        Reals.of(distribution(states, 0.2)),
                        finite || total ? horizon : new Horizon.Discounted(0.3 + 0.65 * random.nextDouble()),
                        stages,
                        finite ? end : AllocationWorld.Terminal.none(states, agents)));
    }

    private static List<String> names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(k -> kind + " " + k).toList();
    }

    private double utility() {
        return lowest + (1 - lowest) * random.nextDouble();
    }

    private double[] distribution(int size, double zeros) {
        double[] weights = new double[size];
        double sum = 0;
        for (int k = 0; k < size; k++) {
            weights[k] = random.nextDouble() < zeros ? 0 : random.nextDouble();
            sum += weights[k];
        }
        if (sum == 0) {
            weights[0] = 1;
            return weights;
        }
        for (int k = 0; k < size; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    private PivotStage stage(JointTypes profiles, int states, int actions, int draws, boolean total) {
        StageBuilder stage = new StageBuilder(states, actions, profiles, distribution(draws, 0));
        for (int z = 0; z < draws && total; z++) {
            stage.allowAlways(states - 1, z, 0);
        }
        for (int s = 0; s < (total ? states - 1 : states); s++) {
            for (int z = 0; z < draws; z++) {
                feasible(stage, profiles.agents(), s, z, actions);
            }
            for (int a = 0; a < actions; a++) {
                double[] next = distribution(states, 0.3);
                if (total) {
                    int nearer = s + 1 + random.nextInt(states - 1 - s);
                    int last = nearer;
                    Arrays.setAll(next, k -> 0.8 * next[k] + (k == last ? 0.2 : 0));
                }
                for (int k = 0; k < states; k++) {
                    if (next[k] > 0) {
                        stage.to(s, a, k, next[k]);
                    }
                }
                stage.publicUtility(s, a, utility());
                for (int i = 0; i < profiles.agents(); i++) {
                    int types = profiles.types(i);
                    double[] kernel = new double[types * types];
                    for (int k = 0; k < types; k++) {
                        stage.utility(i, s, a, k, utility());
                        System.arraycopy(distribution(types, 0.3), 0, kernel, k * types, types);
                    }
                    if (random.nextInt(4) > 0) {
                        stage.kernel(i, s, a, Reals.of(kernel));
                    }
                }
            }
        }
        return stage.build();
    }

    private void feasible(StageBuilder stage, int agents, int s, int z, int actions) {
        int all = 1 + random.nextInt((1 << actions) - 1);
        allow(all, actions, a -> stage.allow(s, z, a));
        for (int i = 0; i < agents; i++) {
            int agent = i;
            int without = switch (absence) {
                case SAME -> all;
                case LESS -> all & random.nextInt(1 << actions);
                case ANY -> 1 + random.nextInt((1 << actions) - 1);
            };
            allow(without == 0 ? all : without, actions, a -> stage.allowWithout(agent, s, z, a));
        }
    }

    private static void allow(int set, int actions, IntConsumer use) {
        IntStream.range(0, actions).filter(a -> ((set >> a) & 1) == 1).forEach(use);
    }
}
