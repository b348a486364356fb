package org.dynama.compare.mechanism;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.compare.market.Cases;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PolicyValues;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * What a pivot mechanism is expected to bring from the first period on, discounted: agents' rewards, their payments, the
 * designer's reward, and, where that is not too much, how often each action is taken in each period.
 */
final class PivotFlows implements PolicyValues.Earnings {
    /** Numbers that are kept for each public state and profile at most. */
    private static final long MOST = 20_000_000;

    private final PivotMechanism mechanism;
    private final AllocationWorld world;
    private final JointTypes joint;
    private final int agents;
    private final int actions;
    private final int periods;

    PivotFlows(PivotMechanism mechanism) {
        this.mechanism = mechanism;
        world = mechanism.world();
        joint = mechanism.profiles();
        agents = joint.agents();
        actions = world.actions().size();
        long rows = (long) world.stateCount() * joint.count();
        periods = rows * actions * mechanism.periods() <= MOST ? mechanism.periods() : 0;
    }

    @Override
    public int width() {
        return 2 * agents + 1 + periods * actions;
    }

    @Override
    public void add(int t, int s, int z, int a, int b, double weight, double[] into, int at) {
        PivotStage stage = world.stages().get(t);
        for (int i = 0; i < agents; i++) {
            into[at + i] += weight * stage.utility(i, s, a, joint.type(i, b));
            into[at + agents + i] += weight * mechanism.transfers().payment(t, i, s, z, b);
        }
        into[at + 2 * agents] += weight * stage.relativePublic(s, a);
        if (periods > 0) {
            into[at + 2 * agents + 1 + t * actions + a] += weight;
        }
    }

    @Override
    public void end(int s, int b, double[] into, int at) {
        for (int i = 0; i < agents; i++) {
            into[at + i] = world.terminal().utilities().get(i).get(s * joint.types(i) + joint.type(i, b));
        }
        into[at + 2 * agents] = world.terminal().relativePublic()[s];
    }

    /** Everything in each case, expected over the first public state; shape {@code [width][B]}. */
    double[][] of(Cases cases) {
        double[] first = PolicyValues.of(world, mechanism.policy(), -1, this).get(0);
        double[][] flows = new double[width()][cases.count()];
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0; b < cases.count() && world.initial().get(s) > 0; b++) {
                int row = (s * joint.count() + cases.joint().get(b)) * width();
                for (int c = 0; c < width(); c++) {
                    flows[c][b] += world.initial().get(s) * first[row + c];
                }
            }
        }
        for (int b = 0; b < cases.count(); b++) {
            flows[2 * agents][b] += world.commonFrom(0);
        }
        return flows;
    }

    CaseOutcomes outcomes(double[][] flows) {
        double[][] rewards = new double[agents][];
        double[][] payments = new double[agents][];
        System.arraycopy(flows, 0, rewards, 0, agents);
        System.arraycopy(flows, agents, payments, 0, agents);
        return new CaseOutcomes(rewards, payments, flows[2 * agents]);
    }

    List<Map<String, Double>> course(double[][] flows, Cases cases) {
        List<Map<String, Double>> course = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            Map<String, Double> taken = new LinkedHashMap<>();
            for (int a = 0; a < actions; a++) {
                double count =
                        cases.mean(flows[2 * agents + 1 + t * actions + a]).mean();
                if (count > 0) {
                    taken.put(world.actions().get(a), count);
                }
            }
            course.add(taken);
        }
        return course;
    }
}
