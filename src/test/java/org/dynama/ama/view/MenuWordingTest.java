package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.ama.study.MenuRecord;
import org.junit.jupiter.api.Test;

/** Entries of large worlds in a line that a terminal holds. */
class MenuWordingTest {
    private static String line(Map<String, List<Double>> enjoyed) {
        MenuRecord.Row row = new MenuRecord.Row("entry", 1, 0, enjoyed, Map.of(), Map.of());
        return MenuWording.often(new MenuRecord(1, List.of(row), null))
                .rows()
                .get(0)
                .get(1);
    }

    @Test
    void typesOfManyNumbersAreToldByTheLargest() {
        List<Double> cells = new ArrayList<>(Collections.nCopies(400, 0.0));
        cells.set(19, 5.25);
        cells.set(3, 1.5);
        cells.set(39, 1.125);
        cells.set(399, 0.5);
        Map<String, List<Double>> enjoyed = new LinkedHashMap<>();
        for (int i = 1; i <= 8; i++) {
            enjoyed.put("agent " + i, cells);
        }
        String most = "5.25 of number 20, 1.5 of number 4, 1.125 of number 40 and less of 1 more";
        assertThat(line(enjoyed)).isEqualTo("each of 8: " + most);
        assertThat(line(Map.of("a", cells))).isEqualTo("a: " + most);
    }

    @Test
    void goodsAreToldOneByOne() {
        Map<String, List<Double>> enjoyed = new LinkedHashMap<>();
        enjoyed.put("a", List.of(1.0, 0.0));
        enjoyed.put("b", List.of(0.0, 0.5));
        assertThat(line(enjoyed)).isEqualTo("a: 1 0, b: 0 0.5");
        assertThat(line(Map.of())).isEqualTo("nobody");
    }
}
