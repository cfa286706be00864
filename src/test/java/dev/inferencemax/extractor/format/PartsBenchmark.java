package dev.inferencemax.extractor.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import dev.inferencemax.extractor.benchmark.ResultColumn;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What is done for each of a million results: its name, its JSON, its key, its line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PartsBenchmark {

    private static final String NAME =
            "bmk_dsr1_1k1k_fp8_sglang_tp8-ep1-dpafalse_disagg-false_spec-none_conc16_h200-nb_0";

    private final PublishedJson published = PublishedJson.v2().inArtifact(NAME);
    private final BenchmarkResult result = ((Reading.Result) published.reading()).result();

    @Benchmark
    public Optional<ArtifactName> name() {
        return ArtifactName.parse(NAME);
    }

    @Benchmark
    public Reading json() {
        return published.reading();
    }

    @Benchmark
    public UUID key() {
        return result.configuration().key();
    }

    @Benchmark
    public String line() {
        List<String> cells =
                ResultColumn.all().stream().map(column -> column.cell(result)).toList();
        StringWriter line = new StringWriter();
        CsvWriter.builder().build(line).writeRecord(cells);
        return line.toString();
    }

    /** Runs it with JMH's own options. */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(PartsBenchmark.class.getName())
                        .build())
                .run();
    }
}
