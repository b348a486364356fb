package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;
import org.jspecify.annotations.Nullable;

/** What K report policies know along paths, N each: own types and reports, and what became public. */
final class Encoders {
    private final World world;
    private final Tensors tensors;
    private final ReportNetwork network;
    private final Leaves leaves;
    private final int each;
    private NDArray known;
    private NDArray hidden;
    private NDArray gets;
    private NDArray reports;
    private NDArray paid;
    private @Nullable NDArray said;

    /** @param each N */
    Encoders(World world, Tensors tensors, ReportNetwork network, Leaves leaves, int each) {
        this.world = world;
        this.tensors = tensors;
        this.network = network;
        this.leaves = leaves;
        this.each = each;
        known = network.blank(each);
        hidden = network.blank(each);
        gets = nothing(world.agents() * world.goods());
        reports = nothing(world.agents() * world.components());
        paid = nothing(world.agents());
    }

    private NDArray nothing(int parts) {
        return tensors.of(new double[network.policies() * each * parts], network.policies(), each, parts);
    }

    /** A period begins; {@code own} of shape {@code [K, N, d]} are the types. */
    void see(int period, NDArray own) {
        known = network.publicly(leaves, period, gets, reports, paid, known);
        hidden = network.privately(leaves, period, known, own, said == null ? own.zerosLike() : said, hidden);
    }

    /** Probabilities of reports, shape {@code [K, N, R]}, for types of the grid. */
    NDArray chances(TypeGrid grid, NDArray own) {
        return network.reports(leaves, known, hidden, own, DiscreteMovement.oneHot(tensors, grid, own));
    }

    /** Reports of interval types; shape {@code [K, N, d]}. */
    NDArray report(NDArray own) {
        return network.report(leaves, known, hidden, own);
    }

    /** What they reported; shape {@code [K, N, d]}. */
    void say(NDArray values) {
        said = values.reshape(network.policies(), each, world.components());
    }

    /** A period ends; of K N rows. */
    void hear(Liar.Heard heard) {
        reports = heard.reports().reshape(network.policies(), each, -1);
        gets = heard.gets().reshape(network.policies(), each, -1);
        paid = heard.paid().reshape(network.policies(), each, -1);
    }
}
