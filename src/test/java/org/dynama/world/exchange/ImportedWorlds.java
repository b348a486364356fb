package org.dynama.world.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.file.MarketplaceText;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;

/** Imported markets, and what they are worth. */
final class ImportedWorlds {
    private static final Path NOWHERE = Path.of("market.json");

    private ImportedWorlds() {}

    /** What a model's files are imported as. */
    static Marketplace market(List<Path> files, ImportOptions options) {
        Expansion read = MarketImport.read(files, ImportFormat.of(files), RewardOwners.one(), options);
        return read.market();
    }

    /** The environment of what is written of a market, which must be the market again. */
    static Environment reread(Marketplace market) {
        MarketplaceFile read = MarketplaceFile.parse(NOWHERE.toString(), MarketplaceText.of(market));
        assertThat(read.market()).isEqualTo(market);
        return EnvironmentFile.of(read, NOWHERE, EnvironmentFile.NEEDS).environment();
    }

    /** The environment of what is written to a file. */
    static Environment written(Marketplace market, Path file) {
        MarketOutput.write(file, market);
        return EnvironmentFile.read(file).environment();
    }

    /** All welfare at sure types, by the batch solver. */
    static double solved(Environment world) {
        Profiles types = MarketExport.sureTypes(world);
        AffineWelfare welfare = welfare(world);
        List<Double> values = new ArrayList<>();
        try (Solvers solvers = Solvers.kernel(world.mdp(), world.rewards(), world.dimension(), 1)) {
            solvers.forEach(1, (solver, from, to) -> solver.hard(welfare, types).values()[0], values::add);
        }
        return values.get(0);
    }

    /** The same, which a linear program must find, too. */
    static double value(Environment world) {
        double solved = solved(world);
        double program = new OccupancyLp(world.mdp(), world.rewards())
                .solve(welfare(world), MarketExport.sureTypes(world), 0)
                .value();
        assertThat(program).isCloseTo(solved, within(1e-9 * Math.max(1, Math.abs(solved))));
        return solved;
    }

    private static AffineWelfare welfare(Environment world) {
        return new AffineWelfare(Reals.filled(world.agentCount(), 1), world.designer());
    }
}
