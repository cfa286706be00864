package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.ImportedArchive;
import dev.inferencemax.extractor.objectstore.S3Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that name a place: directories, the state, an address. */
final class PlaceType {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

    private static final Pattern BUCKET = Pattern.compile("gs://[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](/[^\\p{Cntrl}]*)?");

    /** By its very name: no DNS is asked. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(0*:)*:?0*1]");

    private PlaceType() {}

    /** One that is there, or can come to be. */
    static ValueType directory() {
        return value -> {
            Path path = path(value, "a directory");
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new IllegalArgumentException(value + " is a file. Give a directory.");
            }
        };
    }

    /** The same, or a part of a bucket, which only a question can tell. */
    static ValueType directoryOrBucket() {
        return value -> {
            if (S3Address.isMeant(value)) {
                S3Address.of(value);
            } else if (ADDRESS.matcher(value).matches()) {
                throw new IllegalArgumentException(value + " is an address. Give a directory or s3://BUCKET[/PREFIX].");
            } else {
                directory().check(value);
            }
        };
    }

    static ValueType existingDirectory() {
        return value -> {
            Path path = path(value, "a directory");
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(value + ": no such directory. Give one that exists.");
            }
            if (!Files.isDirectory(path)) {
                throw new IllegalArgumentException(value + " is a file. Give a directory.");
            }
            if (!Files.isReadable(path)) {
                throw new IllegalArgumentException(value + " cannot be read: permission denied. Make it readable.");
            }
        };
    }

    /** A repository on disk, or the address of one; whether it is one is seen when it is opened. */
    static ValueType repository() {
        return value -> {
            if (!ADDRESS.matcher(value).matches()) {
                if (value.matches("[^/\\\\]+@[^/:]+:.*")) {
                    throw noSecureShell(value);
                }
                existingDirectory().check(value);
            } else if (value.startsWith("ssh:") || value.startsWith("git:")) {
                throw noSecureShell(value);
            } else if (!value.startsWith("file:")) {
                URI address = address(value, "a repository", "https://github.com/OWNER/NAME");
                refuseInTheClear(value, address, "be read in the clear");
            }
        };
    }

    private static IllegalArgumentException noSecureShell(String value) {
        return new IllegalArgumentException(
                value + " is no https address. Clone it yourself (git clone --mirror) and give the folder.");
    }

    /** A directory that is there and holds something to import, or the zip of a run. */
    static ValueType archive() {
        return value -> {
            if (!Files.isRegularFile(path(value, "a directory"))) {
                existingDirectory().check(value);
            }
            ImportedArchive.complaint(Path.of(value)).ifPresent(complaint -> {
                throw new IllegalArgumentException(complaint);
            });
        };
    }

    /** A directory that is there, or a part of a bucket, which only a question can tell. */
    static ValueType mirror() {
        return value -> {
            if (value.startsWith("gs:")) {
                if (!BUCKET.matcher(value).matches()) {
                    throw new IllegalArgumentException(
                            value + " is not a bucket. Give gs://BUCKET[/PREFIX], e.g. gs://benchmarks/backup.");
                }
            } else if (ADDRESS.matcher(value).matches()) {
                throw new IllegalArgumentException(value + " is an address. Give a directory or gs://BUCKET[/PREFIX].");
            } else {
                existingDirectory().check(value);
            }
        };
    }

    /** A file's path without its ending; H2 adds its own, and reads a semicolon as the beginning of settings. */
    static ValueType stateFile() {
        return value -> {
            Path path = path(value, "a file");
            if (value.contains(";")) {
                throw new IllegalArgumentException(
                        value + " holds a semicolon, which the database cannot have in a path.");
            }
            if (value.endsWith("/") || Files.isDirectory(path)) {
                throw new IllegalArgumentException(
                        value + " is a directory. Give a file in it, e.g. " + path.resolve("extractor") + ".");
            }
        };
    }

    private static Path path(String value, String wanted) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(value + " is empty. Give " + wanted + ".");
        }
        if (ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException(value + " is an address. Give " + wanted + ".");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    value + " is not a path (" + e.getReason() + "). Give " + wanted + ".", e);
        }
    }

    /** Absolute, http or https; without TLS only to this machine, since the token goes there. */
    static ValueType apiUrl(String example) {
        return value -> {
            refuseInTheClear(value, address(value, "an API", example), "send the token in the clear");
        };
    }

    /** Where notices are posted. It may hold a secret anywhere, so it is not repeated. */
    static ValueType notice() {
        return value -> {
            try {
                URI address = new URI(value);
                if (address.getHost() != null
                        && ("https".equals(address.getScheme())
                                || ("http".equals(address.getScheme()) && isLoopback(address)))) {
                    return;
                }
            } catch (URISyntaxException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "(not repeated: it may hold a secret) is not where a notice can be posted. Give https://HOST/PATH;"
                            + " plain http is for loopback only.");
        };
    }

    private static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    private static void refuseInTheClear(String value, URI address, String would) {
        if (address.getScheme().equals("http") && !isLoopback(address)) {
            throw new IllegalArgumentException(value + " would " + would
                    + ": plain http is for loopback only (http://localhost:PORT). Use https.");
        }
    }

    private static URI address(String value, String of, String example) {
        try {
            URI address = new URI(value);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getRawQuery() == null && address.getRawFragment() == null) {
                if (address.getRawUserInfo() == null) {
                    return address;
                }
                // a name or password in front of the host is nobody's business, least of all a log's
                throw noAddress(value.replace(address.getRawUserInfo() + "@", "***@"), of, example, null);
            }
        } catch (URISyntaxException e) {
            throw noAddress(value, of, example, e);
        }
        throw noAddress(value, of, example, null);
    }

    private static IllegalArgumentException noAddress(
            String value, String of, String example, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                value + " is not the address of " + of + ". Give e.g. " + example + ".", cause);
    }
}
