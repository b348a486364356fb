package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for Python users, done as it says: numpy reads what commands leave, and prices a report as they do. */
@Tag("slow")
class FromPythonTest {
    private static final Path PAGE = Path.of("src/site/markdown/from-python.md");
    private static final Pattern BLOCKS =
            Pattern.compile("```(sh|python)\\n(.*?)```\\n(?:```\\n(.*?)```)?", Pattern.DOTALL);
    private static final String DYNAMA = "scripts/dynama ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everyBlockPrintsWhatThePageShows() throws IOException, InterruptedException {
        assumeTrue(hasNumpy(), "/bin/sh, or python3 with numpy, is missing, so that the page's programs cannot run");
        String page = Files.readString(PAGE).replace("runs/from-python", folder.toString());
        List<MatchResult> blocks = BLOCKS.matcher(page).results().toList();
        assertThat(blocks).hasSize(7);
        for (MatchResult block : blocks) {
            String shown = block.group(3) == null ? "" : block.group(3);
            String program = block.group(2);
            assertThat(block.group(1).equals("sh") ? commands(program) : said("python3", "-c", program))
                    .as(program)
                    .isEqualTo(shown);
        }
    }

    /** Dynama's commands in this program, what stands between them in a shell. */
    private static String commands(String block) throws IOException, InterruptedException {
        StringBuilder printed = new StringBuilder();
        StringBuilder script = new StringBuilder();
        for (String line : block.lines().toList()) {
            if (line.startsWith(DYNAMA)) {
                printed.append(said("/bin/sh", "-c", script.toString()));
                script.setLength(0);
                Console console = Console.run(
                        Families.ALL, line.substring(DYNAMA.length()).split(" ", -1));
                assertThat(console.status()).as(console.err()).isZero();
            } else {
                script.append(line).append('\n');
            }
        }
        return printed.append(said("/bin/sh", "-c", script.toString())).toString();
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return said("/bin/sh", "-c", "python3 -c 'import numpy' && echo there")
                    .equals("there\n");
        } catch (IOException e) {
            return false;
        }
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
