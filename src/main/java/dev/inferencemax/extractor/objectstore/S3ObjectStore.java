package dev.inferencemax.extractor.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** A bucket by way of the SDK; the connection is made when the first thing is asked. */
final class S3ObjectStore implements ObjectStore {

    private static final String WRITABLE = ".writable";

    /** What stores without checksums of their own give back as it was put. */
    private static final String SHA256 = "sha256";

    private static final String SLASH = "/";

    private final String option;
    private final S3Address address;
    private final SingletonSupplier<S3Connection> connection;

    S3ObjectStore(String option, S3Address address, StoreSettings settings) {
        this.option = option;
        this.address = address;
        this.connection = SingletonSupplier.of(() -> S3Connection.open(settings.pathStyle()));
    }

    @Override
    public String place() {
        return address.toString();
    }

    @Override
    public void requireReadable() {
        asked(() -> client().listObjectsV2(list ->
                list.bucket(address.bucket()).prefix(address.prefix()).maxKeys(1)));
    }

    @Override
    public void requireWritable() {
        requireReadable();
        byte[] note = "whether objects can be written here\n".getBytes(StandardCharsets.UTF_8);
        asked(() -> client().putObject(
                        put -> put.bucket(address.bucket())
                                .key(address.key(WRITABLE))
                                .contentType("text/plain"),
                        RequestBody.fromBytes(note)));
    }

    @Override
    public Optional<Stated> find(String name) {
        return ifThere(() -> {
            HeadObjectResponse head = client().headObject(ask ->
                    ask.bucket(address.bucket()).key(address.key(name)).checksumMode(ChecksumMode.ENABLED));
            return new Stated(name, head.contentLength(), sha256(head.checksumSHA256(), head.metadata()));
        });
    }

    /** The store's own word counts most; a checksum of the checksums of parts, as large uploads have, is none. */
    private static @Nullable String sha256(@Nullable String base64, Map<String, String> metadata) {
        if (base64 != null && !base64.contains("-")) {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        }
        String noted = metadata.getOrDefault(SHA256, "").toLowerCase(Locale.ROOT);
        return noted.matches("[0-9a-f]{64}") ? noted : null;
    }

    @Override
    public Optional<InputStream> open(String name) {
        return ifThere(() -> {
            ResponseInputStream<GetObjectResponse> bytes = client().getObject(get ->
                    get.bucket(address.bucket()).key(address.key(name)).checksumMode(ChecksumMode.ENABLED));
            return new S3Bytes(place() + "/" + name, bytes, this::trouble);
        });
    }

    @Override
    public void put(String name, Content content) {
        byte[] digest = HexFormat.of().parseHex(content.sha256());
        asked(() -> client().putObject(
                        put -> put.bucket(address.bucket())
                                .key(address.key(name))
                                .contentType(content.type())
                                .metadata(Map.of(SHA256, content.sha256()))
                                .checksumSHA256(Base64.getEncoder().encodeToString(digest)),
                        RequestBody.fromContentProvider(
                                () -> opened(content.bytes()), content.size(), content.type())));
    }

    private static InputStream opened(Opening bytes) {
        try {
            return bytes.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<String> folders(String beginning) {
        String within = address.prefix();
        return asked(() -> pages(beginning).stream()
                .flatMap(page -> page.commonPrefixes().stream())
                .map(CommonPrefix::prefix)
                .map(found -> found.substring(within.length(), found.length() - SLASH.length()))
                .toList()
                .stream());
    }

    @Override
    public Stream<Stated> objects(String beginning) {
        int within = address.prefix().length();
        return asked(() -> pages(beginning).stream()
                .flatMap(page -> page.contents().stream())
                .map(object -> new Stated(object.key().substring(within), object.size(), null))
                .toList()
                .stream());
    }

    /** A thousand names each, asked for when the one before is used up. */
    private ListObjectsV2Iterable pages(String beginning) {
        return client().listObjectsV2Paginator(ListObjectsV2Request.builder()
                .bucket(address.bucket())
                .prefix(address.key(beginning))
                .delimiter(SLASH)
                .build());
    }

    private S3Client client() {
        return connection.obtain().client();
    }

    private <T> Optional<T> ifThere(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (S3Exception answer) {
            if (answer.statusCode() == 404 && !S3Fault.isOfBucket(answer)) {
                return Optional.empty();
            }
            throw trouble(answer);
        } catch (SdkException | S3Connection.NoRegion fault) {
            throw trouble(fault);
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException | S3Connection.NoRegion fault) {
            throw trouble(fault);
        }
    }

    private StoreTrouble trouble(Exception fault) {
        String endpoint = fault instanceof S3Connection.NoRegion
                ? "no endpoint"
                : connection.obtain().endpoint();
        return S3Fault.trouble(option, address, endpoint, fault);
    }
}
