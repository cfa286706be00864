/**
 * The raw archive, in a folder or in a bucket, and the safe reading of what lies in it. Start at {@link RawArchive}: a file
 * appears there only complete and verified. {@link ArchiveNames} says where each artifact is kept; {@link ZipReader} reads zips that
 * strangers made. Knows nothing of what the bytes mean.
 */
@ApplicationModule(allowedDependencies = {"objectstore"})
@NullMarked
package dev.inferencemax.extractor.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
