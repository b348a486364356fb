package org.dynama.learned.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dynama.learned.history.Histories;
import org.dynama.learned.world.World;

/**
 * How several trainings of one mechanism become one: the profit that each leaves decides.
 *
 * @param starts trainings that are begun; 0 to be chosen
 * @param pilot steps after which only the one that left most goes on
 * @param patience looks at the profit left without a rise of it after which a training ends; 0 for none
 */
public record StartChoice(@JsonProperty("starts") int starts, int pilot, int patience) {
    /** One training, to its end. */
    public static final StartChoice NONE = new StartChoice(1, 1, 0);

    /** Starts where nothing else is asked for and profit left is known. */
    private static final int STARTS = 2;

    /** Whether the profit that a mechanism leaves costs no more than a few steps of its training. */
    public static boolean looks(World world) {
        return Histories.trainable(world) || StaticContest.fits(world);
    }

    /**
     * The same with what zero leaves to the program. Profit left says nothing of the rounds of a bisection. Where exact best
     * responses are dear, a training's own reporters stand for them, if several starts are asked for.
     */
    public StartChoice in(World world, OuterLoop loop, Reporters reporters) {
        boolean meets = starts > 1 && reporters == Reporters.TRAINED;
        if (loop.kind() == OuterLoop.Kind.BISECTION || !(looks(world) || meets)) {
            return NONE;
        }
        return new StartChoice(starts > 0 ? starts : STARTS, pilot, patience);
    }
}
