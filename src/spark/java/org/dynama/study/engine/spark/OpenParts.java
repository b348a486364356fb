package org.dynama.study.engine.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.broadcast.Broadcast;
import org.dynama.study.Parts;
import org.jspecify.annotations.Nullable;

/** The parts that an executor has opened for the latest work: one for each task at a time, kept for the next. */
final class OpenParts {
    private static final Deque<Parts> IDLE = new ArrayDeque<>();
    private static long latest = -1;

    private OpenParts() {}

    /** What computes parts until it is closed. */
    record Borrowed(Parts parts, long work) implements AutoCloseable {
        byte[] part(byte[] shared, byte[] asked) {
            return parts.part(shared, asked);
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }

    static Borrowed of(Broadcast<PartWork> work) throws IOException, ReflectiveOperationException {
        Parts idle = idle(work.id());
        return new Borrowed(idle != null ? idle : work.value().open(), work.id());
    }

    private static synchronized @Nullable Parts idle(long work) {
        if (work != latest) {
            IDLE.forEach(Parts::close);
            IDLE.clear();
            latest = work;
        }
        return IDLE.poll();
    }

    private static synchronized void giveBack(Borrowed borrowed) {
        if (borrowed.work() == latest) {
            IDLE.push(borrowed.parts());
        } else {
            borrowed.parts().close();
        }
    }
}
