package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.cli.CorruptedFormats.Format;
import org.dynama.config.ConfigException;
import org.dynama.model.RandomStream;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;
import org.dynama.refusal.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrupted files of every format: each is used, or refused in words; no stack trace, no long wait, no heap of memory. */
class FuzzTest {
    /** Of the reading thread's own time, so that a busy machine does not count. */
    private static final long LONGEST_NANOSECONDS = 5_000_000_000L;

    private static final long LARGEST_BYTES = 1L << 30;
    private static final int HANGING_SECONDS = 120;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** How many files of a format were used and refused, and the most that one of them took. */
    private static final class Count {
        int used;
        int refused;
        long nanoseconds;
        long bytes;
    }

    @Test
    void corruptedFilesAreUsedOrRefused() throws Exception {
        corrupt("few", Integer.getInteger("dynama.fuzz", 300));
    }

    @Test
    @Tag("slow")
    void tenThousandCorruptedFilesAreUsedOrRefused() throws Exception {
        corrupt("many", 10_000);
    }

    private void corrupt(String stream, int files) throws Exception {
        List<Format> formats = CorruptedFormats.in(folder);
        int shares = formats.stream().mapToInt(Format::share).sum();
        Map<String, Count> counts = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        for (Format format : formats) {
            String name = folder.relativize(format.file()).toString();
            RandomStream random = new RandomStream(1, stream + "/" + name);
            byte[] whole = Files.readAllBytes(format.file());
            if (!counts.containsKey(format.format())) {
                // What is right is used: otherwise nothing below is tested.
                format.reader().read(format.file());
            }
            Count count = counts.computeIfAbsent(format.format(), key -> new Count());
            int most = Math.max(1, (files * format.share() + shares / 2) / shares);
            for (int k = 0; k < most; k++) {
                UniformRandomProvider generator = random.generator(k);
                Files.write(format.file(), format.corruption().corrupt(whole, generator));
                String fault = fault(reader, format, count);
                if (!fault.isEmpty()) {
                    faults.add(format.format() + ": " + name + ", generator " + k + ": " + fault);
                }
            }
            Files.write(format.file(), whole);
        }
        reader.shutdownNow();
        print(counts);
        assertThat(faults).isEmpty();
        assertThat(counts.values())
                .as("each format refuses something")
                .allMatch(count -> count.refused > 0 || files < 1000);
    }

    /** Reads one file; what must not be, in words. */
    private static String fault(ExecutorService reader, Format format, Count count) throws Exception {
        Future<String> read = reader.submit(() -> {
            long begun = THREADS.getCurrentThreadCpuTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            String fault = "";
            try {
                format.reader().read(format.file());
                count.used++;
            } catch (ConfigException | Refusal | Failure refused) {
                count.refused++;
                fault = unclear(refused);
            } catch (Exception | Error unforeseen) {
                fault = trace(unforeseen);
            }
            long nanoseconds = THREADS.getCurrentThreadCpuTime() - begun;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            count.nanoseconds = Math.max(count.nanoseconds, nanoseconds);
            count.bytes = Math.max(count.bytes, bytes);
            return fault
                    + (nanoseconds < LONGEST_NANOSECONDS ? "" : " took " + nanoseconds / 1e9 + " s")
                    + (bytes < LARGEST_BYTES ? "" : " took " + (bytes >> 20) + " MiB");
        });
        try {
            return read.get(HANGING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hanging) {
            Path kept =
                    Files.copy(format.file(), Files.createTempFile("hanging", ""), StandardCopyOption.REPLACE_EXISTING);
            throw new AssertionError(format + " hangs, and is kept as " + kept, hanging);
        }
    }

    /** What is wrong with a refusal itself. */
    private static String unclear(RuntimeException refused) {
        String said = String.valueOf(refused.getMessage());
        boolean placed = !(refused instanceof ConfigException faults)
                || faults.faults().stream()
                        .allMatch(fault ->
                                !fault.rule().isEmpty() && !fault.source().isEmpty());
        return (said.length() < 20_000 ? "" : "a refusal without an end: " + said.substring(0, 300))
                + (placed && !said.isBlank() ? "" : "a refusal without a place or reason");
    }

    private static String trace(Throwable unforeseen) {
        StringBuilder trace = new StringBuilder(unforeseen.toString());
        for (StackTraceElement at : unforeseen.getStackTrace()) {
            if (at.getClassName().startsWith("org.dynama") && trace.length() < 1500) {
                trace.append("\n  at ").append(at);
            }
        }
        return trace.toString();
    }

    /** What a command said of a corrupted file. */
    static void require(Console said) throws IOException {
        requirePrintable(said.err());
        requirePrintable(said.out());
        if (said.err().contains("fault of the program") || said.err().contains("\tat ")) {
            throw new IOException(said.err());
        } else if (said.status() != Main.DONE && said.status() != Main.CHECK_FAILED) {
            throw Refusal.of(said.err(), "");
        }
    }

    /** What is shown must be what it looks like. */
    static void requirePrintable(String shown) {
        String flat = shown.replace('\n', ' ').replace('\t', ' ').replace("\r", "");
        assertThat(Printable.firstHidden(flat)).as(Printable.of(shown)).isNegative();
    }

    private static void print(Map<String, Count> counts) {
        System.out.printf("%n%-26s%8s%8s%10s%8s%n", "format", "used", "refused", "longest", "MiB");
        counts.forEach((format, count) -> System.out.printf(
                "%-26s%8d%8d%8.2f s%8d%n",
                format, count.used, count.refused, count.nanoseconds / 1e9, count.bytes >> 20));
    }
}
