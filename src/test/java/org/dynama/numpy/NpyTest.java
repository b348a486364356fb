package org.dynama.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A file as numpy.save writes it, built by hand from the format's description. */
    private static byte[] file(int version, String header, byte[] numbers) throws IOException {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        out.write((version == 1 ? length.putShort((short) text.length) : length.putInt(text.length)).array());
        out.write(text);
        out.write(numbers);
        return out.toByteArray();
    }

    /** One table, 1 to 6, in every dress: versions, byte orders, orders of axes, formats. */
    @ParameterizedTest
    @CsvSource({
        "1, <f8, False", "1, >f8, False", "1, <f8, True", "2, <f8, False", "2, >f8, True", "3, <f4, True",
        "1, >f4, False", "1, <i4, False", "1, |u1, False", "1, >i2, True", "2, <i8, True", "1, <u8, False"
    })
    void everyDressOfATableIsRead(int version, String descr, String fortran) throws IOException {
        int bytes = descr.charAt(2) - '0';
        ByteBuffer numbers = ByteBuffer.allocate(6 * bytes)
                .order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] inFile = fortran.equals("True") ? new double[] {1, 4, 2, 5, 3, 6} : new double[] {1, 2, 3, 4, 5, 6};
        for (double value : inFile) {
            switch (descr.substring(1)) {
                case "f8" -> numbers.putDouble(value);
                case "f4" -> numbers.putFloat((float) value);
                case "u1" -> numbers.put((byte) value);
                case "i2" -> numbers.putShort((short) value);
                case "i4" -> numbers.putInt((int) value);
                default -> numbers.putLong((long) value);
            }
        }
        String header = "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': (2, 3), }";
        NpyArray read = Npy.decode("x.npy", file(version, header, numbers.array()));
        assertThat(read.values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(read.shape()).containsExactly(2, 3);
    }

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("x.npy");
        double[] values = {Math.PI, -0.0, Double.MIN_VALUE, 1e15};
        Npy.write(file, new NpyArray(values, 4, 1, 1));
        assertThat(Npy.read(file).values()).containsExactly(values);
        assertThat(Npy.read(file).shape()).containsExactly(4, 1, 1);
    }

    /** DJL, an independent reader and writer of archives, agrees in both directions. */
    @Test
    void archivesAgreeWithDjl() throws IOException {
        Path file = folder.resolve("x.npz");
        double[] values = {1.5, 2.5, 3.5, 4.5, 5.5, 6.5};
        Npz.write(file, Map.of("boosts", new NpyArray(values, 2, 3)));
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream in = Files.newInputStream(file)) {
            NDArray read = NDList.decode(manager, in).get("boosts");
            assertThat(read.toDoubleArray()).containsExactly(values);
            assertThat(read.getShape().getShape()).containsExactly(2, 3);
            NDArray single = manager.create(new float[] {1, 2}).duplicate();
            single.setName("single");
            Files.write(file, new NDList(single).encode(NDList.Encoding.NPZ));
            assertThat(Npz.read(file, "single", 2).values()).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }; numbers must be float64, float32 or whole",
                "{'descr': '<c16', 'fortran_order': False, 'shape': (2,), }; numbers must be float64, float32 or whole",
                "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2,), }; numbers must be float64",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }; needs another number of bytes",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 99999999), }; needs another number of bytes",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }; which is too large",
                "nothing; has no .npy header"
            })
    void whatIsNoTableIsRefused(String header, String message) throws IOException {
        byte[] file = file(1, header.replace("\"", ""), new byte[16]);
        assertThatThrownBy(() -> Npy.decode("x.npy", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("x.npy")
                .hasMessageContaining(message);
    }

    /** Cut anywhere, or with any byte changed, a file is read or refused; never another exception. */
    @Test
    void damageIsRefused() throws IOException {
        byte[] whole = Npy.encode(new NpyArray(new double[] {1, 2, 3}, 3));
        Random random = new Random(1);
        for (int k = 0; k < 2000; k++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Npy.decode("x.npy", damaged).values()).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("x.npy");
            }
        }
        Files.write(folder.resolve("x.npz"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Npz.read(folder.resolve("x.npz"), "x", 3)).hasMessageContaining("holds no array");
    }

    /** A gigabyte of zeros in a megabyte is refused by its name, or by the shape in its header, before it is unpacked. */
    @Test
    void aLargeArrayInASmallArchiveIsNotUnpacked() throws IOException {
        Path bomb = folder.resolve("bomb.npz");
        byte[] start = file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (134217728,), }", new byte[0]);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("zeros.npy"));
            zip.write(start);
            for (int k = 0; k < 1 << 10; k++) {
                zip.write(new byte[1 << 20]);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(2 << 20);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Npz.read(bomb, "boosts", 2, 3))
                .hasMessageStartingWith(bomb + "!zeros.npy must be boosts.npy");
        assertThatThrownBy(() -> Npz.read(bomb, "zeros", 2, 3))
                .hasMessageStartingWith(bomb + "!zeros.npy has shape [134217728] and must have [2, 3]");
        Path lying = archive("lying.npz", "boosts.npy", "(2, 3)", 1 << 8);
        assertThatThrownBy(() -> Npz.read(lying, "boosts", 2, 3))
                .hasMessageStartingWith(
                        lying + "!boosts.npy is damaged: the shape [2, 3] needs another number of bytes");
        Path nested = archive("nested.npz", "boosts.npz", "(2, 3)", 1 << 8);
        assertThatThrownBy(() -> Npz.read(nested, "boosts", 2, 3))
                .hasMessageStartingWith(nested + "!boosts.npz must be boosts.npy");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64L << 20);
    }

    /** An entry whose header tells of so little, and behind it megabytes of zeros. */
    private Path archive(String file, String entry, String shape, int megabytes) throws IOException {
        Path archive = folder.resolve(file);
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", new byte[0]));
            for (int k = 0; k < megabytes; k++) {
                zip.write(zeros);
            }
        }
        return archive;
    }

    /** A table holds amounts, and what is no amount in JSON is none here: with its place. */
    @ParameterizedTest
    @ValueSource(doubles = {1e308, -1.1e15, Double.NaN, Double.NEGATIVE_INFINITY})
    void whatIsNoAmountIsRefused(double amount) {
        byte[] table = Npy.encode(new NpyArray(new double[] {1, 2, 3, 4, amount, 6}, 2, 3));
        assertThatThrownBy(() -> Npy.decode("x.npy", table))
                .hasMessageStartingWith("x.npy[1, 1] = " + amount + " must be between -1e15 and 1e15");
    }
}
