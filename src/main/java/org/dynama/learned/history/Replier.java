package org.dynama.learned.history;

import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/** Finds every agent's best replies to mechanisms, by backward recursion over all public histories. */
public final class Replier {
    private final Tensors tensors;
    private final MechanismNetwork network;
    private final Enumeration enumeration;
    private final Values values;
    private final int agents;

    public Replier(World world, Tensors tensors, MechanismNetwork network) {
        this.tensors = tensors;
        this.network = network;
        enumeration = new Enumeration(world, tensors, network);
        values = new Values(enumeration.histories, tensors);
        agents = world.agents();
    }

    /**
     * The replies, per agent.
     *
     * @param mechanism parameters of the network
     */
    public List<Replies> to(Reals mechanism) {
        List<Replies> all = new ArrayList<>();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves = new Leaves(tensors, network.layout(), mechanism.toArray(), false);
            List<Stage> stages = enumeration.stages(leaves, false);
            for (int i = 0; i < agents; i++) {
                all.add(values.replies(stages, i));
            }
        }
        return all;
    }
}
