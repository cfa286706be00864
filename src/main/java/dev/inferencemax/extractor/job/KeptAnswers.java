package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.github.RememberedAnswers;
import dev.inferencemax.extractor.ledger.AnswerLedger;
import dev.inferencemax.extractor.ledger.AnswerLedger.Kept;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** GitHub's answers, kept in the state. */
@Component
class KeptAnswers implements RememberedAnswers {

    private static final Duration OF_USE = Duration.ofDays(90);

    private final AnswerLedger answers;
    private final Selection selection;
    private final Clock clock;

    KeptAnswers(AnswerLedger answers, Selection selection, Clock clock) {
        this.answers = answers;
        this.selection = selection;
        this.clock = clock;
    }

    @Override
    public Optional<Remembered> recall(URI address) {
        return answers.find(address.toString())
                .map(answer -> new Remembered(answer.etag(), answer.link(), answer.body()));
    }

    @Override
    public void keep(URI address, Remembered answer) {
        if (!selection.dryRun()) {
            answers.keep(address.toString(), new Kept(answer.etag(), answer.link(), answer.text()), clock.instant());
            answers.forgetBefore(clock.instant().minus(OF_USE));
        }
    }
}
