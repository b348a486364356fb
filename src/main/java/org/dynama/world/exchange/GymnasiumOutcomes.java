package org.dynama.world.exchange;

import java.util.Map;

/** Reads what an action in a state of Gymnasium's table may lead to: a list of {@code [probability, next, reward, terminated]}. */
final class GymnasiumOutcomes {
    private static final String FORM = "[probability, next, reward, terminated]";

    private final SourceText source;
    private final JsonCursor json;
    private int furthest;
    private int furthestAt;
    private double probability;
    private int next;
    private double reward;
    private boolean terminated;

    GymnasiumOutcomes(SourceText source, JsonCursor json) {
        this.source = source;
        this.json = json;
    }

    /** Adds a fault if any state that follows is none of so many. */
    void requireBelow(int count) {
        if (furthest >= count) {
            source.fault(furthestAt, String.valueOf(furthest), "is no state: the table has " + count, "");
        }
    }

    /** Reads the outcomes of an action, which is named by its number. */
    ModelChoice choice(int state, int action) {
        json.peek();
        int place = json.at();
        SparseRow row = new SparseRow();
        ExpectedReward expected = new ExpectedReward();
        json.array(k -> outcome(row, expected));
        if (!(Math.abs(row.sum() - 1) <= 1e-9)) {
            String whose = "has probabilities of state " + state + ", action " + action;
            source.fault(place, "", whose + " that sum to " + row.sum() + " and must sum to 1", "");
        }
        return new ModelChoice(state, String.valueOf(action), row, Map.of(ExplicitModel.REWARD, expected.value()));
    }

    private void outcome(SparseRow row, ExpectedReward expected) {
        int[] count = new int[1];
        json.peek();
        int place = json.at();
        json.array(k -> {
            count[0]++;
            part(k);
        });
        if (count[0] != 4) {
            throw source.end(place, "", "must be " + FORM, "");
        }
        if (!(probability >= 0 && probability <= 1)) {
            source.fault(place, String.valueOf(probability), "must be a probability", "");
        } else if (probability > 0) {
            row.add(terminated ? SparseRow.END : next, probability);
            expected.add(probability, reward);
        }
    }

    private void part(int k) {
        json.peek();
        int place = json.at();
        switch (k) {
            case 0 -> probability = json.number();
            case 1 -> next = json.whole("a state");
            case 2 -> reward = json.number();
            case 3 -> terminated = json.truth();
            default -> throw json.wrong("the end of " + FORM);
        }
        if (k == 1 && next > furthest) {
            furthest = next;
            furthestAt = place;
        }
    }
}
