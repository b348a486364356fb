package org.dynama.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dynama.config.Tree.Finding;
import org.dynama.config.Tree.Place;

/** Several seeds, {@code seeds: 3} of the file as a whole, are the list of a cell's {@code seed} and those after it. */
record SeedList(Tree own, Tree cells, Schema schema, Faults faults) {
    private static final JsonPointer SEEDS = JsonPointer.compile("/seeds");
    private static final JsonPointer SEED = JsonPointer.compile("/seed");

    /** Writes the list in the place of the seed. */
    void lay() {
        JsonNode count = own.at(SEEDS);
        if (!count.isIntegralNumber() || !(cells.root() instanceof ObjectNode tree)) {
            return;
        }
        JsonNode first = schema.filled(tree, "").at(SEED);
        if (first.isArray()) {
            faults.add(own.fault(new Finding(
                    SEEDS, count.asText(), "must not stand beside a list of seeds", "Maybe leave one out.")));
        } else if (first.isIntegralNumber()) {
            Place written = cells.place(tree.has("seed") ? SEED : SEEDS);
            ArrayNode list = tree.putArray("seed");
            for (int k = 0; k < count.asInt(); k++) {
                list.add(first.asLong() + k);
            }
            cells.move(SEED, written);
        }
    }
}
