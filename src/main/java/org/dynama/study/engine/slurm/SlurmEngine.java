package org.dynama.study.engine.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;
import org.dynama.study.Stop;
import org.dynama.study.engine.Cell;
import org.dynama.study.engine.CellFailure;
import org.dynama.study.engine.Engine;
import org.dynama.study.engine.EngineSetup;
import org.dynama.study.engine.ShardEnd;
import org.jspecify.annotations.Nullable;

/**
 * A task of an array job for each cell, each a shard of as many as there are cells; this program submits and watches.
 *
 * @param setup of the sweep
 * @param limit tasks at a time; 0 for as many as Slurm likes
 */
record SlurmEngine(EngineSetup setup, int limit) implements Engine {
    private static final long SHORTEST_WAIT = 200;
    private static final long LONGEST_WAIT = 5_000;

    /** What a task left may be seen a little later than its end, on another machine's disk. */
    private static final int LOOKS_AFTER_END = 3;

    @Override
    public void run(List<Cell> cells, Events events) {
        Map<String, Cell> tasks = new LinkedHashMap<>();
        SubmittedJobs submitted = SubmittedJobs.read(setup.logs());
        List<Cell> left = new ArrayList<>(cells);
        Set<String> atWork =
                SlurmQueue.tasks(submitted.jobs().stream().map(ArrayJob::id).toList());
        submitted.jobs().forEach(job -> attach(job, atWork, left, tasks));
        if (!left.isEmpty()) {
            left.forEach(cell -> ShardEnd.forget(setup.logs(), cell.shard(setup.count())));
            for (ArrayScript script : scripts(left, SlurmQueue.maxArraySize())) {
                ArrayJob job = new ArrayJob(SlurmQueue.submit(script.text()), script.numbers());
                submitted = submitted.with(job);
                submitted.write(setup.logs());
                attach(job, null, left, tasks);
            }
        }
        tasks.values().forEach(events::started);
        watch(tasks, events);
    }

    @Override
    public String plan(List<Cell> cells) {
        return scripts(cells, SlurmQueue.maxArraySizeOrUsual()).stream()
                .map(ArrayScript::text)
                .collect(Collectors.joining("\n"));
    }

    private List<ArrayScript> scripts(List<Cell> cells, int maxArraySize) {
        List<Integer> numbers = cells.stream().map(Cell::number).toList();
        return ArrayScript.of(setup, numbers, limit, maxArraySize);
    }

    /** Cells whose tasks are in the queue are waited for. */
    private static void attach(ArrayJob job, @Nullable Set<String> atWork, List<Cell> left, Map<String, Cell> tasks) {
        for (int k = 0; k < job.numbers().size(); k++) {
            String task = job.id() + "_" + k;
            int number = job.numbers().get(k);
            if (atWork == null || atWork.contains(task)) {
                left.stream()
                        .filter(cell -> cell.number() == number)
                        .findFirst()
                        .ifPresent(cell -> {
                            tasks.put(task, cell);
                            left.remove(cell);
                        });
            }
        }
    }

    private void watch(Map<String, Cell> tasks, Events events) {
        Map<String, Integer> looks = new LinkedHashMap<>();
        long wait = SHORTEST_WAIT;
        while (!tasks.isEmpty()) {
            if (Stop.isAsked()) {
                SlurmQueue.cancel(ids(tasks));
                Stop.ifAsked();
            }
            // Before the files are looked at: a task that was at work then may end in between, and is looked at again.
            Set<String> atWork = SlurmQueue.tasks(ids(tasks));
            int before = tasks.size();
            tasks.entrySet().removeIf(task -> {
                boolean isGone = !atWork.contains(task.getKey())
                        && looks.merge(task.getKey(), 1, Integer::sum) > LOOKS_AFTER_END;
                return isTold(task.getKey(), task.getValue(), isGone, events);
            });
            wait = tasks.size() < before ? SHORTEST_WAIT : Math.min(LONGEST_WAIT, 2 * wait);
            sleep(wait);
        }
    }

    private boolean isTold(String task, Cell cell, boolean isGone, Events events) {
        boolean hasEnded = ShardEnd.read(setup.logs(), cell.shard(setup.count())) != null;
        if (!hasEnded && !isGone) {
            return false;
        }
        CellFailure told = CellFailure.read(cell.failure());
        if (told != null) {
            events.failed(cell, told);
        } else if (hasEnded && cell.isMade()) {
            events.done(cell);
        } else {
            events.failed(cell, ended(task));
        }
        return true;
    }

    private CellFailure ended(String task) {
        Path log = setup.logs().resolve("slurm-" + task.replace('_', '-') + ".log");
        String said = "";
        try {
            said = Files.isRegularFile(log)
                    ? Printable.of(Files.readString(log)).strip()
                    : "";
        } catch (IOException unreadable) {
            // The state says enough.
        }
        String state = SlurmQueue.state(task);
        String last = said.lines().reduce("", (before, line) -> line);
        return new CellFailure(
                "its task " + task + " has ended without a result"
                        + (state.isEmpty() ? "" : " (" + state + ")")
                        + (last.isEmpty() ? "" : ": " + last),
                said);
    }

    private static List<String> ids(Map<String, Cell> tasks) {
        return tasks.keySet().stream()
                .map(task -> task.replaceFirst("_.*", ""))
                .distinct()
                .toList();
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new Failure("the sweep was interrupted", "");
        }
    }
}
