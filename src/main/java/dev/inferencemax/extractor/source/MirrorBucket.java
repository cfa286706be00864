package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.github.Found;
import dev.inferencemax.extractor.github.InvalidSetting;
import dev.inferencemax.extractor.github.NoAnswer;
import dev.inferencemax.extractor.github.OtherHost;
import dev.inferencemax.extractor.source.BucketPage.StoredObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** A mirror in a bucket, read through Cloud Storage's JSON API. Each listing is one question, however many pages it has. */
final class MirrorBucket implements MirrorStore {

    /** Bytes that were bent on their way are right the next time; those that never are, are wrong. */
    private static final int TRIES = 3;

    /** Questions in a row without an answer: then none of the others will get one. */
    private static final int SILENT_AFTER = 3;

    private final String option;
    private final BucketAddress address;
    private final String api;
    private final Supplier<OtherHost> host;
    private int silences;

    /**
     * Names the bucket; nothing is asked yet.
     *
     * @param option as it was given, for messages
     * @param api the address of the JSON API's host
     */
    MirrorBucket(String option, BucketAddress address, URI api, Supplier<OtherHost> host) {
        this.option = option;
        this.address = address;
        this.api = api.toString().replaceFirst("/+$", "") + "/storage/v1/b/" + encoded(address.bucket()) + "/o";
        this.host = host;
    }

    @Override
    public void requireThere() {
        BucketPage page = page(ROOT, null, 1);
        if (page == null) {
            throw new InvalidSetting(option + ": there is no such bucket, or it is hidden from "
                    + "those who may not see it. Give one that exists, or an access token for it in GCS_TOKEN.");
        }
        if (page.prefixes().isEmpty() && page.objects().isEmpty() && page.next() == null) {
            throw new InvalidSetting(
                    option + ": nothing lies there. Give the folder that holds DATE/WORKFLOW_RUNID/artifacts/.");
        }
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public List<String> folders(String folder) {
        String within = address.prefix() + folder;
        List<String> folders = new ArrayList<>();
        list(
                folder,
                page -> page.prefixes().stream()
                        .filter(prefix -> prefix.startsWith(within) && prefix.endsWith("/"))
                        .map(prefix -> prefix.substring(within.length(), prefix.length() - 1))
                        .forEach(folders::add));
        return folders.stream().distinct().sorted().toList();
    }

    @Override
    public List<MirrorFile> files(String folder) {
        String within = address.prefix() + folder;
        List<MirrorFile> files = new ArrayList<>();
        list(
                folder,
                page -> page.objects().stream()
                        .filter(object -> object.name().startsWith(within))
                        .map(object -> new MirrorFile(
                                object.name().substring(within.length()),
                                "gs://" + address.bucket() + "/" + object.name(),
                                new FoundRun.Elsewhere(new Zip(object))))
                        .forEach(files::add));
        files.sort(Comparator.comparing(MirrorFile::name));
        return files;
    }

    private void list(String folder, Consumer<BucketPage> reader) {
        Set<String> asked = new HashSet<>();
        String token = null;
        do {
            BucketPage page = page(folder, token, 1000);
            if (page == null) {
                throw NoAnswer.of(option + ": the bucket is not there any more. The same command goes on later.");
            }
            reader.accept(page);
            token = page.next();
            if (token != null && !asked.add(token)) {
                throw NoAnswer.of(option + ": the listing of " + address + folder
                        + " runs in circles. The same command goes on later.");
            }
        } while (token != null);
    }

    /** Null: there is no such bucket. */
    private @Nullable BucketPage page(String folder, @Nullable String token, int most) {
        URI page = URI.create(
                api + "?prefix=" + encoded(address.prefix() + folder) + "&delimiter=%2F&maxResults=" + most + "&fields="
                        + encoded(BucketPage.FIELDS) + (token == null ? "" : "&pageToken=" + encoded(token)));
        Found<BucketPage> found = get(page, (body, length) -> BucketPage.read(body));
        return found instanceof Found.Here<BucketPage> here ? here.value() : null;
    }

    /** Once nothing is answered any more, nobody waits for it any longer: whoever comes is told at once. */
    private <T> Found<T> get(URI asked, OtherHost.Reading<T> reading) {
        synchronized (this) {
            if (silences >= SILENT_AFTER) {
                throw NoAnswer.of(option + " has stopped answering. The same command goes on later.");
            }
        }
        try {
            Found<T> found = host.get().get(asked, reading);
            silence(false);
            return found;
        } catch (NoAnswer none) {
            silence(true);
            throw none;
        }
    }

    private synchronized void silence(boolean again) {
        silences = again ? silences + 1 : 0;
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    /** An artifact's zip, as an object of the bucket. */
    private final class Zip implements RemoteZip {

        private final StoredObject object;

        Zip(StoredObject object) {
            this.object = object;
        }

        @Override
        public Stored copyTo(Incoming incoming, @Nullable Long size, @Nullable String digest) {
            URI media = URI.create(api + "/" + encoded(object.name()) + "?alt=media");
            String difference = "";
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Found<Optional<String>> found = get(media, (body, length) -> {
                    incoming.reset();
                    return object.bytes().copy(body, incoming.stream());
                });
                if (!(found instanceof Found.Here<Optional<String>> here)) {
                    throw NoAnswer.of(option + ": an object vanished while the bucket was read (" + media.getRawPath()
                            + "). The same command goes on later.");
                }
                if (here.value().isEmpty()) {
                    return incoming.commit(size, digest);
                }
                difference = here.value().get();
            }
            return new Stored.Mismatch(difference);
        }

        @Override
        public boolean isThere(Path file) {
            return object.bytes().areIn(file);
        }
    }
}
