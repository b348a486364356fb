package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * A liar's lanes after one of truth: both are played at once, since small tensors cost as much as larger ones.
 *
 * @param liar of the other lanes
 */
public record WithTruth(Liar liar) implements Liar {

    @Override
    public int lanes() {
        return 1 + liar.lanes();
    }

    @Override
    public Talk begin(World world, Tensors tensors, int rows) {
        int each = rows / lanes();
        Talk lies = liar.begin(world, tensors, rows - each);
        String lying = each + ":";
        return new Talk() {
            @Override
            public Said say(NDArray own, int period, Scenario scenario) {
                Said said = lies.say(own.get(lying), period, scenario);
                NDArray truth = own.get("0:" + each);
                return new Said(
                        truth.concat(said.values(), 0), tensors.zeros(each, 1).concat(said.score(), 0));
            }

            @Override
            public void hear(Heard heard) {
                lies.hear(heard.rows(all -> all.get(lying)));
            }
        };
    }
}
