package org.dynama;

import org.dynama.ama.quote.QuoteRecord;
import org.dynama.exact.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Why a mechanism does what it does with one row of reports: what {@code dynama quote} writes.
 *
 * @param quote what is done state by state, every payment state by state, and how ties could have been decided
 * @param certificate that proves all payments in exact arithmetic; null where the world is too large for it, and where a menu's
 *     features are estimates. {@code CertificateWriter.text} is its file, which {@code dynama verify} checks
 */
public record Reasons(QuoteRecord quote, @Nullable Certificate certificate) {}
