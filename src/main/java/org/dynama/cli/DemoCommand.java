package org.dynama.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dynama.file.WholeFile;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dynama demo}. */
@Command(
        name = "demo",
        description = {
            "One small run of each family, in a minute: an affine maximizer, the dynamic pivot mechanism, mechanisms that learn",
            "while they run, and a network trained against liars. Each leaves its spec, to be changed, and its page."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama demo --open"})
final class DemoCommand implements Callable<Integer> {
    private static final List<String> FAMILIES = List.of("search", "pivot", "online", "learn");

    /** What opens a page: on Linux, macOS and Windows. */
    private static final List<List<String>> OPENERS =
            List.of(List.of("xdg-open"), List.of("open"), List.of("cmd", "/c", "start", ""));

    private final Studies studies;

    @Option(names = "--open", description = "Open the pages in the browser.")
    private boolean open;

    @Mixin
    private OutOptions options = new OutOptions();

    DemoCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        Path out = options.path("demo");
        if (Files.exists(out) && !options.force) {
            throw Refusal.of(out + " is there already", "Maybe another --out, or --force.");
        }
        int worst = Main.DONE;
        for (String family : FAMILIES) {
            Path spec = out.resolve(family + ".yaml");
            WholeFile.write(spec, text(family));
            Study<?, ?> study = studies.all().stream()
                    .filter(any -> any.name().equals(family))
                    .findFirst()
                    .orElseThrow();
            say("\n== dynama " + family + " " + spec);
            worst = Math.max(
                    worst, options.under(out.resolve(family)).run(Job.of(study, studies.read(study, spec, List.of()))));
            if (open) {
                open(out.resolve(family).resolve("report.html"));
            }
        }
        say("\nAll four, side by side and in a browser: dynama serve " + out);
        return worst;
    }

    private void say(String text) {
        if (!options.quiet) {
            Terminal.say(text);
        }
    }

    private static String text(String family) {
        try (InputStream in =
                Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo/" + family + ".yaml"), family)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Asks the desktop to show a page; says so where there is none. */
    private static void open(Path page) {
        for (List<String> opener : OPENERS) {
            try {
                List<String> command = new ArrayList<>(opener);
                command.add(page.toAbsolutePath().toString());
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException missing) {
                // The next one.
            }
        }
        Terminal.say("Nothing here opens pages: look at " + page);
    }
}
