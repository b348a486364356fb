package org.dynama.ama.menu.train;

/**
 * What one thread needs for blocks of profiles.
 *
 * @param block chooses
 * @param gradient of the block
 */
record LotteryWorker(LotteryBlock block, LotteryGradient gradient) {
    static LotteryWorker of(int agents, int goods) {
        LotteryBlock block = new LotteryBlock(agents, goods);
        return new LotteryWorker(block, new LotteryGradient(block));
    }
}
