package org.dynama.exact.certificate;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to forge a certificate, for someone who knows the format and computes every digest anew.
 *
 * @param name of the kind
 * @param verdict the digest that differs where the forgery is a true proof of another market; {@code proof} where it proves
 *     nothing, {@code malformed} where it cannot be read
 * @param forger makes the text of a forgery from an honest certificate; null where this kind fits it not
 */
record Forgery(String name, String verdict, BiFunction<Certificate, Random, @Nullable String> forger) {
    /** All kinds. */
    static List<Forgery> all() {
        return Stream.of(OtherMarkets.all(), FalseProofs.all(), FalseProofs.malformed(), FalsePolicies.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The text of a forgery; null where there is none that differs from the honest text. */
    @Nullable
    String of(Certificate honest, Random random) {
        String text = forger.apply(honest, random);
        return CertificateWriter.text(honest).equals(text) ? null : text;
    }
}
