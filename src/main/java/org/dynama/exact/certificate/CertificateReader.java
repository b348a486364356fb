package org.dynama.exact.certificate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.exact.rational.Rational;

/**
 * Reads certificates, strictly: whatever is unknown, missing, doubled or no fraction is a fault with its place. What it
 * returns has the right shape; whether it is true is {@link Verifier}'s to say.
 */
public final class CertificateReader {
    private static final Schema SCHEMA = Schema.resource("certificate.schema.json", DesignReader.SCHEMA);

    private final Document document;
    private final DesignReader in;

    private CertificateReader(Document document) {
        this.document = document;
        in = new DesignReader(document);
    }

    /**
     * Reads a file of at most 256 MiB.
     *
     * @throws ConfigException with all faults
     */
    public static Certificate read(Path file) {
        return new CertificateReader(Document.read(file, SCHEMA, DesignReader.LARGEST_MIB)).certificate();
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static Certificate parse(String source, String text) {
        return new CertificateReader(Document.parse(source, text, SCHEMA, List.of())).certificate();
    }

    private Certificate certificate() {
        List<List<Rational>> reports = in.byAgent("reports").stream()
                .map(path -> in.fractions(document.entries(path)))
                .toList();
        Proof grand = proof("grand");
        List<Proof> marginals = new ArrayList<>();
        List<List<Proof>> candidates = new ArrayList<>();
        for (String path : in.byAgent("marginal")) {
            List<Proof> proofs = document.isMap(path)
                    ? List.of(proof(path))
                    : document.entries(path).stream().map(this::proof).toList();
            marginals.add(Collections.min(proofs, Comparator.comparing(Proof::value)));
            candidates.add(document.isMap(path) ? List.of() : proofs);
        }
        Certificate.Settlement settlement = new Certificate.Settlement(
                in.fractions(in.byAgent("rewards")),
                in.fractions(in.byAgent("payments")),
                in.fractions(in.byAgent("utilities")),
                in.fraction("welfare"));
        Design design = in.design();
        Instance instance = in.checked("reports", () -> new Instance(design, reports));
        return new Certificate(instance, in.digests(), grand, marginals, candidates, settlement);
    }

    private Proof proof(String path) {
        boolean isCompact = !document.isList(path + ".policy");
        if (isCompact != (document.whole("schema") == CertificateWriter.COMPACT)) {
            in.fault(
                    path + ".policy",
                    "must be a list in a file of schema " + CertificateWriter.FULL + ", and a map in one of schema "
                            + CertificateWriter.COMPACT,
                    "");
        }
        return isCompact ? compact(path) : full(path);
    }

    /** A policy alone: by state, its action. */
    private Proof compact(String path) {
        List<Proof.Row> rows = new ArrayList<>();
        for (String name : document.keys(path + ".policy")) {
            String key = Document.join(path + ".policy", name);
            Integer state = in.known(key, name, in.states, "state");
            Integer move = state == null ? null : in.move(state, document.text(key));
            if (state == null || move == null) {
                in.fault(key, "names no action of its state", "");
            } else {
                rows.add(Proof.Row.of(state, move));
            }
        }
        return Proof.compact(in.fraction(path + ".value"), rows);
    }

    private Proof full(String path) {
        List<Proof.Row> rows = new ArrayList<>();
        List<Rational> gains = new ArrayList<>();
        for (String row : document.entries(path + ".policy")) {
            Integer state = in.state(row + ".state");
            Integer move = state == null ? null : in.move(state, document.text(row + ".action"));
            if (state == null || move == null) {
                in.fault(row + ".action", "names no action of its state", "");
                continue;
            }
            Rational passages = document.has(row + ".passages") ? in.fraction(row + ".passages") : Rational.ZERO;
            rows.add(new Proof.Row(state, move, in.fraction(row + ".visits"), passages, in.fraction(row + ".value")));
            if (document.has(row + ".gain")) {
                gains.add(in.fraction(row + ".gain"));
            }
        }
        if (!gains.isEmpty() && gains.size() < rows.size()) {
            in.fault(path + ".policy", "gives the gain of some states and must of all or of none", "");
        }
        return new Proof(in.fraction(path + ".value"), rows, gains);
    }
}
