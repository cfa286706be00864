package dev.inferencemax.extractor.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs an artifact that came unpacked, always to the same bytes. */
final class ZipOfLooseFiles {

    /** Fixed, so that the same files make the same zip. Not 1 January 1980: Java would add a time in the local zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ZipOfLooseFiles() {}

    static void write(List<LooseFile> files, String comment, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
        zip.setComment(comment);
        for (LooseFile loose : files) {
            ZipEntry entry = new ZipEntry(loose.entryName());
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            try (InputStream content = loose.content().open()) {
                content.transferTo(zip);
            }
        }
        zip.close();
    }
}
