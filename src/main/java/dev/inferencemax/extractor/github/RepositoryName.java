package dev.inferencemax.extractor.github;

import java.util.regex.Pattern;

/** A repository as people write it: {@code OWNER/NAME}. */
public record RepositoryName(String owner, String name) {

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    public RepositoryName {
        if (!OWNER.matcher(owner).matches() || !NAME.matcher(name).matches()) {
            throw notARepository(owner + "/" + name);
        }
    }

    /**
     * Reads {@code OWNER/NAME}; the name Spring looks for when it converts an option.
     *
     * @throws IllegalArgumentException with a message for people when the text is something else
     */
    public static RepositoryName valueOf(String text) {
        String repository = text.strip();
        int slash = repository.indexOf('/');
        if (slash < 0) {
            throw notARepository(repository);
        }
        return new RepositoryName(repository.substring(0, slash), repository.substring(slash + 1));
    }

    private static IllegalArgumentException notARepository(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.");
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
