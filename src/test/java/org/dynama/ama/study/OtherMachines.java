package org.dynama.ama.study;

import java.util.List;
import java.util.function.Consumer;
import org.dynama.refusal.Unreachable;
import org.dynama.study.Parted;
import org.dynama.study.Parts;
import org.dynama.study.PartsEngine;
import org.dynama.study.RunFolder;

/** Machines, one for each part, that know no more than the files of the run's folder and what they are asked. */
final class OtherMachines implements PartsEngine {
    private final int most;
    private int parts;

    OtherMachines() {
        this(Integer.MAX_VALUE);
    }

    /** @param most parts that they compute before they are lost */
    OtherMachines(int most) {
        this.most = most;
    }

    /** How many parts they have computed. */
    int parts() {
        return parts;
    }

    @Override
    public Session open(Parted study, String work, RunFolder folder) {
        return new Session() {
            @Override
            public void each(byte[] shared, List<byte[]> asked, Consumer<byte[]> inOrder) {
                for (byte[] part : asked) {
                    if (parts == most) {
                        throw new Unreachable("The machines are gone", "Maybe others.");
                    }
                    try (Parts known = study.parts(work, RunFolder.existing(folder.path()))) {
                        inOrder.accept(known.part(shared, part));
                    }
                    parts++;
                }
            }

            @Override
            public void close() {}
        };
    }
}
