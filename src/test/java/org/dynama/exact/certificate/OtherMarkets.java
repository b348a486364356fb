package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** Forgeries that are true proofs, certified anew, of a market that differs a little from the announced one. */
final class OtherMarkets {
    private static final Rational LITTLE = Rational.parse("1/1000000");

    private OtherMarkets() {}

    static List<Forgery> all() {
        return List.of(
                of("swapped agents", "environment", OtherMarkets::swapped),
                of("dropped agent", "environment", OtherMarkets::dropped),
                of("ghost agent who earns nothing", "environment", (old, random) -> ghost(old, List.of())),
                of("ghost agent who takes part", "environment", (old, random) -> ghost(old, List.of(Rational.ONE))),
                of("renamed agent", "environment", OtherMarkets::renamedAgent),
                of("renamed state", "environment", OtherMarkets::renamedState),
                of("other absence rule", "environment", OtherMarkets::otherAbsence),
                of("other horizon", "environment", (old, random) -> otherHorizon(old)),
                of("nearby rewards", "environment", OtherMarkets::nearbyRewards),
                of("other probabilities", "environment", (old, random) -> otherProbabilities(old)),
                of("actions in another order", "environment", (old, random) -> reversed(old)),
                of("doubled boosts", "mechanism", (old, random) -> boosts(old, OtherMarkets::doubled)),
                of(
                        "one boost a little higher",
                        "mechanism",
                        (old, random) -> boosts(old, all -> {
                            all.set(0, all.get(0).plus(LITTLE));
                            return all;
                        })),
                of(
                        "boosts of other actions",
                        "mechanism",
                        (old, random) -> boosts(old, all -> {
                            Collections.rotate(all, 1);
                            return all;
                        })),
                of(
                        "doubled weights",
                        "mechanism",
                        (old, random) -> new Instance(
                                new Design(old.world(), doubled(old.weights()), old.boosts()), old.reports())),
                of("other reports", "reports", OtherMarkets::otherReports));
    }

    private static Forgery of(String name, String verdict, BiFunction<Instance, Random, @Nullable Instance> change) {
        return new Forgery(name, verdict, (honest, random) -> {
            try {
                Instance other = change.apply(honest.instance(), random);
                return other == null ? null : CertificateWriter.text(Certifier.certify(other));
            } catch (IllegalArgumentException impossible) {
                return null;
            }
        });
    }

    /** The same world with other moves. */
    static CertifiedWorld with(CertifiedWorld old, List<Move> moves) {
        return new CertifiedWorld(old.name(), old.timing(), old.states(), old.initial(), old.agents(), moves);
    }

    private static Instance with(Instance old, CertifiedWorld world) {
        return new Instance(new Design(world, old.weights(), old.boosts()), old.reports());
    }

    private static Instance withMove(Instance old, int index, Move move) {
        List<Move> moves = new ArrayList<>(old.world().moves());
        moves.set(index, move);
        return with(old, with(old.world(), moves));
    }

    /** A move with its agents renumbered; those below 0 are left out. */
    private static Move renumbered(Move move, IntUnaryOperator number) {
        return new Move(
                move.state(),
                move.action(),
                move.next(),
                move.rewards().stream()
                        .filter(r -> number.applyAsInt(r.agent()) >= 0)
                        .map(r -> new Move.Reward(number.applyAsInt(r.agent()), r.coefficients(), r.constant()))
                        .toList(),
                move.absence().stream()
                        .filter(a -> number.applyAsInt(a.agent()) >= 0)
                        .map(a -> new Move.Absence(number.applyAsInt(a.agent()), a.needed(), a.reward()))
                        .toList());
    }

    private static CertifiedWorld renumbered(CertifiedWorld old, List<String> agents, IntUnaryOperator number) {
        List<Move> moves =
                old.moves().stream().map(move -> renumbered(move, number)).toList();
        return new CertifiedWorld(old.name(), old.timing(), old.states(), old.initial(), agents, moves);
    }

    /** Two agents earn and are needed where the other was. */
    private static @Nullable Instance swapped(Instance old, Random random) {
        int n = old.world().agents().size();
        int first = random.nextInt(n);
        int second = (first + 1) % n;
        return first == second
                ? null
                : with(
                        old,
                        renumbered(
                                old.world(), old.world().agents(), i -> i == first ? second : i == second ? first : i));
    }

    private static @Nullable Instance dropped(Instance old, Random random) {
        int n = old.world().agents().size();
        int gone = random.nextInt(n);
        if (n == 1) {
            return null;
        }
        List<String> agents = new ArrayList<>(old.world().agents());
        List<Rational> weights = new ArrayList<>(old.weights());
        List<List<Rational>> reports = new ArrayList<>(old.reports());
        agents.remove(gone);
        weights.remove(gone);
        reports.remove(gone);
        CertifiedWorld world = renumbered(old.world(), agents, i -> i == gone ? -1 : i < gone ? i : i - 1);
        return new Instance(new Design(world, weights, old.boosts()), reports);
    }

    /** @param report of the ghost, who earns as much where there is one */
    private static Instance ghost(Instance old, List<Rational> report) {
        int n = old.world().agents().size();
        List<String> agents = new ArrayList<>(old.world().agents());
        List<Rational> weights = new ArrayList<>(old.weights());
        List<List<Rational>> reports = new ArrayList<>(old.reports());
        agents.add("ghost");
        weights.add(Rational.ONE);
        reports.add(report);
        List<Move> moves = new ArrayList<>(old.world().moves());
        if (!report.isEmpty()) {
            Move move = moves.get(0);
            List<Move.Reward> rewards = new ArrayList<>(move.rewards());
            rewards.add(new Move.Reward(n, List.of(Rational.ONE), Rational.ZERO));
            moves.set(0, new Move(move.state(), move.action(), move.next(), rewards, move.absence()));
        }
        CertifiedWorld world = old.world();
        CertifiedWorld haunted =
                new CertifiedWorld(world.name(), world.timing(), world.states(), world.initial(), agents, moves);
        return new Instance(new Design(haunted, weights, old.boosts()), reports);
    }

    private static List<String> renamed(List<String> names, Random random) {
        List<String> renamed = new ArrayList<>(names);
        int one = random.nextInt(names.size());
        renamed.set(one, renamed.get(one) + "'");
        return renamed;
    }

    private static Instance renamedAgent(Instance old, Random random) {
        return with(old, renumbered(old.world(), renamed(old.world().agents(), random), i -> i));
    }

    private static Instance renamedState(Instance old, Random random) {
        CertifiedWorld world = old.world();
        return with(
                old,
                new CertifiedWorld(
                        world.name(),
                        world.timing(),
                        renamed(world.states(), random),
                        world.initial(),
                        world.agents(),
                        world.moves()));
    }

    /** Nobody is needed, and nobody's absence counts; where that is so, the first agent is needed for a move. */
    private static Instance otherAbsence(Instance old, Random random) {
        boolean isMasked =
                old.world().moves().stream().anyMatch(move -> !move.absence().isEmpty());
        int one = random.nextInt(old.world().moves().size());
        List<Move> moves = new ArrayList<>();
        for (Move move : old.world().moves()) {
            boolean isNeeded = !isMasked && moves.size() == one;
            List<Move.Absence> absence = isNeeded ? List.of(new Move.Absence(0, true, Rational.ZERO)) : List.of();
            moves.add(new Move(move.state(), move.action(), move.next(), move.rewards(), absence));
        }
        return with(old, with(old.world(), moves));
    }

    /** Another discount; a long run that is discounted; a finite run that goes on for ever at rest. */
    private static Instance otherHorizon(Instance old) {
        CertifiedWorld world = old.world();
        List<String> states = new ArrayList<>(world.states());
        List<Rational> initial = new ArrayList<>(world.initial());
        List<Rational> boosts = new ArrayList<>(old.boosts());
        List<Move> moves = new ArrayList<>(world.moves());
        if (world.timing().kind() == Timing.Kind.FINITE) {
            List<Move.Successor> rest = List.of(new Move.Successor(states.size(), Rational.ONE));
            moves.replaceAll(move -> new Move(
                    move.state(),
                    move.action(),
                    move.next().isEmpty() ? rest : move.next(),
                    move.rewards(),
                    move.absence()));
            moves.add(new Move(states.size(), "rest", rest, List.of(), List.of()));
            states.add("at rest");
            initial.add(Rational.ZERO);
            boosts.add(Rational.ZERO);
        }
        Timing timing = new Timing(Timing.Kind.DISCOUNTED, Rational.parse("99/100"));
        CertifiedWorld other = new CertifiedWorld(world.name(), timing, states, initial, world.agents(), moves);
        return new Instance(new Design(other, old.weights(), boosts), old.reports());
    }

    /** One agent earns a millionth more at one move. */
    static Instance nearbyRewards(Instance old, Random random) {
        int index = random.nextInt(old.world().moves().size());
        Move move = old.world().moves().get(index);
        List<Move.Reward> rewards = new ArrayList<>(move.rewards());
        if (rewards.isEmpty()) {
            rewards.add(new Move.Reward(0, List.of(), LITTLE));
        } else {
            Move.Reward first = rewards.get(0);
            rewards.set(
                    0,
                    new Move.Reward(
                            first.agent(),
                            first.coefficients(),
                            first.constant().plus(LITTLE)));
        }
        return withMove(old, index, new Move(move.state(), move.action(), move.next(), rewards, move.absence()));
    }

    private static @Nullable Instance otherProbabilities(Instance old) {
        for (int index = 0; index < old.world().moves().size(); index++) {
            Move move = old.world().moves().get(index);
            if (move.next().size() > 1) {
                List<Move.Successor> next = new ArrayList<>(move.next());
                Move.Successor more = next.get(0);
                Move.Successor less = next.get(1);
                next.set(0, new Move.Successor(more.state(), more.probability().plus(LITTLE)));
                next.set(1, new Move.Successor(less.state(), less.probability().minus(LITTLE)));
                return withMove(
                        old, index, new Move(move.state(), move.action(), next, move.rewards(), move.absence()));
            }
        }
        return null;
    }

    /** Ties are broken the other way round. */
    static Instance reversed(Instance old) {
        List<Move> moves = new ArrayList<>(old.world().moves());
        List<Rational> boosts = new ArrayList<>(old.boosts());
        Collections.reverse(moves);
        Collections.reverse(boosts);
        return new Instance(new Design(with(old.world(), moves), old.weights(), boosts), old.reports());
    }

    private static Instance boosts(Instance old, UnaryOperator<List<Rational>> change) {
        List<Rational> boosts = change.apply(new ArrayList<>(old.boosts()));
        return new Instance(new Design(old.world(), old.weights(), boosts), old.reports());
    }

    private static List<Rational> doubled(List<Rational> values) {
        return values.stream().map(value -> value.plus(value)).toList();
    }

    private static Instance otherReports(Instance old, Random random) {
        List<List<Rational>> reports = new ArrayList<>(old.reports());
        int liar = random.nextInt(reports.size());
        reports.set(liar, doubled(reports.get(liar)));
        return new Instance(old.design(), reports);
    }
}
