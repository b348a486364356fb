package org.dynama.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The versions of what computes, as the build knew them. */
public final class Versions {
    private Versions() {}

    /** The version of this program. */
    public static String dynama() {
        return all().getOrDefault("dynama", "unknown");
    }

    /** By name, what computes first. */
    public static Map<String, String> all() {
        Properties built = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("dynama", built.getProperty("dynama", "unknown"));
        versions.put("java", System.getProperty("java.version"));
        versions.put("djl", built.getProperty("djl", "unknown"));
        versions.put("ojalgo", built.getProperty("ojalgo", "unknown"));
        return versions;
    }
}
