package dev.inferencemax.extractor.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** What is wrong with a property that came past the command line: from a file, the environment or Boot's own arguments. */
final class WrongProperty {

    private static final Pattern ENTRY = Pattern.compile("\\[[0-9]+]$");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private WrongProperty() {}

    /** Name, value, what is wrong, and where it was set, as far as each is known. */
    static String sentence(BindException failure) {
        List<Throwable> causes = FailureMessages.causes(failure);
        return causes.stream()
                .flatMap(cause -> cause instanceof BindValidationException invalid
                        ? Stream.of(invalid.getValidationErrors())
                        : Stream.empty())
                .findFirst()
                .flatMap(WrongProperty::firstOf)
                .or(() -> causes.stream()
                        .filter(FailureMessages::isOurs)
                        .findFirst()
                        .map(FailureMessages::textOf))
                .orElseGet(() -> unreadable(failure, causes.get(causes.size() - 1)));
    }

    private static String unreadable(BindException failure, Throwable root) {
        String name = ENTRY.matcher(failure.getName().toString()).replaceFirst("");
        ConfigurationProperty property = failure.getProperty();
        Object value = property == null ? null : property.getValue();
        return sentence(name, value, " is not readable (" + FailureMessages.textOf(root) + ").")
                + (property == null ? "" : whereItWasSet(property.getOrigin()));
    }

    private static Optional<String> firstOf(ValidationErrors errors) {
        return errors.getAllErrors().stream().findFirst().map(error -> {
            String prefix = errors.getName().toString();
            return error instanceof FieldError field
                    ? sentence(
                            prefix + "." + HUMP.matcher(field.getField()).replaceAll(WrongProperty::dashed),
                            field.getRejectedValue(),
                            " " + reason(error) + ".")
                    : prefix + ": " + reason(error) + ".";
        });
    }

    private static String reason(ObjectError error) {
        return error.getDefaultMessage() == null ? "is not valid" : error.getDefaultMessage();
    }

    private static String dashed(MatchResult hump) {
        return hump.group(1) + "-" + hump.group(2).toLowerCase(Locale.ROOT);
    }

    /** The table of options has the better words, where it refuses the value too. */
    private static String sentence(String name, @Nullable Object value, String otherwise) {
        if (Secrets.isSecret(name)) {
            return name + otherwise.replaceAll("\\(.*\\)", "").stripTrailing();
        }
        try {
            Option.ofProperty(name).ifPresent(option -> option.check(name, String.valueOf(value)));
        } catch (UsageException e) {
            return String.valueOf(e.getMessage());
        }
        return name + "=" + value + otherwise;
    }

    private static String whereItWasSet(@Nullable Origin origin) {
        return origin == null ? "" : " It was set by " + origin + ".";
    }
}
