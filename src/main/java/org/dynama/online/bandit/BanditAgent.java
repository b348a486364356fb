package org.dynama.online.bandit;

import org.dynama.online.reporting.Reporting;

/**
 * How one agent takes part.
 *
 * @param byBids whether she bids for every allocation in advance; else she reports what she realises
 * @param reporting how she reports; where she bids it is applied to her expected values
 */
public record BanditAgent(boolean byBids, Reporting reporting) {}
