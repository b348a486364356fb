package org.dynama.exact.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** Forgeries of the announced market, with its digests, that prove nothing or are no certificates at all. */
final class FalseProofs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Rational LITTLE = Rational.parse("1/1000000");

    private FalseProofs() {}

    /** What can be read. */
    static List<Forgery> all() {
        return List.of(
                proof("policies optimal for nearby rewards", (old, random) -> {
                    Certificate near = Certifier.certify(OtherMarkets.nearbyRewards(old.instance(), random));
                    // Where only values of states that are never reached differ, it may prove as much.
                    return reached(near).equals(reached(old))
                            ? null
                            : with(old, near.grand(), near.marginals(), near.settlement());
                }),
                proof("another policy that is worth the same", (old, random) -> tied(old)),
                proof("altered payment", (old, random) -> paying(old, LITTLE)),
                proof(
                        "payment of nothing",
                        (old, random) -> paying(old, old.payments().get(0).negated())),
                edited("altered utility", "proof", file -> more(file.withObject("/utilities"))),
                edited("altered reward", "proof", file -> more(file.withObject("/rewards"))),
                edited("altered welfare", "proof", file -> more(file, "welfare")),
                edited("altered value of an economy", "proof", file -> more(file.withObject("/grand"), "value")),
                edited("altered visits", "proof", file -> more(row(file, "/grand"), "visits")),
                edited("altered values", "proof", file -> worthMore(row(file, "/grand"))),
                edited(
                        "altered values of a marginal economy",
                        "proof",
                        file -> worthMore(row(file, "/marginal/" + agent(file)))),
                edited(
                        "a row left out",
                        "proof",
                        file -> file.withObject("/grand").withArray("policy").remove(0)),
                edited("a row twice", "proof", file -> {
                    ArrayNode policy = file.withObject("/grand").withArray("policy");
                    policy.add(policy.get(0));
                }),
                edited(
                        "digest of another text",
                        "proof",
                        file -> file.withObject("/digests")
                                .put(
                                        "mechanism",
                                        file.at("/digests/environment").asText())),
                new Forgery("announced digests on doubled boosts", "proof", (old, random) -> {
                    List<Rational> boosts = new ArrayList<>(old.instance().boosts());
                    boosts.replaceAll(boost -> boost.plus(boost).plus(LITTLE));
                    Design design =
                            new Design(old.instance().world(), old.instance().weights(), boosts);
                    Certificate other = Certifier.certify(
                            new Instance(design, old.instance().reports()));
                    return CertificateWriter.text(new Certificate(
                            other.instance(), old.digests(), other.grand(), other.marginals(), other.settlement()));
                }));
    }

    /** What cannot. */
    static List<Forgery> malformed() {
        return List.of(
                edited("fractions not in lowest terms", "malformed", file -> {
                    Rational welfare = Rational.parse(file.path("welfare").asText());
                    file.put(
                            "welfare",
                            welfare.numerator().shiftLeft(1) + "/"
                                    + welfare.denominator().shiftLeft(1));
                }),
                edited(
                        "a leading zero",
                        "malformed",
                        file -> file.put("welfare", "0" + file.path("welfare").asText())),
                edited(
                        "a line break in a fraction",
                        "malformed",
                        file -> file.put("welfare", file.path("welfare").asText() + "\n")),
                edited("minus zero", "malformed", file -> file.put("welfare", "-0")),
                edited("repaired", "malformed", file -> file.put("repaired", 7)),
                edited("an earlier schema", "malformed", file -> file.put("schema", 1)),
                edited("another format", "malformed", file -> file.put("format", "dynama announcement")),
                edited(
                        "a ghost's payment",
                        "malformed",
                        file -> file.withObject("/payments").put("ghost", "0")),
                edited(
                        "no payment of an agent",
                        "malformed",
                        file -> file.withObject("/payments").remove(agent(file))),
                edited(
                        "a ghost's action",
                        "malformed",
                        file -> row(file, "/grand").put("action", "ghost")),
                new Forgery(
                        "a key twice",
                        "malformed",
                        (old, random) -> CertificateWriter.text(old)
                                .replace("\"welfare\": ", "\"welfare\": \"0\",\n \"welfare\": ")));
    }

    private static Forgery proof(String name, BiFunction<Certificate, Random, @Nullable Certificate> change) {
        return new Forgery(name, "proof", (old, random) -> {
            try {
                Certificate other = change.apply(old, random);
                return other == null ? null : CertificateWriter.text(other);
            } catch (IllegalArgumentException impossible) {
                return null;
            }
        });
    }

    private static Forgery edited(String name, String verdict, Consumer<ObjectNode> edit) {
        return new Forgery(name, verdict, (old, random) -> {
            try {
                ObjectNode file = (ObjectNode) JSON.readTree(CertificateWriter.text(old));
                edit.accept(file);
                return JSON.writeValueAsString(file);
            } catch (JsonProcessingException exception) {
                throw new UncheckedIOException(exception);
            }
        });
    }

    private static Certificate with(
            Certificate old, Proof grand, List<Proof> marginals, Certificate.Settlement settlement) {
        return new Certificate(old.instance(), old.digests(), grand, marginals, settlement);
    }

    /** The first agent pays more, and her utility is what that makes it. */
    private static @Nullable Certificate paying(Certificate old, Rational more) {
        UnaryOperator<List<Rational>> changed = values -> new ArrayList<>(values);
        List<Rational> payments = changed.apply(old.payments());
        List<Rational> utilities = changed.apply(old.utilities());
        payments.set(0, payments.get(0).plus(more));
        utilities.set(0, utilities.get(0).minus(more));
        Certificate.Settlement settlement =
                new Certificate.Settlement(old.rewards(), payments, utilities, old.welfare());
        return with(old, old.grand(), old.marginals(), settlement);
    }

    /** The optimal policy that takes the last of moves that are worth the same; null where none are. */
    static @Nullable Certificate tied(Certificate old) {
        Certificate last = Certifier.certify(OtherMarkets.reversed(old.instance()));
        int highest = old.instance().boosts().size() - 1;
        List<Proof.Row> rows = last.grand().rows().stream()
                .map(row -> new Proof.Row(row.state(), highest - row.move(), row.visits(), row.passages(), row.value()))
                .toList();
        Proof grand = new Proof(last.grand().value(), rows);
        boolean isSame = visited(grand).equals(visited(old.grand()));
        return isSame ? null : with(old, grand, old.marginals(), last.settlement());
    }

    private static List<Integer> visited(Proof proof) {
        return reached(proof).map(Proof.Row::move).toList();
    }

    /** The rows of each economy that count. */
    private static List<List<Proof.Row>> reached(Certificate certificate) {
        return Stream.concat(Stream.of(certificate.grand()), certificate.marginals().stream())
                .map(proof -> reached(proof).toList())
                .toList();
    }

    private static Stream<Proof.Row> reached(Proof proof) {
        return proof.rows().stream()
                .filter(row -> row.visits().signum() > 0 || row.passages().signum() > 0);
    }

    private static String agent(ObjectNode file) {
        return file.at("/environment/agents/0").asText();
    }

    /** The row of the first state that is visited. */
    private static ObjectNode row(ObjectNode file, String economy) {
        for (var row : file.withObject(economy).withArray("policy")) {
            if (!row.path("visits").asText().equals("0")) {
                return (ObjectNode) row;
            }
        }
        throw new IllegalStateException(economy + " must visit some state");
    }

    /** Biases of a place where runs settle are free by a constant; what it gains is not. */
    private static void worthMore(ObjectNode row) {
        more(row, row.has("gain") ? "gain" : "value");
    }

    private static void more(ObjectNode map) {
        more(map, map.fieldNames().next());
    }

    private static void more(ObjectNode map, String key) {
        map.put(key, Rational.parse(map.path(key).asText()).plus(LITTLE).toString());
    }
}
