package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;

/** Writes certificates as JSON; every number is a fraction in quotes, in lowest terms. */
public final class CertificateWriter {
    /** The version of files whose proofs have visits and dual values. */
    static final int FULL = 2;
    /** The version of files whose proofs are policies alone. */
    static final int COMPACT = 3;

    private final Certificate certificate;
    private final CertifiedWorld world;
    private final DesignWriter out;
    private final JsonText json;

    private CertificateWriter(Certificate certificate) {
        this.certificate = certificate;
        world = certificate.instance().world();
        out = new DesignWriter(
                "dynama certificate",
                certificate.grand().isCompact() ? COMPACT : FULL,
                certificate.instance().design());
        json = out.json;
    }

    /** The text of the file. */
    public static String text(Certificate certificate) {
        return new CertificateWriter(certificate).text();
    }

    private String text() {
        reports();
        out.byAgent("rewards", certificate.rewards());
        out.byAgent("payments", certificate.payments());
        out.byAgent("utilities", certificate.utilities());
        json.key("welfare").fraction(certificate.welfare());
        out.digests(certificate.digests());
        json.key("grand");
        proof(certificate.grand());
        json.key("marginal").open('{', true);
        for (int i = 0; i < world.agents().size(); i++) {
            json.key(world.agents().get(i));
            List<Proof> candidates = certificate.candidates().get(i);
            if (candidates.isEmpty()) {
                proof(certificate.marginals().get(i));
            } else {
                json.open('[', true);
                candidates.forEach(proof -> {
                    json.entry();
                    proof(proof);
                });
                json.close(']');
            }
        }
        json.close('}');
        return out.end();
    }

    private void reports() {
        List<List<Rational>> types = certificate.instance().reports();
        json.key("reports").open('{', false);
        for (int i = 0; i < types.size(); i++) {
            json.key(world.agents().get(i));
            out.fractions(types.get(i));
        }
        json.close('}');
    }

    private void proof(Proof proof) {
        boolean longRun = world.timing().kind() == Timing.Kind.AVERAGE;
        json.open('{', true);
        json.key("value").fraction(proof.value());
        if (proof.isCompact()) {
            policy(proof);
            json.close('}');
            return;
        }
        json.key("policy").open('[', true);
        for (int k = 0; k < proof.rows().size(); k++) {
            Proof.Row row = proof.rows().get(k);
            json.entry().open('{', false);
            json.key("state").word(world.states().get(row.state()));
            json.key("action").word(world.moves().get(row.move()).action());
            json.key("visits").fraction(row.visits());
            if (longRun) {
                json.key("passages").fraction(row.passages());
            }
            json.key("value").fraction(row.value());
            if (!proof.gains().isEmpty()) {
                json.key("gain").fraction(proof.gains().get(k));
            }
            json.close('}');
        }
        json.close(']').close('}');
    }

    private void policy(Proof proof) {
        json.key("policy").open('{', true);
        for (Proof.Row row : proof.rows()) {
            json.key(world.states().get(row.state()))
                    .word(world.moves().get(row.move()).action());
        }
        json.close('}');
    }
}
