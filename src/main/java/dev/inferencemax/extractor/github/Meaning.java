package dev.inferencemax.extractor.github;

import java.util.Set;
import java.util.function.Predicate;

/** What an answer means to us; the first row that fits. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold nothing
enum Meaning {
    GOOD(answer -> answer.status() / 100 == 2),
    MOVED(answer -> Set.of(301, 302, 307, 308).contains(answer.status())),
    GONE(answer -> answer.status() == 404 || answer.status() == 410),
    TOO_FAST(answer -> answer.status() == 429
            || (answer.status() == 403 && answer.namesAWait())
            || (answer.status() / 100 == 5 && answer.retryAfter() != null)),
    TRY_AGAIN(answer -> answer.status() == 408 || answer.status() / 100 == 5),
    REFUSED(answer -> answer.status() / 100 == 4), // after TOO_FAST: both can be 403
    NONSENSE(answer -> true);

    private final Predicate<Answer> fits;

    Meaning(Predicate<Answer> fits) {
        this.fits = fits;
    }

    static Meaning of(Answer answer) {
        for (Meaning meaning : values()) {
            if (meaning.fits.test(answer)) {
                return meaning;
            }
        }
        return NONSENSE;
    }
}
