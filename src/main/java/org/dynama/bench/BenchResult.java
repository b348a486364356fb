package org.dynama.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Json;
import org.dynama.solver.Settings;
import org.dynama.study.Versions;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark measured, and where.
 *
 * @param machine processor architecture, cores, load average
 * @param versions of what computes
 * @param cpuBandwidth bytes a second, all threads together
 * @param gpuBandwidth bytes a second; null without a GPU
 * @param gpu what is to be said of GPUs
 * @param rows one per problem, solver, precision, number of threads and batch
 */
public record BenchResult(
        int schema,
        String command,
        Map<String, String> machine,
        Map<String, String> versions,
        double cpuBandwidth,
        @Nullable Double gpuBandwidth,
        String gpu,
        List<BenchRow> rows) {
    private static final String LINE = "%-26s %7s %-11s %-3s %-7s %3s %7s %10s %10s %11s %12s  %s";

    /** @param device what was asked for */
    static BenchResult of(
            Settings.Device device, double cpuBandwidth, @Nullable Double gpuBandwidth, List<BenchRow> rows) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("system", system.getName() + " " + system.getArch());
        machine.put("processors", Integer.toString(system.getAvailableProcessors()));
        machine.put("load", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        String gpu = gpuBandwidth != null
                ? "measured"
                : device == Settings.Device.CPU
                        ? "not asked for: no figure is measured"
                        : "PyTorch sees no GPU here: no figure is measured";
        return new BenchResult(1, "bench", machine, Versions.all(), cpuBandwidth, gpuBandwidth, gpu, List.copyOf(rows));
    }

    /** As one JSON document. */
    public String toJson() {
        return Json.write(this);
    }

    /** The headings of {@link #line}. */
    public static String heading() {
        String names =
                "problem,pairs,solver,on,in,thr,batch,values/s,hard/s,softened/s,updates/s,beside memory bandwidth";
        return String.format(Locale.ROOT, LINE, (Object[]) names.split(",", -1));
    }

    /** One row for people. */
    public static String line(BenchRow row) {
        return String.format(
                Locale.ROOT,
                LINE,
                row.problem(),
                row.pairs(),
                row.engine().solver(),
                row.engine().device(),
                row.engine().precision(),
                row.engine().threads(),
                row.profiles(),
                number(row.speed().valuesPerSecond()),
                number(row.speed().hardPerSecond()),
                number(row.speed().regularizedPerSecond()),
                number(row.traffic().updatesPerSecond()),
                row.note());
    }

    /** What was measured besides rows. */
    public String footer() {
        return String.format(
                Locale.ROOT,
                "Memory bandwidth %.1f GB/s on the CPU%s. Load average %s on %s processors.%s",
                cpuBandwidth / 1e9,
                gpuBandwidth == null ? "" : String.format(Locale.ROOT, ", %.0f GB/s on the GPU", gpuBandwidth / 1e9),
                machine.get("load"),
                machine.get("processors"),
                gpuBandwidth == null ? " GPU: " + gpu + "." : "");
    }

    private static String number(double x) {
        return String.format(
                Locale.ROOT,
                x >= 1e6 ? "%.2f M" : x >= 1e4 ? "%.1f k" : "%.1f",
                x >= 1e6 ? x / 1e6 : x >= 1e4 ? x / 1e3 : x);
    }
}
