package org.dynama.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.dynama.OwnJava;

/** A standalone master and workers, each a process of its own, started from Maven's jars. */
final class SparkCluster implements AutoCloseable {
    private static final long PATIENCE = 60_000;
    private static final List<String> OPENS = List.of(
            "java.lang", "java.lang.invoke", "java.util", "java.util.concurrent", "java.nio", "sun.nio.ch", "sun.util.calendar");

    private final Path home;
    private final Path application;
    private final int port;
    private final List<Process> workers = new ArrayList<>();
    private final Process master;

    SparkCluster(Path folder, int workers) throws IOException, InterruptedException {
        home = folder.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        List<String> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = String.valueOf(path.getFileName());
            if (Files.isDirectory(path)) {
                classes.add(entry);
            } else if (!name.startsWith("logback") && Files.exists(path)) {
                Files.createSymbolicLink(jars.resolve(name), path);
            }
        }
        application = jar(folder.resolve("dynama.jar"), classes);
        port = freePort();
        master = start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0");
        await("master", "I have been elected leader");
        for (int k = 0; k < workers; k++) {
            addWorker();
        }
    }

    private static Path jar(Path file, List<String> folders) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String folder : folders) {
                Path root = Path.of(folder);
                if (!root.endsWith("classes")) {
                    continue;
                }
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path each : files.filter(Files::isRegularFile).toList()) {
                        jar.putNextEntry(new JarEntry(root.relativize(each).toString()));
                        Files.copy(each, jar);
                        jar.closeEntry();
                    }
                }
            }
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String name, String main, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        OPENS.forEach(each -> command.addAll(List.of("--add-opens", "java.base/" + each + "=ALL-UNNAMED")));
        command.addAll(List.of("-cp", home.resolve("jars") + "/*", main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private void await(String name, String said) throws IOException, InterruptedException {
        Path log = home.resolve(name + ".log");
        for (long waited = 0; !Files.readString(log).contains(said); waited += 100) {
            if (waited > PATIENCE) {
                throw new IllegalStateException(name + " does not start: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** Starts one more worker of one core. */
    void addWorker() throws IOException, InterruptedException {
        String name = "worker-" + workers.size();
        workers.add(start(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                home.resolve(name).toString(),
                url()));
        await(name, "Successfully registered with master");
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Kills a worker that is at work, as kill -9 does. */
    void killWorker(int k) {
        List<Process> alive = workers.stream().filter(Process::isAlive).toList();
        alive.get(k % alive.size()).destroyForcibly();
    }

    /** Kills one executor, as kill -9 does; false where none is at work. */
    boolean killExecutor() {
        return workers.stream()
                .flatMap(worker -> worker.toHandle().descendants())
                .findFirst()
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Starts the command line as a driver of its own, with the modules that this JVM has. */
    Process driver(Path log, List<String> words) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx1g",
                "-Ddynama.spark.jars=" + application,
                "-Dspark.executor.memory=700m",
                "-Dspark.driver.host=127.0.0.1"));
        OPENS.forEach(each -> options.addAll(List.of("--add-opens", "java.base/" + each + "=ALL-UNNAMED")));
        String classPath = application + File.pathSeparator + home.resolve("jars") + "/*";
        List<String> command = OwnJava.alike(classPath, Main.class, options.toArray(String[]::new));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        workers.forEach(worker -> worker.toHandle().descendants().forEach(ProcessHandle::destroyForcibly));
        workers.forEach(Process::destroyForcibly);
        master.destroyForcibly();
        try (Stream<Path> links = Files.list(home.resolve("jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
