package org.dynama.exact.certificate;

import java.util.List;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a certificate speaks of against what was announced. Digests are computed from what stands in the files, never
 * taken from them.
 */
final class AnnouncedCheck {
    private static final String OTHER = "the proof is one of %s: digest of the %s = %s must be %s, and %s";

    private AnnouncedCheck() {}

    /** @throws Refutation if the digests of an announcement are not those of its content */
    static void checkDigests(Announcement announcement) {
        Digests right = Digests.of(announcement.design());
        Digests given = announcement.digests();
        requireDigest("environment", given.environment(), right.environment());
        requireDigest("mechanism", given.mechanism(), right.mechanism());
    }

    /** @throws Refutation if a digest is not what the content has */
    static void requireDigest(String what, String given, String right) {
        Refutation.unless(
                given.equals(right),
                () -> "digest of the %s = %s must be %s: it was changed after the digest was made"
                        .formatted(what, given, right));
    }

    /** @throws Refutation naming the digest that differs, and where */
    static void check(Instance instance, Announcement announcement, @Nullable List<List<Rational>> reports) {
        Design given = instance.design();
        Design announced = announcement.design();
        Digests here = Digests.of(instance);
        Digests there = Digests.of(announced);
        if (!here.environment().equals(there.environment())) {
            throw other(
                    "another market",
                    "environment",
                    here.environment(),
                    there.environment(),
                    DesignDifference.ofEnvironments(given.world(), announced.world()));
        }
        if (!here.mechanism().equals(there.mechanism())) {
            throw other(
                    "another mechanism",
                    "mechanism",
                    here.mechanism(),
                    there.mechanism(),
                    DesignDifference.ofMechanisms(given, announced));
        }
        if (reports != null && !reports.equals(instance.reports())) {
            throw other(
                    "other reports",
                    "reports",
                    here.reports(),
                    Digests.of(given.world().agents(), reports),
                    DesignDifference.ofReports(given.world().agents(), instance.reports(), reports));
        }
    }

    private static Refutation other(String market, String digest, String given, String right, String difference) {
        return new Refutation(OTHER.formatted(market, digest, given, right, difference));
    }
}
