package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dynama.OwnJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command says where it serves, ends when it is asked to, and says what is wrong where it cannot begin. */
class ServeCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Console serve(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "serve";
        System.arraycopy(words, 0, all, 1, words.length);
        return Console.run(Families.ALL, all);
    }

    @Test
    void whatCannotBeServedIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path none : List.of(file, folder.resolve("none"))) {
            Console said = serve(none.toString());
            assertThat(said.status()).isEqualTo(Main.INPUT_AT_FAULT);
            assertThat(said.err()).contains(none + " is no folder");
        }
        Console port = serve(folder.toString(), "--port", "65536");
        assertThat(port.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(port.err()).contains("--port = 65536 must be from 0 to 65535");
        Console host = serve(folder.toString(), "--host", "no.such.host.invalid");
        assertThat(host.status()).isEqualTo(Main.INPUT_AT_FAULT);
        assertThat(host.err()).contains("no.such.host.invalid is no address of this machine");
    }

    @Test
    void aPortInUseIsStatusOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Console said = serve(folder.toString(), "--port", "" + taken.getLocalPort());
            assertThat(said.status()).isEqualTo(Main.FAILED);
            assertThat(said.err()).contains("port " + taken.getLocalPort() + " of 127.0.0.1", "Maybe another --port");
        }
    }

    private Process start(String... more) throws IOException {
        List<String> command = OwnJava.bare(Main.class);
        command.addAll(List.of("serve", folder.toString(), "--port", "0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).start();
    }

    @Test
    void aProcessServesUntilItIsAskedToEnd() throws Exception {
        Process process = start("--host", "0.0.0.0");
        try {
            BufferedReader err =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            Matcher address = Pattern.compile(
                            "Serving " + Pattern.quote(folder.toString()) + " at http://0.0.0.0:(\\d+)/ .*")
                    .matcher(err.readLine());
            assertThat(address.matches()).isTrue();
            assertThat(err.readLine()).startsWith("Warning:").contains("no password");
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + address.group(1) + "/api/runs"))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"runs\":[]");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }
}
