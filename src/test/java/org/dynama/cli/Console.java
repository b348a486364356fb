package org.dynama.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dynama.study.Studies;

/** Runs the command line in this program, and keeps what it says. */
record Console(int status, String out, String err) {

    static Console run(Studies studies, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console said = on(out, studies, args);
        return new Console(said.status, out.toString(StandardCharsets.UTF_8), said.err);
    }

    /** The same with a standard output of one's own. */
    static Console on(OutputStream out, Studies studies, String... args) {
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int status = Main.run(studies, args);
            return new Console(status, "", err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
        }
    }
}
