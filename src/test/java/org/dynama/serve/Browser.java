package org.dynama.serve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium without a window; a test that needs it is skipped where there is none. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Without Selenium's word on protocols of its own, none of which is used; held, or it is forgotten. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * A browser without a window.
     *
     * @param downloads folder of what pages save
     */
    public static Browser open(Path downloads) {
        SELENIUM.setLevel(Level.SEVERE);
        Path chromium = program("chromium");
        Path chromedriver = program("chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .withLogOutput(OutputStream.nullOutputStream())
                        .build(),
                options);
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        return new Browser(driver);
    }

    private static Path program(String name) {
        Path found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "no " + name + " on this machine's path");
        return Objects.requireNonNull(found);
    }

    /** A screen so wide, of a phone below 500 pixels. */
    public void look(int width, boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    public void go(String address) {
        driver.get(address);
    }

    /** Waits for a condition on the page, and gives its value. */
    public <T> T await(String what, Function<Browser, @Nullable T> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T value = condition.apply(this);
            if (value != null && !Boolean.FALSE.equals(value)) {
                return value;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(what + " does not come; the page says:\n" + text("body"));
    }

    public void awaitText(String selector, String text) throws InterruptedException {
        await(text + " in " + selector, any -> text(selector).contains(text));
    }

    /** The texts of all that a selector finds, one a line. */
    public String text(String selector) {
        return String.join("\n", texts(selector));
    }

    public List<String> texts(String selector) {
        return strings(script(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText ?? e.textContent)",
                selector));
    }

    /** Clicks the first that a selector finds, once it is there. */
    public void click(String selector) throws InterruptedException {
        await(selector, any -> script("""
                const found = document.querySelector(arguments[0]);
                found?.click();
                return found !== null;""", selector));
    }

    public @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script gives as a list. */
    static List<String> strings(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(String::valueOf).toList();
    }

    /** The list that an asynchronous function of the page gives. */
    public List<String> later(String script, Object... arguments) {
        return strings(driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; (async (...given) => {" + script
                        + "})(...arguments).then(done, fault => done(['' + fault]))",
                arguments));
    }

    /** All errors and warnings that the console has got since the last call. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What axe's rules of accessibility find wrong on the page: each rule with the places. */
    public List<String> violations() throws IOException {
        try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return later(
                "const found = (await axe.run(document)).violations;"
                        + "return found.map(rule => rule.id + ' at ' + rule.nodes.map(node => node.target.join(' ')).join(', '))");
    }

    /** Leaves a picture of the whole page. */
    public void picture(Path file) throws IOException {
        Object height = Objects.requireNonNull(script("return document.documentElement.scrollHeight"));
        Object width = Objects.requireNonNull(script("return document.documentElement.clientWidth"));
        Map<String, Object> all = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", all))
                .get("data");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    /** How many pixels the page is wider than the screen. */
    public long overflow() {
        Object pixels = script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) Objects.requireNonNull(pixels)).longValue();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
