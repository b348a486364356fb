package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages on proofs and on seasons, done as they say: every command runs, and prints what the page shows. */
class ProofsPageTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```\\n(?:```\\n(.*?)```)?", Pattern.DOTALL);
    private static final String DYNAMA = "scripts/dynama ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"proofs, 5", "seasons, 3"})
    void everyCommandPrintsWhatThePageShows(String page, int blockCount) throws IOException, InterruptedException {
        boolean hasShell = Files.isExecutable(Path.of("/bin/sh"))
                && shell("command -v python3").matches("(?s)/.*python3\\s*");
        assumeTrue(hasShell, "a shell or python3 is missing, so that the page's commands cannot run");
        List<MatchResult> blocks = COMMANDS.matcher(Files.readString(PAGES.resolve(page + ".md")))
                .results()
                .toList();
        assertThat(blocks).hasSize(blockCount);
        List<String> shown = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (MatchResult block : blocks) {
            StringBuilder said = new StringBuilder();
            for (String line : block.group(1).lines().toList()) {
                String command = line.replace(page + "/", folder + "/");
                said.append(line.startsWith(DYNAMA) ? dynama(command) : shell(command));
            }
            printed.add(said.toString().replace(folder + "/", page + "/"));
            shown.add(block.group(2) == null ? "" : block.group(2));
        }
        assertThat(printed).isEqualTo(shown);
    }

    private static String dynama(String command) {
        return Console.run(Families.ALL, command.substring(DYNAMA.length()).split(" ", -1))
                .err();
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
