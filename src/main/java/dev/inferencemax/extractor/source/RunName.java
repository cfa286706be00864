package dev.inferencemax.extractor.source;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which run a folder or a zip is of, told by its name: {@code run_18984029536}, or the bare id. */
final class RunName {

    /** A bare number is a run's only if it is as long as theirs are: {@code 20251007} is a day. */
    private static final Pattern SHAPE = Pattern.compile("run_([0-9]{1,18})|([1-9][0-9]{8,17})");

    private static final String ZIP = ".zip";

    private RunName() {}

    static OptionalLong ofFolder(Path folder) {
        return of(name(folder));
    }

    static OptionalLong ofZip(Path file) {
        return isZip(name(file)) ? of(withoutEnding(name(file))) : OptionalLong.empty();
    }

    static boolean isZip(String file) {
        return file.regionMatches(true, file.length() - ZIP.length(), ZIP, 0, ZIP.length());
    }

    static String withoutEnding(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** Also where the path is no name, {@code .} or {@code ..}. */
    private static String name(Path path) {
        Path named = path.toAbsolutePath().normalize().getFileName();
        return named == null ? "" : named.toString();
    }

    private static OptionalLong of(String name) {
        Matcher shape = SHAPE.matcher(name);
        return shape.matches()
                ? OptionalLong.of(Long.parseLong(shape.group(1) == null ? shape.group(2) : shape.group(1)))
                : OptionalLong.empty();
    }
}
