package org.dynama.world.kind;

import org.dynama.model.Reals;
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
        Reals high = keys.highest(TaskScheduling::uniformBounds, TaskScheduling::asymmetricBounds);
        LoadRule rule = keys.choice("makespan", LoadRule.class);
        return keys.isMap("leftOut")
                ? TaskScheduling.retyped(high, keys.whole("tasks"), rule, keys.number("leftOut.cost"))
                : TaskScheduling.of(high, keys.whole("tasks"), rule);
    }
}
