package org.dynama.ama.menu.train;

import org.dynama.model.Adam;
import org.jspecify.annotations.Nullable;

/**
 * Where a training stands between two steps: all that it needs to go on to the same bits.
 *
 * @param polished the pruned menu whose boosts are polished; null while shares are trained
 * @param step how many of the ascent's steps are done
 * @param shares free numbers of shares
 * @param boosts free boosts
 * @param weights logarithms
 */
public record LotteryState(@Nullable Lotteries polished, int step, Adam shares, Adam boosts, Adam weights) {}
