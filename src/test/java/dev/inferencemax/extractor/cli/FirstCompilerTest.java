package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstCompilerTest {

    private static final String NOTHING_FOR_C2 = "Enable:true Exclude:true";

    @AfterEach
    void forget() throws JMException {
        diagnostic("compilerDirectivesClear");
    }

    @Test
    void theSecondCompilerGetsNothing() throws JMException {
        FirstCompiler.only(List.of("-Xmx384m"));

        assertThat(directives()).contains(NOTHING_FOR_C2);
    }

    @Test
    void untilThereIsMuchToCompute() throws JMException {
        FirstCompiler.only(List.of()).noLongerAlone();

        assertThat(directives()).doesNotContain("Exclude:true");
    }

    @Test
    void whatSomebodyElseDirectedStays() throws JMException {
        FirstCompiler.only(List.of());
        FirstCompiler.only(List.of("-XX:+TieredCompilation")).noLongerAlone();

        assertThat(directives()).contains(NOTHING_FOR_C2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:+TieredCompilation", "-XX:CompileThreshold=100", "-Xint"})
    void whoTellsJavaWhatToCompileHasIt(String option) throws JMException {
        FirstCompiler.only(List.of("-Xmx384m", option));

        assertThat(directives()).doesNotContain("Exclude:true");
    }

    private static String directives() throws JMException {
        return diagnostic("compilerDirectivesPrint");
    }

    private static String diagnostic(String command) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command, null, null)
                .toString();
    }
}
