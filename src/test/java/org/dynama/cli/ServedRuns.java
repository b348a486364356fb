package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.dynama.file.WholeFile;
import org.dynama.serve.Server;

/** A folder with a run of each state, served; and requests to it by hand, so that they can be as wrong as they like. */
record ServedRuns(Path folder, Server server) implements AutoCloseable {
    static final Duration LEAST = Duration.ofMillis(100);
    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer. */
    record Reply(int status, Map<String, String> headers, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    static ServedRuns of(Path temporary) throws IOException {
        Path runs = temporary.resolve("runs");
        make(temporary, "smoothing", runs.resolve("done"));
        make(temporary, "search", runs.resolve("deep/er/search"));
        make(temporary, "online", runs.resolve("with space/online"));
        Files.createDirectories(runs.resolve("damaged"));
        Files.copy(runs.resolve("done/manifest.json"), runs.resolve("damaged/manifest.json"));
        Files.copy(runs.resolve("done/spec.yaml"), runs.resolve("damaged/spec.yaml"));
        Files.writeString(runs.resolve("damaged/result.json"), "{");
        stop(temporary, runs.resolve("stopped"));
        Path spec = StudyExamples.all().get("smoothing").write(temporary);
        String swept = StudyExamples.all().get("smoothing").swept();
        Console.run(Families.ALL, "sweep", spec.toString(), "--set", swept, "--out", "" + runs.resolve("sweep"));
        Files.writeString(temporary.resolve("secret.csv"), "secret");
        Files.writeString(runs.resolve("notes.csv"), "secret");
        Files.writeString(runs.resolve("done/.hidden.csv"), "secret");
        Files.createDirectories(runs.resolve("done/.git"));
        Files.writeString(runs.resolve("done/.git/config.csv"), "secret");
        Files.createSymbolicLink(runs.resolve("done/link.csv"), temporary.resolve("secret.csv"));
        Files.createSymbolicLink(runs.resolve("done/out"), temporary);
        return new ServedRuns(runs, new Server(Families.ALL, runs, "127.0.0.1", 0, LEAST));
    }

    private static void make(Path temporary, String study, Path out) throws IOException {
        Path spec = StudyExamples.all().get(study).write(temporary.resolve("spec-" + study));
        Console made = Console.run(Families.ALL, study, spec.toString(), "--out", out.toString(), "--quiet");
        assertThat(made.status()).as(made.err()).isIn(Main.DONE, Main.CHECK_FAILED);
    }

    /** A run that was killed before its record. */
    static void stop(Path temporary, Path out) throws IOException {
        Path spec = StudyExamples.all().get("smoothing").write(temporary);
        WholeFile.beforeEveryRename(file -> {
            if (file.endsWith("result.json")) {
                throw new IllegalStateException("killed");
            }
        });
        try {
            Console.run(Families.ALL, "smoothing", spec.toString(), "--out", out.toString(), "--quiet");
        } finally {
            WholeFile.renameUnheard();
        }
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Reply get(String target) throws IOException {
        return ask("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n");
    }

    /** The answer to a request line and headers, each with its line break. */
    Reply ask(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.substring(0, end)
                    .lines()
                    .skip(1)
                    .forEach(line -> headers.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            return new Reply(Integer.parseInt(all.split(" ", 3)[1]), headers, all.substring(end + 4));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
