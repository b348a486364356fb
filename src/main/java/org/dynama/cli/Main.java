package org.dynama.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.dynama.config.ConfigException;
import org.dynama.study.InvalidRunException;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.ama.search.SearchStopped;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one entry: people read standard error, programs standard output. */
@Command(
        name = "dynama",
        description = "Designs truthful dynamic mechanisms by computer.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            SearchCommand.class,
            SweepCommand.class,
            EvaluateCommand.class,
            PivotCommand.class,
            QuoteCommand.class,
            AuditCommand.class,
            StudyCommand.class,
            VerifyCommand.class,
            OnlineCommand.class,
            BenchCommand.class,
            LearnCommand.class,
            ReportCommand.class,
            ListCommand.class
        },
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

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line and exits with its status. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(args));
    }

    /** Runs the command line. */
    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> report(exception, command));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError error) {
            System.err.println("Java's memory of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is used up\n"
                    + "Maybe fewer profiles or a smaller environment, or more memory: JAVA_OPTS=-Xmx...");
            return FAILED;
        }
    }

    private static int report(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (exception instanceof ConfigException
                || exception instanceof InvalidRunException
                || exception instanceof IllegalArgumentException) {
            err.println(exception.getMessage());
            return INPUT_AT_FAULT;
        }
        if (exception instanceof SearchStopped || exception instanceof TrainingStopped) {
            err.println(exception.getMessage());
            return FAILED;
        }
        err.println("Dynama failed; this is a fault of the program, not of your input.");
        exception.printStackTrace(err);
        return FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"dynama " + (version == null ? "development" : version)};
        }
    }
}
