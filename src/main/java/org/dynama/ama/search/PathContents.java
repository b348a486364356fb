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
    private final RewardMap rewards;
    private final Transitions transitions;
    private final ContentReading reading;
    /** The kind of each term. */
    private final int[] kindOf;

    private final int kinds;
    /** By state. */
    private final int[][] contents;

    private PathContents(Environment environment, ContentReading reading) {
        this.reading = reading;
        rewards = environment.rewards();
        transitions = environment.mdp().transitions();
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
    static @Nullable PathContents of(Environment environment, ContentReading reading) {
        PathContents read = new PathContents(environment, reading);
        return read.fill(environment) || reading == ContentReading.BY_PAIR ? read : null;
    }

    private boolean fill(Environment environment) {
        Stages stages = Stages.of(environment.mdp());
        for (int k = 0; k < contents.length; k++) {
            int s = stages.inOrder(k);
            if (contents[s] == null) {
                contents[s] = new int[kinds * blocks()];
            }
            for (int pair = transitions.firstPair(s); pair < transitions.endPair(s); pair++) {
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
        if (reading == ContentReading.BY_PAIR) {
            return new int[] {pair + 1};
        }
        int[] after = contents[transitions.stateOf(pair)].clone();
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int place = (reading.isTotal() ? 0 : rewards.agent(m) * kinds) + kindOf[m];
            after[place] = reading.isAny() ? 1 : after[place] + 1;
            if (reading == ContentReading.ANY_BY_AGENT_AND_TOTAL) {
                after[rewards.agents() * kinds + kindOf[m]]++;
            }
        }
        return after;
    }

    /** Of the agents, and of all together. */
    private int blocks() {
        return switch (reading) {
            case TOTAL_BY_DISTRIBUTION, TOTAL -> 1;
            case ANY_BY_AGENT_AND_TOTAL -> rewards.agents() + 1;
            default -> rewards.agents();
        };
    }

    /** The same content whoever has got it. */
    List<Integer> nameless(int... content) {
        List<List<Integer>> shares = new ArrayList<>();
        int named = reading == ContentReading.ANY_BY_AGENT_AND_TOTAL ? rewards.agents() * kinds : content.length;
        for (int first = 0; first + kinds <= named; first += kinds) {
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
        Arrays.stream(content, named, content.length).forEach(nameless::add);
        return nameless.isEmpty() ? Collections.singletonList(content[0]) : nameless;
    }
}
