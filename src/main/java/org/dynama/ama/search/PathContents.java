package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** What has been given on the way to each state, where all ways there agree: counts of rewards, by agent and kind of reward. */
final class PathContents {
    /** What makes two rewards of one kind, finest first. */
    enum Reading {
        /** The same agent, coefficient and distribution of the component. */
        BY_DISTRIBUTION,
        /** The same agent and coefficient. */
        BY_AGENT,
        /** The same coefficient and distribution, whoever's it is. */
        TOTAL_BY_DISTRIBUTION,
        /** The same coefficient, whoever's it is. */
        TOTAL,
        /** No two: what counts is which pair ends the run. */
        BY_PAIR;

        private boolean isTotal() {
            return this == TOTAL_BY_DISTRIBUTION || this == TOTAL;
        }

        private Object kind(TypeDistribution types, int component, double coefficient) {
            Object alike = component == RewardMap.CONSTANT ? "constant" : types.likeness(component);
            return switch (this) {
                case BY_DISTRIBUTION, TOTAL_BY_DISTRIBUTION -> List.of(coefficient, alike);
                case BY_AGENT -> List.of(coefficient, types);
                case TOTAL, BY_PAIR -> coefficient;
            };
        }
    }

    private final RewardMap rewards;
    private final int actions;
    private final Reading reading;
    /** The kind of each term. */
    private final int[] kindOf;

    private final int kinds;
    /** By state. */
    private final int[][] contents;

    private PathContents(Environment environment, Reading reading) {
        this.reading = reading;
        rewards = environment.rewards();
        actions = environment.mdp().actionCount();
        contents = new int[environment.mdp().stateCount()][];
        Map<Object, Integer> known = new HashMap<>();
        kindOf = new int[rewards.end(rewards.pairs() - 1)];
        for (int m = 0; m < kindOf.length; m++) {
            TypeDistribution types = environment.agents().get(rewards.agent(m)).types();
            Object kind = reading.kind(types, rewards.component(m), rewards.coefficient(m));
            known.putIfAbsent(kind, known.size());
            kindOf[m] = known.get(kind);
        }
        kinds = Math.max(1, known.size());
    }

    /** What is given on the way to each state; null where two ways to one state disagree. */
    static @Nullable PathContents of(Environment environment, Reading reading) {
        PathContents read = new PathContents(environment, reading);
        return read.fill(environment) || reading == Reading.BY_PAIR ? read : null;
    }

    private boolean fill(Environment environment) {
        Stages stages = Stages.of(environment.mdp());
        Transitions transitions = environment.mdp().transitions();
        for (int k = 0; k < contents.length; k++) {
            int s = stages.inOrder(k);
            if (contents[s] == null) {
                contents[s] = new int[reading.isTotal() ? kinds : kinds * rewards.agents()];
            }
            for (int pair = s * actions; pair < (s + 1) * actions; pair++) {
                for (int at = transitions.begin(pair); at < transitions.end(pair); at++) {
                    int[] after = after(pair);
                    int next = transitions.next(at);
                    if (contents[next] != null && !Arrays.equals(contents[next], after)) {
                        return false;
                    }
                    contents[next] = after;
                }
            }
        }
        return true;
    }

    /** What has been given once a pair is passed. */
    int[] after(int pair) {
        if (reading == Reading.BY_PAIR) {
            return new int[] {pair + 1};
        }
        int[] after = contents[pair / actions].clone();
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            after[(reading.isTotal() ? 0 : rewards.agent(m) * kinds) + kindOf[m]]++;
        }
        return after;
    }

    /** The same content whoever has got it. */
    List<Integer> nameless(int... content) {
        List<List<Integer>> shares = new ArrayList<>();
        for (int first = 0; first + kinds <= content.length; first += kinds) {
            shares.add(Arrays.stream(content, first, first + kinds).boxed().toList());
        }
        shares.sort((one, two) -> {
            for (int k = 0; k < kinds; k++) {
                if (!one.get(k).equals(two.get(k))) {
                    return two.get(k) - one.get(k);
                }
            }
            return 0;
        });
        List<Integer> nameless = new ArrayList<>();
        shares.forEach(nameless::addAll);
        return nameless.isEmpty() ? Collections.singletonList(content[0]) : nameless;
    }
}
