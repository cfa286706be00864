package dev.inferencemax.extractor.archive;

/**
 * How much a zip may hold. What it states is checked before an entry is unpacked, and what comes is counted against what
 * it stated.
 *
 * @param entries files and folders
 * @param bytesPerEntry unpacked
 * @param bytesInAll unpacked, of the entries that are read
 * @param ratio unpacked by packed bytes of an entry of more than 4 MiB
 * @param nameBytes of an entry's name
 */
public record Limits(int entries, long bytesPerEntry, long bytesInAll, double ratio, int nameBytes) {

    /** Few bytes of anything harm nobody, and a short run of blanks packs a thousandfold. */
    static final long RATIO_FREE = 4L << 20;

    private static final Limits ORDINARY = new Limits(80_000, 256L << 20, 1L << 30, 200, 65_535);

    public Limits {
        if (entries < 0 || bytesPerEntry < 0 || bytesInAll < 0 || !(ratio > 0) || nameBytes < 0) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }

    /** For honest artifacts, with room to spare: results of tens of MB that pack 10 to 40 times, thousands of files. */
    public static Limits ordinary() {
        return ORDINARY;
    }

    /**
     * What may be read to open a zip: its directory, 46 bytes an entry and name, comment and extra fields. The library
     * holds all of it in memory, up to twenty times its size, before entries can be counted.
     */
    long directoryBytes() {
        return (1L << 20) + 100L * entries;
    }
}
