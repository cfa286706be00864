package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.Changelog;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.format.ReuseSource;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ParsedArtifact;
import dev.inferencemax.extractor.ledger.Run;
import dev.inferencemax.extractor.ledger.RunKind;
import dev.inferencemax.extractor.ledger.Sighting;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From the archived zip of an artifact to what it gives, kind by kind. Safe for many threads. */
@Component
class ArtifactParser {

    private static final Logger log = LoggerFactory.getLogger(ArtifactParser.class);

    private final ArtifactRecords records;
    private final SideInformation side;

    ArtifactParser(ArtifactRecords records, SideInformation side) {
        this.records = records;
        this.side = side;
    }

    ParsedArtifact parse(Artifact artifact) {
        try {
            return switch (ArtifactKind.of(artifact.name())) {
                case SINGLE -> results(artifact, Sighting.SINGLE, true);
                case AGGREGATE, AGGREGATE_FILE -> results(artifact, Sighting.AGGREGATE, true);
                case OTHER -> results(artifact, Sighting.SINGLE, false); // what nobody knows yet may hold results
                case POWER_AUDIT -> powerAudit(artifact);
                case REUSED -> reused(artifact);
                case CHANGELOG -> changelog(artifact);
                case RUN_STATS -> side.runStats(artifact);
                case EVAL_AGGREGATE -> side.evals(artifact);
                case EVAL -> side.eval(artifact);
                default -> ParsedArtifact.empty(artifact, ArtifactState.PARSED, ResultFileReader.VERSION);
            };
        } catch (UnusableZip e) {
            // what a broken zip gave before it broke is not to be trusted
            ParsedRecords nothing = new ParsedRecords(artifact.runId(), Sighting.SINGLE);
            nothing.reject(e.entry(), reason(e), String.valueOf(e.getMessage()));
            return nothing.of(artifact);
        } catch (NoSuchFileException | FileNotFoundException e) {
            log.warn("{} is gone from the archive; it will be asked for again", artifact.file());
            return ParsedArtifact.empty(artifact, ArtifactState.WANTED, ResultFileReader.VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(artifact.file(), e.getMessage()), e);
        }
    }

    /**
     * Rows, one file or many.
     *
     * @param meant as results, so that giving none is a fault
     */
    private ParsedArtifact results(Artifact artifact, Sighting sighting, boolean meant)
            throws UnusableZip, IOException {
        ParsedRecords parsed = new ParsedRecords(artifact.runId(), sighting);
        int files = records.read(artifact, parsed::add);
        if (meant) {
            parsed.rejectIfNoneIsAResult(files);
        }
        return parsed.of(artifact);
    }

    /** A copy of a row, beside the raw report it was made from: only the row is one. */
    private ParsedArtifact powerAudit(Artifact artifact) throws UnusableZip, IOException {
        ParsedRecords parsed = new ParsedRecords(artifact.runId(), Sighting.COPY);
        records.readRows(artifact, file -> file.base().startsWith("agg_") ? artifact.name() : null, parsed::add);
        return parsed.of(artifact);
    }

    /** Whole artifacts of another run, a folder each: measured there. */
    private ParsedArtifact reused(Artifact artifact) throws UnusableZip, IOException {
        Optional<ReuseSource> source = records.first(artifact, ReuseSource.FILE, ReuseSource::read);
        ParsedRecords parsed =
                new ParsedRecords(source.map(ReuseSource::runId).orElse(artifact.runId()), Sighting.COPY);
        records.readRows(
                artifact,
                file -> ArtifactKind.of(file.folder()).use() == ArtifactKind.Use.RESULT ? file.folder() : null,
                parsed::add);
        return parsed.of(artifact).measuredBy(source.map(ArtifactParser::run).orElse(null));
    }

    private static Run run(ReuseSource source) {
        return Run.mentioned(
                source.runId(), source.attempt(), source.pullRequest() ? "pull_request" : null, source.headSha());
    }

    private ParsedArtifact changelog(Artifact artifact) throws UnusableZip, IOException {
        Optional<Changelog> changelog = records.first(artifact, Changelog.FILE, Changelog::read);
        return side.changelog(artifact, changelog.map(Changelog::entries).orElse(List.of()))
                .ofRun(changelog
                        .map(told -> new RunKind(told.evalsOnly(), told.appendOnly()))
                        .orElse(null));
    }

    static RejectReason reason(UnusableZip zip) {
        return switch (zip.reason()) {
            case NOT_A_ZIP -> RejectReason.NOT_A_ZIP;
            case UNSAFE -> RejectReason.UNSAFE_ZIP;
            case CORRUPT -> RejectReason.CORRUPT_ZIP;
        };
    }
}
