package dev.inferencemax.extractor.archive;

import java.util.regex.Pattern;

/** Names that are devices on Windows, in any folder and with any extension: {@code CON}, {@code aux.json}. */
final class WindowsDevices {

    private static final Pattern DEVICE = Pattern.compile(
            "(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)\\d) *(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    private WindowsDevices() {}

    static boolean has(String fileName) {
        return DEVICE.matcher(fileName).matches();
    }
}
