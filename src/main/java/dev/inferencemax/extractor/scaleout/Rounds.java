package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.job.SharedPart;
import dev.inferencemax.extractor.job.WorkSharing.Work;
import dev.inferencemax.extractor.ledger.Part;
import dev.inferencemax.extractor.ledger.Parts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Cuts the work of a step into partitions, a round of them. A round that was begun and not brought to its end is taken up
 * as it was cut: what is complete of it is not done again, and what has become due since is of the next round.
 */
final class Rounds implements StepExecutionSplitter {

    /** Where the names of the partitions of the present round begin; not there: no round is open. */
    private static final String NAMES = "round";

    private static final String COUNT = "round.partitions";

    private final String step;
    private final Work work;
    private final JobRepository repository;
    private final Parts parts;
    private final ScaleOutSettings settings;

    Rounds(String step, Work work, JobRepository repository, Parts parts, ScaleOutSettings settings) {
        this.step = step;
        this.work = work;
        this.repository = repository;
        this.parts = parts;
        this.settings = settings;
    }

    @Override
    public String getStepName() {
        return step;
    }

    boolean isOpen(StepExecution manager) {
        return manager.getExecutionContext().containsKey(NAMES);
    }

    /** What the names of the partitions of the open round begin with. */
    String names(StepExecution manager) {
        return manager.getExecutionContext().getString(NAMES);
    }

    /** What is left to do of the open round; where none is open, one is begun. */
    @Override
    public Set<StepExecution> split(StepExecution manager, int unused) {
        return isOpen(manager) ? takenUp(manager) : begun(manager);
    }

    void close(StepExecution manager) {
        manager.getExecutionContext().remove(NAMES);
        repository.updateExecutionContext(manager);
    }

    private Set<StepExecution> begun(StepExecution manager) {
        work.prepare().run();
        String names = "%s:%d-".formatted(step, manager.getId());
        long weight = parts.weight(work.state());
        List<Part> cut = parts.cut(work.state(), settings.partitionsFor(weight), settings.smallest());
        Set<StepExecution> begun = new LinkedHashSet<>();
        for (int place = 0; place < cut.size(); place++) {
            begun.add(create(name(names, place), manager.getJobExecution(), SharedPart.context(cut.get(place))));
        }
        // the last thing: a round is open when all of it is there
        manager.getExecutionContext().putString(NAMES, names);
        manager.getExecutionContext().putInt(COUNT, cut.size());
        repository.updateExecutionContext(manager);
        return begun;
    }

    private Set<StepExecution> takenUp(StepExecution manager) {
        Set<StepExecution> left = new LinkedHashSet<>();
        for (int place = 0; place < manager.getExecutionContext().getInt(COUNT); place++) {
            String name = name(names(manager), place);
            StepExecution last =
                    repository.getLastStepExecution(manager.getJobExecution().getJobInstance(), name);
            if (last == null) {
                throw new IllegalStateException("partition " + name + " is not in the job repository");
            }
            if (last.getStatus() != BatchStatus.COMPLETED) {
                left.add(create(name, manager.getJobExecution(), SharedPart.anew(last.getExecutionContext())));
            }
        }
        return left;
    }

    private StepExecution create(String name, JobExecution job, ExecutionContext context) {
        StepExecution partition = repository.createStepExecution(name, job);
        partition.setExecutionContext(context);
        repository.updateExecutionContext(partition);
        return partition;
    }

    private static String name(String names, int place) {
        return String.format(Locale.ROOT, "%s%04d", names, place);
    }
}
