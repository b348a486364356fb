package org.dynama.pivot.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.dynama.numpy.NpyTable;
import org.dynama.numpy.Npz;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mechanisms come back from an archive to the last bit, and NumPy finds names beside the numbers. */
class MechanismTablesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private void comesBack(AffineWorld affine) {
        PivotMechanism mechanism = PivotSolver.solve(affine, 1, share -> {});
        Path file = folder.resolve("tables.npz");
        Npz.write(file, MechanismTables.of(mechanism));
        PivotMechanism read = MechanismTables.mechanism(affine, Npz.read(file, MechanismTables.shapes(affine)));
        AllocationWorld world = affine.world();
        int rows = world.stateCount() * mechanism.profiles().count();
        for (int t = 0; t < mechanism.values().size(); t++) {
            assertThat(read.earned().get(t)).isEqualTo(mechanism.earned().get(t));
            assertThat(read.values().get(t).grand())
                    .isEqualTo(mechanism.values().get(t).grand());
            for (int i = 0; i < mechanism.profiles().agents(); i++) {
                assertThat(read.values().get(t).marginal(i))
                        .isEqualTo(mechanism.values().get(t).marginal(i));
            }
        }
        for (int t = 0; t < mechanism.periods(); t++) {
            for (int row = 0; row < rows; row++) {
                int s = row / mechanism.profiles().count();
                int b = row % mechanism.profiles().count();
                for (int i = 0; i < mechanism.profiles().agents(); i++) {
                    assertThat(read.payment(t, i, s, b)).isEqualTo(mechanism.payment(t, i, s, b));
                    int q = mechanism.profiles().others(i, b);
                    assertThat(read.without().get(i).action(t, s, 0, q))
                            .isEqualTo(mechanism.without().get(i).action(t, s, 0, q));
                }
                for (int z = 0; z < world.draws().size(); z++) {
                    assertThat(read.policy().action(t, s, z, b))
                            .isEqualTo(mechanism.policy().action(t, s, z, b));
                }
            }
        }
    }

    @Test
    void everyTableComesBack() {
        for (long seed = 1; seed <= 5; seed++) {
            AllocationWorld finite = RandomSpaces.finite(seed, RandomSpaces.Absence.ANY, -1);
            comesBack(AffineWorld.plain(finite));
            comesBack(RandomAffine.of(finite, seed));
            comesBack(AffineWorld.plain(RandomSpaces.discounted(seed, RandomSpaces.Absence.LESS, -1)));
        }
    }

    /** Values beyond what an amount may be are no amounts: a discount near 1 makes them. */
    @Test
    void hugeValuesComeBack() {
        Path file = folder.resolve("huge.npz");
        Npz.write(file, List.of(NpyTable.numbers("welfare", List.of(2), k -> k == 0 ? 1e22 : -3)));
        assertThat(Npz.read(file, Map.of("welfare", List.of(2))).get("welfare").values())
                .containsExactly(1e22, -3);
    }

    /** The names of states stand in UTF-32 between headers that NumPy reads. */
    @Test
    void namesStandBesideTheNumbers() throws IOException {
        Path file = folder.resolve("names.npz");
        Npz.write(file, List.of(NpyTable.words("states", List.of("idle", "größer", ""))));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] bytes = zip.getInputStream(zip.getEntry("states.npy")).readAllBytes();
            int header =
                    10 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
            assertThat(new String(bytes, 10, header - 10, StandardCharsets.US_ASCII).strip())
                    .isEqualTo("{'descr': '<U6', 'fortran_order': False, 'shape': (3,), }");
            assertThat(header % 64).isZero();
            assertThat(bytes).hasSize(header + 3 * 6 * 4);
            String all = new String(bytes, header, bytes.length - header, Charset.forName("UTF-32LE"));
            assertThat(all.replace('\0', '.')).isEqualTo("idle..größer......");
        }
    }

    @Test
    void whatIsMissingOrOfAnotherShapeIsNamed() {
        Path file = folder.resolve("other.npz");
        Npz.write(file, List.of(NpyTable.wholes("policy", List.of(2, 3), k -> k)));
        Map<String, List<Integer>> wanted = new LinkedHashMap<>(Map.of("policy", List.of(3, 2)));
        assertThatThrownBy(() -> Npz.read(file, wanted))
                .hasMessageContaining("policy.npy has shape [2, 3] and must have [3, 2]");
        wanted.put("policy", List.of(2, 3));
        wanted.put("transfers", List.of(1));
        assertThatThrownBy(() -> Npz.read(file, wanted)).hasMessageContaining("transfers.npy is missing");
    }
}
