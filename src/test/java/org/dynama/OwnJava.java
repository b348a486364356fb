package org.dynama;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of Java as this one: same JDK, same classes, and with the vector module where this one has it, for its bits. */
public final class OwnJava {
    private static final String MODULE = "jdk.incubator.vector";

    private OwnJava() {}

    /** The command of a class's {@code main}, to which its words are added. */
    public static List<String> command(Class<?> main, String... options) {
        return alike(System.getProperty("java.class.path"), main, options);
    }

    /** The same by another class path. */
    public static List<String> alike(String classPath, Class<?> main, String... options) {
        List<String> command = of(classPath, main, options);
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
            command.add(1, "--add-modules=" + MODULE);
        }
        return command;
    }

    /** The same as most users start it, without any module. */
    public static List<String> bare(Class<?> main, String... options) {
        return of(System.getProperty("java.class.path"), main, options);
    }

    /** As most users start it, by a class path. */
    public static List<String> of(String classPath, Class<?> main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        return command;
    }
}
