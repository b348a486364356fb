package org.dynama.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.serve.Server;
import org.dynama.study.Stop;
import org.dynama.study.Studies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama serve [FOLDER]}. */
@Command(
        name = "serve",
        description = {
            "Shows the runs of a folder as a page in a browser: the list, curves while runs are at work, sweeps, comparisons.",
            "",
            "It only reads, for as long as it is not stopped with Ctrl-C, and answers this machine alone unless --host says"
                    + " otherwise."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama serve", "Example: dynama serve runs/table1 --port 0"})
final class ServeCommand implements Callable<Integer> {
    private static final int LARGEST = 65_535;
    private static final long NAP_MILLIS = 100;

    private final Studies studies;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "What holds the runs; runs by default.")
    private Path folder = Path.of("runs");

    @Option(names = "--port", paramLabel = "N", description = "8642 by default; 0 for any that is free.")
    private int port = 8642;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to answer at; 127.0.0.1 by default, 0.0.0.0 for every machine that reaches this one.")
    private String host = "127.0.0.1";

    ServeCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LARGEST) {
            throw new Refusal("--port", port, "must be from 0 to " + LARGEST, "");
        }
        try (Server server = new Server(studies, folder, host, port, Duration.ofSeconds(1))) {
            String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            Terminal.say("Serving " + folder + " at http://" + name + ":" + server.port() + "/ (Ctrl-C ends it)");
            if (server.isOpen()) {
                Terminal.say("Warning: whoever reaches this machine can read these runs: there is no password.");
            }
            while (true) {
                Stop.ifAsked();
                Thread.sleep(NAP_MILLIS);
            }
        }
    }
}
