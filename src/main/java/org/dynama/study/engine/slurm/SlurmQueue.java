package org.dynama.study.engine.slurm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.refusal.Failure;

/** What Slurm says of array jobs. */
final class SlurmQueue {
    private static final Pattern SIZE = Pattern.compile("MaxArraySize\\s*=\\s*(\\d+)");
    private static final Pattern SUBMITTED = Pattern.compile("(\\d+)(;.*)?");
    private static final int USUAL_SIZE = 1001;

    private SlurmQueue() {}

    /** Indices of an array stay below it. */
    static int maxArraySize() {
        Matcher size = SIZE.matcher(Program.run("scontrol", "show", "config"));
        return size.find() ? Math.max(1, Integer.parseInt(size.group(1))) : USUAL_SIZE;
    }

    /** The same for a script that is only shown; as Slurm has it by default where it cannot be asked. */
    static int maxArraySizeOrUsual() {
        try {
            return maxArraySize();
        } catch (Failure unreachable) {
            return USUAL_SIZE;
        }
    }

    /** Submits a script; gives the number of the job. */
    static String submit(String script) {
        String said = Program.run(script, "sbatch", List.of("--parsable")).strip();
        String last = said.lines().reduce("", (before, line) -> line);
        Matcher submitted = SUBMITTED.matcher(last);
        if (!submitted.matches()) {
            throw new Failure("sbatch says no number of a job: " + said, "Maybe --dry-run, and sbatch by hand.");
        }
        return submitted.group(1);
    }

    /**
     * The tasks that wait or are at work, as {@code job_task}.
     *
     * @param ids of array jobs
     */
    static Set<String> tasks(List<String> ids) {
        Set<String> tasks = new HashSet<>();
        if (!ids.isEmpty()) {
            // All of the user's: a job that has ended is no error then.
            for (String line : Program.run("squeue", "--noheader", "--array", "--me", "--format=%F_%K")
                    .lines()
                    .toList()) {
                String task = line.strip();
                if (ids.contains(task.replaceFirst("_.*", ""))) {
                    tasks.add(task);
                }
            }
        }
        return tasks;
    }

    /** Why a task has ended, where Slurm keeps accounts; else empty. */
    static String state(String task) {
        try {
            String said = Program.run(
                    "sacct", "--noheader", "--parsable2", "--allocations", "--format=State,ExitCode", "--jobs", task);
            return said.strip().replace("|", ", exit code ");
        } catch (Failure withoutAccounts) {
            return "";
        }
    }

    /** Ends jobs. */
    static void cancel(List<String> ids) {
        List<String> words = new ArrayList<>(List.of("--signal=TERM", "--full"));
        words.addAll(ids);
        Program.run("", "scancel", words);
    }
}
