package org.dynama.world.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dynama.numpy.NpzFile;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of an archive, one row a state-action pair: compressed rows as scipy.sparse names them, {@code NAME_data},
 * {@code NAME_indices} and {@code NAME_indptr}, or a plain array {@code NAME} of all entries.
 *
 * @param name of the matrix, for faults
 * @param rows how many
 * @param columns how many; entry {@code k} of a plain matrix is in row {@code k / columns}
 * @param data the numbers, row after row
 * @param indices the column of each; null where all are there
 * @param indptr where each row begins in {@code data}, and where the last ends; null where all are there
 */
@SuppressWarnings("ArrayRecordComponent")
record NpzMatrix(String name, int rows, int columns, double[] data, int @Nullable [] indices, int @Nullable [] indptr) {
    private static final List<String> PARTS = List.of("data", "indices", "indptr");

    /** The names that the arrays of a matrix may have. */
    static List<String> names(String name) {
        return List.of(name, name + "_data", name + "_indices", name + "_indptr", name + "_shape", name + "_format");
    }

    /** Whether any array of a matrix is there. */
    static boolean isIn(NpzFile archive, String name) {
        return names(name).stream().anyMatch(archive.names()::contains);
    }

    /**
     * The matrix, or null with faults.
     *
     * @param columns that it must have
     */
    static @Nullable NpzMatrix read(NpzFile archive, String name, int rows, int columns, NpzFaults faults) {
        if (archive.names().contains(name)) {
            Optional<String> twice = PARTS.stream()
                    .map(part -> name + "_" + part)
                    .filter(archive.names()::contains)
                    .findFirst();
            if (twice.isPresent()) {
                faults.add(
                        twice.get(),
                        "",
                        "stands beside " + name + ", and one of them would not count",
                        "Leave one out.");
                return null;
            }
            List<Integer> wanted = List.of(rows, columns);
            boolean isVector = columns == 1 && archive.shape(name).equals(List.of(rows));
            if (!archive.shape(name).equals(wanted) && !isVector) {
                faults.add(name, "", "has shape " + archive.shape(name) + " and must have " + wanted, "");
                return null;
            }
            return new NpzMatrix(name, rows, columns, archive.reals(name), null, null);
        }
        for (String part : PARTS) {
            if (!archive.names().contains(name + "_" + part)) {
                faults.add(
                        name + "_" + part,
                        "",
                        "is missing",
                        "A sparse matrix in rows has " + name + "_data, " + name + "_indices and " + name + "_indptr.");
                return null;
            }
        }
        return compressed(archive, name, rows, columns, faults);
    }

    private static @Nullable NpzMatrix compressed(
            NpzFile archive, String name, int rows, int columns, NpzFaults faults) {
        String format = name + "_format";
        if (archive.names().contains(format)
                && archive.isText(format)
                && !archive.words(format).contains("csr")) {
            faults.add(format, archive.words(format).get(0), "must be csr", "Maybe matrix.tocsr().");
            return null;
        }
        String shape = name + "_shape";
        if (archive.names().contains(shape)) {
            int[] said = archive.wholes(shape);
            if (said.length != 2 || said[0] != rows || said[1] != columns) {
                faults.add(shape, Arrays.toString(said), "must be [" + rows + ", " + columns + "]", "");
                return null;
            }
        }
        double[] data = archive.reals(name + "_data");
        int[] indices = archive.wholes(name + "_indices");
        int[] indptr = archive.wholes(name + "_indptr");
        NpzMatrix matrix = new NpzMatrix(name, rows, columns, data, indices, indptr);
        return matrix.isWhole(indices, indptr, faults) ? matrix : null;
    }

    /** Whether the parts fit together; adds all faults. */
    private boolean isWhole(int[] indices, int[] indptr, NpzFaults faults) {
        boolean fits = true;
        if (data.length != indices.length) {
            faults.add(
                    name + "_indices",
                    "",
                    "has " + indices.length + " entries, and " + name + "_data " + data.length,
                    "");
            fits = false;
        }
        if (indptr.length != rows + 1) {
            String rule = "has " + indptr.length + " entries and must have " + (rows + 1) + ", one more than rows";
            faults.add(name + "_indptr", "", rule, "");
            return false;
        }
        for (int row = 0; row <= rows; row++) {
            int least = row == 0 ? 0 : indptr[row - 1];
            boolean isRight = row == 0 ? indptr[0] == 0 : indptr[row] >= least && indptr[row] <= data.length;
            if (!isRight || (row == rows && indptr[row] != data.length)) {
                String rule = row == 0
                        ? "must be 0"
                        : row == rows
                                ? "must be " + data.length + ", where the data end"
                                : "must lie between " + least + " and " + data.length;
                faults.add(name + "_indptr[" + row + "]", indptr[row], rule, "");
                return false;
            }
        }
        for (int k = 0; k < indices.length; k++) {
            if (indices[k] < 0 || indices[k] >= columns) {
                String value = indices[k] == Integer.MIN_VALUE ? "a number" : String.valueOf(indices[k]);
                faults.add(name + "_indices[" + k + "]", value, "must be a column from 0 to " + (columns - 1), "");
                fits = false;
            }
        }
        return fits;
    }

    /** The first entry of a row; {@code end(row)} is one past its last. */
    int begin(int row) {
        return indptr == null ? row * columns : indptr[row];
    }

    int end(int row) {
        return begin(row + 1);
    }

    int column(int entry) {
        return indices == null ? entry % columns : indices[entry];
    }

    /** The name of an entry in faults. */
    String place(int entry) {
        return indices == null
                ? name + "[" + entry / columns + ", " + entry % columns + "]"
                : name + "_data[" + entry + "]";
    }
}
