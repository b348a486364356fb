/**
 * IHMDP-VCG: the mechanism of Leon and Etesami, "Online learning for dynamic Vickrey-Clarke-Groves mechanism in
 * sequential auctions under unknown environments", for markets that never restart. {@code IhmdpVcg} is the algorithm,
 * {@code DynamicAuctions} the market, {@code IhmdpLedger} keeps the books. Layer 4.
 */
@NullMarked
package org.dynama.online.mdp;

import org.jspecify.annotations.NullMarked;
