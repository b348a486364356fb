package org.dynama.study.engine.slurm;

import java.util.List;

/**
 * An array job that was submitted.
 *
 * @param id Slurm's number of it
 * @param numbers of the cells of its tasks, in order
 */
record ArrayJob(String id, List<Integer> numbers) {
    ArrayJob {
        numbers = List.copyOf(numbers);
    }
}
