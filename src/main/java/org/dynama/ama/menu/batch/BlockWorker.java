package org.dynama.ama.menu.batch;

/**
 * What one thread needs for blocks of profiles.
 *
 * @param block chooses
 * @param gradient of the block
 */
public record BlockWorker(MenuBlock block, BlockGradient gradient) {
    /** For menus of features without constants. */
    public static BlockWorker of(int agents, int width) {
        return of(agents, new DenseProducts(agents, width, 0));
    }

    /** For a menu at any boosts and weights. */
    public static BlockWorker of(EntryTable menu) {
        return of(menu.agents, menu.products());
    }

    private static BlockWorker of(int agents, Products products) {
        MenuBlock block = new MenuBlock(agents, products);
        return new BlockWorker(block, new BlockGradient(block));
    }
}
