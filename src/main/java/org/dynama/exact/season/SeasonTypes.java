package org.dynama.exact.season;

import java.util.List;

/** The numbering of joint types of an economy: of all agents, or of all but one; the last agent's type fastest. */
final class SeasonTypes {
    /** Nobody is absent. */
    static final int EVERYONE = -1;

    final int absent;
    final int count;
    final int agents;
    private final int[] types;
    private final int[] strides;

    SeasonTypes(SeasonWorld world, int absent) {
        this.absent = absent;
        agents = world.agents().size();
        types = world.agents().stream().mapToInt(agent -> agent.types().size()).toArray();
        strides = new int[agents];
        int product = 1;
        for (int i = agents - 1; i >= 0; i--) {
            strides[i] = product;
            product = i == absent ? product : Math.multiplyExact(product, types[i]);
        }
        count = product;
    }

    int types(int i) {
        return types[i];
    }

    /** How far apart profiles are that differ by one of agent {@code i}'s types. */
    int stride(int i) {
        return strides[i];
    }

    /** The type of an agent who is there. */
    int type(int i, int b) {
        return b / strides[i] % types[i];
    }

    /** The profile of given types, one for each agent. */
    int profile(List<Integer> all) {
        int b = 0;
        for (int i = 0; i < agents; i++) {
            b += i == absent ? 0 : all.get(i) * strides[i];
        }
        return b;
    }
}
