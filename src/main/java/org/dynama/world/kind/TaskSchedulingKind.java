package org.dynama.world.kind;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;
import org.dynama.world.TaskScheduling;
import org.dynama.world.TaskScheduling.LoadRule;

/** {@code task-scheduling}: tasks to workers who bear their costs. */
final class TaskSchedulingKind implements WorldKind {
    @Override
    public String name() {
        return "task-scheduling";
    }

    @Override
    public Environment build(WorldKeys keys) {
        LoadRule rule = keys.choice("makespan", LoadRule.class);
        int tasks = keys.whole("tasks");
        boolean stays = keys.isMap("leftOut");
        double cost = stays ? keys.number("leftOut.cost") : 0;
        if (keys.isDistributed()) {
            List<TypeDistribution> types = keys.distributions(tasks, 0);
            return stays ? TaskScheduling.retyped(types, tasks, rule, cost) : TaskScheduling.of(types, tasks, rule);
        }
        Reals high = keys.highest(TaskScheduling::uniformBounds, TaskScheduling::asymmetricBounds);
        return stays ? TaskScheduling.retyped(high, tasks, rule, cost) : TaskScheduling.of(high, tasks, rule);
    }
}
