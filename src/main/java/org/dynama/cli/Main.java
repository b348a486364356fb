package org.dynama.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.study.Stop;
import org.dynama.study.Studies;
import org.dynama.study.Versions;
import org.dynama.study.engine.LocalProcesses;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one entry: people read standard error, programs standard output. */
@Command(
        name = "dynama",
        description = "Designs truthful dynamic mechanisms by computer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama search experiments/sequential-sales.yaml",
            "Exit status: 0 done, 2 your input is at fault, 3 a check did not hold, 1 anything else."
        })
public final class Main implements Runnable {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int INPUT_AT_FAULT = 2;
    static final int CHECK_FAILED = 3;
    /** What a shell reports of a program that SIGTERM ended. */
    private static final int TERMINATED = 143;

    /** How long a run that is asked to stop may take to store what it has. */
    private static final long PATIENCE = 5_000;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line and exits with its status. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        // Ours, and not at the root of the jar, where it would be that of every program that has Dynama on its class
        // path.
        System.getProperties().putIfAbsent("logback.configurationFile", "org/dynama/cli/logback.xml");
        Thread worker = Thread.currentThread();
        Thread stopper = new Thread(() -> stop(worker), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        if (Boolean.getBoolean(LocalProcesses.LEASH)) {
            Thread leash = new Thread(Main::endWithParent, "leash");
            leash.setDaemon(true);
            leash.start();
        }
        int status = run(Families.ALL, args);
        if (!Stop.isAsked()) {
            Runtime.getRuntime().removeShutdownHook(stopper);
        }
        System.exit(status);
    }

    /** Ends when whoever started this program has ended, by whatever way: nothing else closes its end of the input. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes.
            }
        } catch (IOException closed) {
            // As if it had ended.
        }
        Runtime.getRuntime().halt(TERMINATED);
    }

    private static void stop(Thread worker) {
        Stop.ask();
        try {
            worker.join(PATIENCE);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the command line for a list of studies; returns the exit status. */
    public static int run(Studies studies, String... args) {
        Terminal.setLog(false);
        try {
            return told(commandLine(studies).execute(args));
        } catch (OutOfMemoryError error) {
            Terminal.fail("Java's memory of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is used up\n"
                    + "Maybe fewer profiles or a smaller environment, or more memory: JAVA_OPTS=-Xmx...");
            return FAILED;
        }
    }

    /** All commands. */
    static CommandLine commandLine(Studies studies) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.getCommandSpec().version("dynama " + Versions.dynama());
        studies.all().forEach(study -> commandLine.addSubcommand(study.name(), StudyCommand.of(studies, study)));
        List.of(
                        new SweepCommand(studies),
                        new EvaluateCommand(studies),
                        new QuoteCommand(studies),
                        new AnnounceCommand(studies),
                        new AuditCommand(studies),
                        new VerifyCommand(studies),
                        new ReportCommand(studies),
                        new RunsCommand(studies),
                        new ServeCommand(studies),
                        new WorldCommand(studies),
                        new ImportCommand(),
                        new ExportCommand(),
                        new ListCommand(studies),
                        new DemoCommand(studies),
                        new BenchCommand(),
                        new CompletionCommand())
                .forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(new Renamed());
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception));
        commandLine.setParameterExceptionHandler(Terminal::wrongUse);
        commandLine.registerConverter(Path.class, Terminal::path);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    /** What nobody could be told is not done: Java's streams keep a full disk to themselves. */
    private static int told(int status) {
        boolean isLost = System.out.checkError();
        if (isLost) {
            Terminal.fail("Standard output cannot be written to: what it was to hold is not whole\n"
                    + "Maybe the disk is full, or the program that reads it has ended.");
        }
        return isLost || System.err.checkError() ? FAILED : status;
    }

    private static int report(Exception exception) {
        boolean isInput = exception instanceof ConfigException || exception instanceof IllegalArgumentException;
        if (isInput || exception instanceof Failure) {
            Terminal.fail(String.valueOf(exception.getMessage()));
            return isInput ? INPUT_AT_FAULT : FAILED;
        } else if (exception instanceof Stop) {
            return TERMINATED;
        } else if (exception instanceof IOException || exception instanceof UncheckedIOException) {
            Terminal.fail("A file cannot be read or written: " + exception.getMessage());
            return FAILED;
        }
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        Terminal.fail("Dynama failed; this is a fault of the program, not of your input.\n" + trace);
        return FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    /** The old name of {@code smoothing}. */
    @Command(name = "study", hidden = true)
    static final class Renamed implements Runnable {
        @CommandLine.Unmatched
        List<String> rest = new ArrayList<>();

        @Override
        public void run() {
            throw Refusal.of("study is called smoothing now", "Maybe dynama smoothing " + String.join(" ", rest));
        }
    }
}
