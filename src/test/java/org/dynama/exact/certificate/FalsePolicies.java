package org.dynama.exact.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** Compact certificates: policies alone, and forgeries of them. */
final class FalsePolicies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Rational LITTLE = Rational.parse("1/1000000");

    private FalsePolicies() {}

    /** The same certificate whose proofs are policies alone. */
    static Certificate compacted(Certificate full) {
        return new Certificate(
                full.instance(),
                full.digests(),
                compacted(full.grand()),
                full.marginals().stream().map(FalsePolicies::compacted).toList(),
                full.candidates().stream()
                        .map(proofs ->
                                proofs.stream().map(FalsePolicies::compacted).toList())
                        .toList(),
                full.settlement());
    }

    private static Proof compacted(Proof full) {
        List<Proof.Row> rows = full.rows().stream()
                .map(row -> Proof.Row.of(row.state(), row.move()))
                .toList();
        return Proof.compact(full.value(), rows);
    }

    static List<Forgery> all() {
        return List.of(
                of("policies alone of a finite run", "holds", full -> compacted(full)),
                new Forgery(
                        "policies alone of a run that may not end",
                        "proof",
                        (full, random) -> isFinite(full) ? null : CertificateWriter.text(compacted(full))),
                random("policies alone, optimal for nearby rewards", (full, random) -> {
                    Certificate near = Certifier.certify(OtherMarkets.nearbyRewards(full.instance(), random));
                    Certificate other = compacted(with(full, near.grand(), near.marginals()));
                    // Where nothing is decided otherwise, and no value has changed, it is the honest one.
                    return other.equals(compacted(full)) ? null : other;
                }),
                random("a policy alone that is worth the same", (full, random) -> {
                    Certificate last = FalseProofs.tied(full);
                    return last == null ? null : compacted(last);
                }),
                edited("a policy alone with another action", "proof", FalsePolicies::takeAnother),
                edited("an altered value of a policy alone", "proof", file -> more(file.withObject("/grand"))),
                edited("an altered payment for policies alone", "proof", file -> more(file.withObject("/payments"))),
                edited("an altered utility for policies alone", "proof", file -> more(file.withObject("/utilities"))),
                edited("an altered reward for policies alone", "proof", file -> more(file.withObject("/rewards"))),
                edited("a state left out of a policy", "proof", file -> {
                    ObjectNode policy = policy(file);
                    policy.remove(policy.fieldNames().next());
                    return true;
                }),
                edited("states of a policy in another order", "proof", file -> {
                    ObjectNode policy = policy(file);
                    String first = policy.fieldNames().next();
                    policy.set(first, policy.remove(first));
                    return policy.size() > 1;
                }),
                edited("a ghost's state in a policy", "malformed", file -> {
                    policy(file).put("ghost", "ghost");
                    return true;
                }),
                edited("a number for an action", "malformed", file -> {
                    ObjectNode policy = policy(file);
                    policy.put(policy.fieldNames().next(), 7);
                    return true;
                }),
                edited("policies alone in the schema of full proofs", "malformed", file -> {
                    file.put("schema", 2);
                    return true;
                }),
                new Forgery(
                        "full proofs in the schema of policies alone",
                        "malformed",
                        (full, random) -> CertificateWriter.text(full).replace("\"schema\": 2", "\"schema\": 3")),
                new Forgery("a state twice in a policy", "malformed", (full, random) -> {
                    String text = CertificateWriter.text(compacted(full));
                    return isFinite(full) ? text.replaceFirst("(\"policy\": \\{)(\\s*[^,}]+)", "$1$2,$2") : null;
                }));
    }

    private static boolean isFinite(Certificate certificate) {
        return certificate.instance().world().timing().kind() == Timing.Kind.FINITE;
    }

    private static Forgery of(String name, String verdict, UnaryOperator<Certificate> change) {
        return new Forgery(
                name, verdict, (full, random) -> isFinite(full) ? CertificateWriter.text(change.apply(full)) : null);
    }

    private static Forgery random(String name, BiFunction<Certificate, Random, @Nullable Certificate> change) {
        return new Forgery(name, "proof", (full, random) -> {
            Certificate other = isFinite(full) ? change.apply(full, random) : null;
            return other == null ? null : CertificateWriter.text(other);
        });
    }

    /** @param edit says whether the file could be edited in this way */
    private static Forgery edited(String name, String verdict, Predicate<ObjectNode> edit) {
        return new Forgery(name, verdict, (full, random) -> {
            try {
                ObjectNode file = (ObjectNode) JSON.readTree(CertificateWriter.text(compacted(full)));
                return isFinite(full) && edit.test(file) ? JSON.writeValueAsString(file) : null;
            } catch (JsonProcessingException exception) {
                throw new UncheckedIOException(exception);
            }
        });
    }

    private static Certificate with(Certificate old, Proof grand, List<Proof> marginals) {
        return new Certificate(old.instance(), old.digests(), grand, marginals, old.settlement());
    }

    private static ObjectNode policy(ObjectNode file) {
        return file.withObject("/grand/policy");
    }

    /** In a first state. */
    private static boolean takeAnother(ObjectNode file) {
        List<String> firsts = new ArrayList<>();
        file.at("/environment/initial").fieldNames().forEachRemaining(firsts::add);
        for (JsonNode action : file.at("/environment/actions")) {
            String state = action.path("state").asText();
            String name = action.path("name").asText();
            if (firsts.contains(state) && !policy(file).path(state).asText().equals(name)) {
                policy(file).put(state, name);
                return true;
            }
        }
        return false;
    }

    private static boolean more(ObjectNode map) {
        String key = map.fieldNames().next();
        map.put(key, Rational.parse(map.path(key).asText()).plus(LITTLE).toString());
        return true;
    }
}
