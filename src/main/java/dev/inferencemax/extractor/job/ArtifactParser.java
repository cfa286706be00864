package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ParsedArtifact;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From the archived zip of an artifact to the rows it gives. Safe for many threads. */
@Component
class ArtifactParser {

    private static final Logger log = LoggerFactory.getLogger(ArtifactParser.class);

    private final ArtifactRecords records;

    ArtifactParser(ArtifactRecords records) {
        this.records = records;
    }

    ParsedArtifact parse(Artifact artifact) {
        ArtifactKind kind = ArtifactKind.of(artifact.name());
        ParsedRecords parsed = new ParsedRecords(artifact.runId());
        if (kind.use() != ArtifactKind.Use.SIDE) {
            try {
                int files = records.read(artifact, parsed::add);
                if (kind.use() == ArtifactKind.Use.RESULT) {
                    parsed.rejectIfNoneIsAResult(files);
                }
            } catch (UnusableZip e) {
                parsed = new ParsedRecords(
                        artifact.runId()); // what a broken zip gave before it broke is not to be trusted
                parsed.reject(reason(e), String.valueOf(e.getMessage()));
            } catch (NoSuchFileException | FileNotFoundException e) {
                log.warn("{} is gone from the archive; it will be asked for again", artifact.file());
                return of(artifact, kind, new ParsedRecords(artifact.runId()), ArtifactState.WANTED);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read %s: %s".formatted(artifact.file(), e.getMessage()), e);
            }
        }
        return of(artifact, kind, parsed, parsed.isUseless() ? ArtifactState.REJECTED : ArtifactState.PARSED);
    }

    private static ParsedArtifact of(
            Artifact artifact, ArtifactKind kind, ParsedRecords parsed, ArtifactState becomes) {
        return new ParsedArtifact(
                artifact,
                kind == ArtifactKind.AGGREGATE,
                List.copyOf(parsed.results()),
                List.copyOf(parsed.rejections()),
                parsed.notResults(),
                becomes,
                ResultFileReader.VERSION);
    }

    private static RejectReason reason(UnusableZip zip) {
        return switch (zip.reason()) {
            case NOT_A_ZIP -> RejectReason.NOT_A_ZIP;
            case UNSAFE -> RejectReason.UNSAFE_ZIP;
            case CORRUPT -> RejectReason.CORRUPT_ZIP;
        };
    }
}
