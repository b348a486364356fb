package org.dynama.cli;

import java.util.concurrent.Callable;
import org.dynama.config.Schema;
import org.dynama.report.KeyTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dynama list}. */
@Command(
        name = "list",
        description = "Lists every key of a spec: environments, objectives, optimizers, with ranges and defaults.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama list"})
final class ListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        if (json) {
            System.out.print(KeyTable.json(Schema.spec().keys()));
        } else {
            System.out.print(KeyTable.text(Schema.spec().keys()));
        }
        return Main.DONE;
    }
}
