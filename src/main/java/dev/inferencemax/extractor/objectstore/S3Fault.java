package dev.inferencemax.extractor.objectstore;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a fault of a store means to us; the first row that fits. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
enum S3Fault {
    INTERRUPTED(fault -> fault instanceof AbortedException, "the work was interrupted", "Run the same command again."),
    NO_REGION(
            fault -> fault instanceof S3Connection.NoRegion,
            "nobody says which region the bucket is in",
            "Set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a store of your own."),
    NO_BUCKET(code("NoSuchBucket"), "there is no such bucket", "Create it, or give one that exists."),
    CREDENTIALS_REFUSED(
            code(
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired",
                    "InvalidClientTokenId",
                    "AuthFailure",
                    "RequestTimeTooSkewed"),
            "the credentials are not accepted",
            "Correct or renew them (and see that the clock is right)."),
    OTHER_REGION(
            code(
                            "PermanentRedirect",
                            "AuthorizationHeaderMalformed",
                            "TemporaryRedirect",
                            "IllegalLocationConstraintException")
                    .or(status(301)),
            "the bucket lies in another region",
            "Set AWS_REGION to the bucket's."),
    NOT_ALLOWED(
            status(401, 403),
            "access is denied",
            "Grant s3:ListBucket on the bucket, s3:GetObject and s3:PutObject on what is in it."),
    TOO_LARGE(code("EntityTooLarge"), "an object is larger than the store takes at once", "Give a folder instead."),
    FULL(
            code("QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "ServiceQuotaExceededException")
                    .or(status(507)),
            "the store is full",
            "Make room there, then run the same command again."),
    BUSY(
            fault -> fault instanceof S3Exception answer && (answer.statusCode() >= 500 || answer.statusCode() == 429),
            "the store answers with a fault again and again",
            "Run the same command again later."),
    OTHER_ANSWER(
            fault -> fault instanceof S3Exception,
            "the store refuses what was asked",
            "Check the settings of the store, then run the same command again."),
    NO_CREDENTIALS(
            says("Unable to load credentials"),
            "there are no credentials",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine or pod a role."),
    NO_ANSWER(
            fault -> cause(fault, IOException.class) != null,
            "the store does not answer",
            "Check AWS_ENDPOINT_URL_S3, AWS_REGION and the network, then run the same command again."),
    OTHER(fault -> true, "the store cannot be used", "Check its settings, then run the same command again.");

    private final Predicate<Exception> fits;
    private final String what;
    private final String remedy;

    S3Fault(Predicate<Exception> fits, String what, String remedy) {
        this.fits = fits;
        this.what = what;
        this.remedy = remedy;
    }

    /** Whether an answer is about the bucket rather than an object in it. */
    static boolean isOfBucket(S3Exception answer) {
        return codeOf(answer).equals("NoSuchBucket");
    }

    /** In words: what happened, where, and what to do. */
    static StoreTrouble trouble(String option, S3Address address, String endpoint, Exception fault) {
        S3Fault meant = of(fault);
        return new StoreTrouble(
                "%s=%s: %s (%s%s). %s"
                        .formatted(option, address, meant.what, endpoint, meant.details(fault), meant.remedy),
                fault);
    }

    private static S3Fault of(Exception fault) {
        return Stream.of(values())
                .filter(row -> row.fits.test(fault))
                .findFirst()
                .orElse(OTHER);
    }

    /** Never a message of the SDK for an answer: it may quote what was sent. */
    private String details(Exception fault) {
        if (fault instanceof S3Exception answer) {
            String code = codeOf(answer);
            return ": " + answer.statusCode() + (code.isEmpty() ? "" : " " + code);
        }
        @Nullable IOException broken = cause(fault, IOException.class);
        return switch (this) {
            case NO_ANSWER ->
                broken instanceof UnknownHostException
                        ? ": no such host"
                        : broken == null ? "" : ": " + broken.getMessage();
            case OTHER -> ": " + fault.getMessage();
            default -> "";
        };
    }

    private static Predicate<Exception> code(String... codes) {
        Set<String> wanted = Set.of(codes);
        return fault -> fault instanceof S3Exception answer && wanted.contains(codeOf(answer));
    }

    private static String codeOf(S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static Predicate<Exception> status(int... statuses) {
        return fault -> fault instanceof S3Exception answer
                && IntStream.of(statuses).anyMatch(status -> status == answer.statusCode());
    }

    private static Predicate<Exception> says(String words) {
        return fault -> fault.getMessage() != null && fault.getMessage().contains(words);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
