package org.dynama.experiment.learned;

import java.util.List;
import org.dynama.learned.training.TrainingRow;
import org.dynama.learned.training.TrainingState;

/**
 * What a killed training needs to go on, as {@code checkpoint/learn.json} holds it.
 *
 * @param schema version of this format
 * @param spec the resolved spec that it belongs to
 * @param seconds that the training has taken
 * @param processor seconds of it on processors
 * @param trace kept so far
 * @param state of the training
 */
record LearnCheckpoint(
        int schema, String spec, double seconds, double processor, List<TrainingRow> trace, TrainingState state) {
    static final int SCHEMA = 2;
}
