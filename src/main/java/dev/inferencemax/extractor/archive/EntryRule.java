package dev.inferencemax.extractor.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * What no entry of an honest artifact is, told by its header alone. Nothing is ever unpacked to disk here, but the names
 * travel on, and whoever unpacks the archive by hand is to be safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
enum EntryRule {
    ENCRYPTED("is encrypted", (entry, name) -> entry.getGeneralPurposeBit().usesEncryption()),
    UNKNOWN_METHOD("is compressed in an unknown way", (entry, name) -> !Known.METHODS.contains(entry.getMethod())),
    NO_FILE("is a link or a device", (entry, name) -> !Known.TYPES.contains(unixType(entry))),
    NUL("has a NUL in its name", name -> name.indexOf('\0') >= 0),
    BACKSLASH("has a backslash in its name", name -> name.indexOf('\\') >= 0),
    ABSOLUTE("has an absolute path", name -> name.startsWith("/")),
    DRIVE("names a drive", name -> Known.DRIVE.matcher(name).lookingAt()),
    UPWARDS(
            "leads out of its folder",
            name -> name.contains("..")
                    && parts(name).anyMatch(part -> part.strip().equals(".."))),
    DEVICE("names a device of Windows", name -> parts(name).anyMatch(WindowsDevices::has));

    private final String what;
    private final BiPredicate<ZipArchiveEntry, String> broken;

    EntryRule(String what, BiPredicate<ZipArchiveEntry, String> broken) {
        this.what = what;
        this.broken = broken;
    }

    EntryRule(String what, Predicate<String> brokenByName) {
        this(what, (entry, name) -> brokenByName.test(name));
    }

    /**
     * What is wrong with an entry, if anything is: {@code is encrypted}.
     *
     * @param name {@link #storedName}
     */
    static Optional<String> brokenBy(ZipArchiveEntry entry, String name) {
        for (EntryRule rule : values()) {
            if (rule.broken.test(entry, name)) {
                return Optional.of(rule.what);
            }
        }
        return Optional.empty();
    }

    /**
     * The name as the zip holds it, a char a byte. The library's own has its backslashes turned into slashes, and what
     * cannot be decoded all turned into one character.
     */
    static String storedName(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        return raw == null ? entry.getName() : new String(raw, StandardCharsets.ISO_8859_1);
    }

    /** Whatever platform the entry claims to come from: the library heeds these bits only if that is Unix. */
    private static int unixType(ZipArchiveEntry entry) {
        return (int) (entry.getExternalAttributes() >>> 16) & UnixStat.FILE_TYPE_FLAG;
    }

    private static Stream<String> parts(String name) {
        return Stream.of(name.split("/", -1));
    }

    /** An enum's rows cannot see its own constants. */
    private static final class Known {

        static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

        /** The library knows more, some of them old and seldom tried, some in jars that are not here. */
        static final Set<Integer> METHODS = Set.of(
                ZipEntry.STORED, ZipEntry.DEFLATED, ZipMethod.ENHANCED_DEFLATED.getCode(), ZipMethod.BZIP2.getCode());

        /** 0: not stated. */
        static final Set<Integer> TYPES = Set.of(0, UnixStat.FILE_FLAG, UnixStat.DIR_FLAG);
    }
}
