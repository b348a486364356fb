package org.dynama.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama list [STUDY]}. */
@Command(
        name = "list",
        description = "Lists every key of a spec: environments, objectives, optimizers, with ranges and defaults.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama list online"})
final class ListCommand implements Callable<Integer> {
    private static final int WIDTH = 100;

    private final Studies studies;

    @Parameters(
            arity = "0..1",
            paramLabel = "STUDY",
            description = "Whose keys: a command that runs specs; search by default.")
    private @Nullable String name;

    @Option(names = "--json", description = "As one JSON document.")
    private boolean json;

    ListCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        List<Schema.Key> keys = study().schema().keys();
        System.out.print(json ? Json.write(keys) : text(keys));
        return Main.DONE;
    }

    private Study<?, ?> study() {
        return studies.all().stream()
                .filter(study -> name == null || study.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(name + " is no command that runs specs", "Maybe one of " + studies.names() + "."));
    }

    /** For people: a key, its values and default, and below it what it means. */
    private static String text(List<Schema.Key> keys) {
        StringBuilder text = new StringBuilder();
        for (Schema.Key key : keys) {
            int depth = (int) key.path().chars().filter(c -> c == '.').count();
            String indent = "  ".repeat(depth + 2);
            text.append("  ".repeat(depth))
                    .append(key.path().substring(key.path().lastIndexOf('.') + 1))
                    .append(": ")
                    .append(key.allowed().isEmpty() ? key.type() : String.join(" | ", key.allowed()))
                    .append(key.byDefault().isEmpty() ? "" : "; default " + key.byDefault())
                    .append(key.when().isEmpty() ? "" : "  [" + key.when() + "]")
                    .append('\n')
                    .append(key.description()
                            .replaceAll("(.{1," + (WIDTH - indent.length()) + "}|\\S+)( +|$)", indent + "$1\n"));
        }
        return text.toString();
    }
}
