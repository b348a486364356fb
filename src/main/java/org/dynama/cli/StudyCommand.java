package org.dynama.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Parted;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command of a study: {@code dynama STUDY SPEC}. One class for all of them.
 *
 * @param <S> the study's spec
 * @param <R> its record
 */
@Command(mixinStandardHelpOptions = true)
final class StudyCommand<S, R extends StudyRecord> implements Callable<Integer> {
    private final Studies studies;
    private final Study<S, R> study;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "What to run, a YAML file.")
    private @Nullable Path spec;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with a run that was killed.")
    private @Nullable Path resume;

    @Mixin
    private Overrides overrides = new Overrides();

    private final PartsOption parts = new PartsOption();

    @Mixin
    private OutOptions options = new OutOptions();

    private StudyCommand(Studies studies, Study<S, R> study) {
        this.studies = studies;
        this.study = study;
    }

    /** The command of a study, with the options that its specs honour. */
    static <S, R extends StudyRecord> CommandSpec of(Studies studies, Study<S, R> study) {
        StudyCommand<S, R> command = new StudyCommand<>(studies, study);
        CommandSpec spec = CommandSpec.forAnnotatedObject(command).name(study.name());
        command.overrides.addTo(spec, study.schema());
        if (study instanceof Parted) {
            spec.addMixin("parts", CommandSpec.forAnnotatedObject(command.parts));
        }
        spec.usageMessage()
                .description(study.help().description().toArray(String[]::new))
                .footer(
                        "",
                        "Example: dynama " + study.name() + " " + study.help().example(),
                        "Exit status: 0 done, 2 your input is at fault, 3 a check did not hold, 1 anything else.");
        return spec;
    }

    @Override
    public Integer call() {
        Path wanted = spec;
        Path killed = resume;
        options.elsewhere = parts.engine();
        if (wanted != null && killed == null) {
            return options.run(options.read(() -> Job.of(study, studies.read(study, wanted, overrides.all()))));
        }
        if (wanted != null || killed == null) {
            throw Refusal.of(
                    study.name() + " needs either a SPEC or --resume DIR",
                    "Maybe dynama " + study.name() + " " + study.help().example());
        }
        if (!overrides.all().isEmpty() || options.out != null || options.force) {
            throw Refusal.of(
                    "--resume goes on with the run as it was: leave out all that changes it, and --out and --force",
                    "Maybe start a new run with them.");
        }
        return options.finish(runner -> runner.resume(study, killed));
    }
}
