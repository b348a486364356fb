package org.dynama.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.page.Numbers;
import org.dynama.refusal.Printable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.catalog.Catalog;
import org.dynama.study.catalog.ListedRun;
import org.dynama.study.catalog.RunList;
import org.dynama.study.catalog.RunState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama runs [FOLDER...]}. */
@Command(
        name = "runs",
        description = {
            "Lists the runs and sweeps in folders: how far each is, its number, its time and its size.",
            "",
            "With --remove the ones that are listed are removed instead. Only files of a run go: others stay, and are named."
                    + " A run at work is left alone."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama runs",
            "Example: dynama runs runs --state stopped --older-than 30 --remove --dry-run",
            "Example: dynama runs runs/two-licences --remove"
        })
final class RunsCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(
            arity = "0..*",
            paramLabel = "FOLDER",
            description = "Runs, sweeps, or folders that hold some; runs by default.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are running, stopped, done, failed (a check did not hold) or damaged.")
    private @Nullable RunState state;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "Only those that were begun or ended so long ago.")
    private @Nullable Double days;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "path, changed (the latest first), seconds or bytes (the largest first); path by default.")
    private RunList.Order order = RunList.Order.PATH;

    @Option(names = "--remove", description = "Remove those that are listed.")
    private boolean remove;

    @Option(names = "--all", description = "With --remove: all that a folder holds.")
    private boolean all;

    @Option(names = "--dry-run", description = "With --remove: only say what would go.")
    private boolean dry;

    @Option(names = "--json", description = "The list on standard output as one JSON document.")
    private boolean json;

    RunsCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        if (!remove && (all || dry)) {
            throw Refusal.of("--all and --dry-run go with --remove", "");
        }
        if (remove && folders.isEmpty()) {
            throw Refusal.of(
                    "--remove needs the runs, or the folders that hold them", "Maybe dynama runs runs --remove.");
        }
        Path usual = Path.of("runs");
        List<Path> places = !folders.isEmpty() ? folders : Files.exists(usual) ? List.of(usual) : List.of();
        List<ListedRun> found = new ArrayList<>();
        for (Path place : places) {
            List<ListedRun> here = ConsoleProgress.during("reading", false, () -> new Catalog(studies).of(place));
            boolean isItself = here.size() == 1 && here.get(0).path().equals(place);
            if (remove && !isItself && state == null && days == null && !all) {
                throw Refusal.of(
                        place + " is no run but holds " + here.size(),
                        "Maybe --state or --older-than says which of them, or --all.");
            }
            found.addAll(here);
        }
        found.removeIf(run -> !isWanted(run));
        RunList list = new RunList(found).sorted(order);
        if (remove) {
            found.stream()
                    .filter(run -> run.state() == RunState.RUNNING)
                    .forEach(run -> Terminal.say("Left alone: " + run.path() + " is at work"));
            list = list.removed(dry, (run, left) -> said(run, left));
        }
        if (json) {
            System.out.print(list.table().toJson());
        } else if (!remove) {
            System.out.print(found.isEmpty() ? "No runs.\n" : Printable.of(list.text()));
        }
        return Main.DONE;
    }

    private void said(ListedRun run, List<Path> left) {
        String stays = left.isEmpty()
                ? ""
                : "; the folder stays, with " + left.size() + (left.size() == 1 ? " file" : " files")
                        + " that no run has made: " + left.get(0).getFileName() + (left.size() > 1 ? ", ..." : "");
        Terminal.say((dry ? "Would remove " : "Removed ") + run.path() + ", " + Numbers.bytes(run.bytes()) + stays);
    }

    private boolean isWanted(ListedRun run) {
        boolean isOld = days == null
                || Duration.between(run.changed(), Instant.now()).toMillis()
                        >= days * Duration.ofDays(1).toMillis();
        return isOld && (state == null || run.state() == state);
    }
}
