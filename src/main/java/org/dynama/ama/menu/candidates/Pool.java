package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.List;
import org.dynama.ama.menu.Menu;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.RewardScale;

/**
 * Candidates for the entries of a menu, each with the boost that its seed says: what virtual types leave out, added up.
 *
 * @param menu the policies, no two of which do the same for everybody
 * @param world of that menu
 * @param seeds by entry
 * @param boosts by entry
 * @param orbits by entry, which boost it shares with its permutations; in {@code 0..orbitCount-1}
 * @param orbitCount how many there are
 */
record Pool(Menu menu, Environment world, List<Seed> seeds, Reals boosts, List<Integer> orbits, int orbitCount) {

    /** The entries of each orbit. */
    List<int[]> members() {
        List<List<Integer>> members = new ArrayList<>();
        for (int g = 0; g < orbitCount; g++) {
            members.add(new ArrayList<>());
        }
        for (int k = 0; k < orbits.size(); k++) {
            members.get(orbits.get(k)).add(k);
        }
        return members.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** What tells an entry's kind: its family, and the boost that its seed says beside the largest reward, to six digits. */
    List<Object> kind(int k) {
        double boost = boosts.get(k) / RewardScale.largest(world);
        double power = boost == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(Math.abs(boost))) - 5);
        return List.of(seeds.get(k).family(), Math.round(boost / power) * power);
    }
}
