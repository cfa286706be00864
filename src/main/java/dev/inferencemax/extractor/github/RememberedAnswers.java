package dev.inferencemax.extractor.github;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers kept from earlier: GitHub then need only say that nothing has changed, which costs no budget. */
public interface RememberedAnswers {

    /** Remembers nothing. */
    RememberedAnswers NONE = new RememberedAnswers() {

        @Override
        public Optional<Remembered> recall(URI address) {
            return Optional.empty();
        }

        @Override
        public void keep(URI address, Remembered answer) {
            // nobody asks for it
        }
    };

    /**
     * A good answer.
     *
     * @param etag GitHub's mark of this version of it
     * @param link the header that leads to the next page; null: there was none
     */
    record Remembered(String etag, @Nullable String link, String text) {}

    Optional<Remembered> recall(URI address);

    void keep(URI address, Remembered answer);
}
