package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that is bound to records is read as strictly as what people write. */
class StrictFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path searched() throws IOException {
        Path run = folder.resolve("run");
        Path spec = StudyExamples.all().get("search").write(folder);
        Console.run(Families.ALL, "search", spec.toString(), "--out", run.toString(), "--quiet");
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(\"weights\" : \\{) | $1 \"a\": 2,                    | :[0-9]+ is damaged .* Duplicate field 'a'",
                "(\"schema\" : 1,)   | $1 \"schema\": 1,               | :[0-9]+ is damaged .* Duplicate field 'schema'",
                "(?s)\\}\\s*$        | } {}                            | :[0-9]+ has more text behind its end",
                "(\"schema\" : 1,)   | $1 \"colour\": 1,               | :[0-9]+: colour is unknown",
                "\"schema\" : 1,     | ``                              | :[0-9]+: schema is missing",
                "\"schema\" : 1      | \"schema\": \"1\"               | :[0-9]+ is damaged .* schema: .*",
                "\"schema\" : 1      | \"schema\": 1.5                 | :[0-9]+ is damaged .* schema: .*",
                "(\"a\" :) [^,]*     | $1 NaN                          | :[0-9]+ is damaged .* 'NaN'.*",
                "(\"a\" :) [^,]*     | $1 \"NaN\"                      | weights.*",
                "(\"a\" :) [^,]*     | $1 1e999                        | :[0-9]+: weights.a = 1e999 must be a number that a double holds",
                "(\"a\" :) [^,]*     | $1 1e308                        | weights.a = 1.0E308 must be between -1e15 and 1e15",
                "(\"a\" :) [^,]*     | $1 null                         | weights.*",
                "(\"boost\" :) [^ ]* | $1 -1e300                       | boost of start: .* must be between -1e15 and 1e15",
                "(\"boost\" :) [^ ]* | $1 null                         | :[0-9]+: boosts\\[[0-9]\\].boost must not be null",
                "\"action\" : [^,]*,   | ``                              | :[0-9]+: boosts\\[[0-9]\\].action is missing",
                "(?s)\"weights\" : .*?\\},| ``                              | :[0-9]+: weights is missing",
                "(\"stage\" :) 1      | $1 7                            | boosts has stage 7 for state \"start\", which is of stage 1",
            })
    void aMechanismIsReadStrictly(String find, String replacement, String message) throws IOException {
        Path mechanism = searched().resolve("mechanism.json");
        String text = Files.readString(mechanism);
        String edited = text.replaceFirst(find, replacement);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(mechanism, edited);
        Path out = folder.resolve("out");
        Console said = Console.run(Families.ALL, "evaluate", mechanism.toString(), "--out", out.toString());
        assertThat(said.status()).as(said.err()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(said.err()).startsWith(mechanism.toString()).containsPattern(message);
        assertThat(out).doesNotExist();
    }

    /** Who writes a mechanism by hand need not count stages: the state says them. */
    @Test
    void aMechanismWithoutStagesIsTheSame() throws IOException {
        Path mechanism = searched().resolve("mechanism.json");
        Path plain = mechanism.resolveSibling("plain.json");
        String text = Files.readString(mechanism);
        Files.writeString(plain, text.replaceAll("\"stage\" : [0-9]+,", ""));
        assertThat(text).contains("stage");
        String[] said = new String[2];
        for (int k = 0; k < said.length; k++) {
            Path out = folder.resolve("out-" + k);
            Path file = k == 0 ? mechanism : plain;
            Console told = Console.run(Families.ALL, "evaluate", file.toString(), "--out", out.toString());
            assertThat(told.status()).as(told.err()).isZero();
            said[k] = Files.readString(out.resolve("evaluation.json"));
        }
        assertThat(said[1]).isEqualTo(said[0]);
    }

    /** A record that a folder holds is as strict: it is what pages and sweeps show. */
    @Test
    void aRecordIsReadStrictly() throws IOException {
        Path record = searched().resolve("result.json");
        String text = Files.readString(record);
        for (String edited : new String[] {text + "{}", text.replaceFirst("\\{", "{\"name\": \"x\",")}) {
            Files.writeString(record, edited);
            Console said =
                    Console.run(Families.ALL, "report", record.getParent().toString());
            assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(said.err()).startsWith(record + ":");
        }
    }
}
