package farm.vidstyle.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    @Test
    void aMissingPrefixIsNamed() {
        LoadReport report = report(List.of("conv.weight", "conv.bias"), List.of("G.g.conv.weight", "G.g.conv.bias"));

        assertThat(report.message())
                .startsWith("a.pt: of 9 names 7 are used; missing [conv.weight, conv.bias]")
                .endsWith("the file has these names below 'G.g.': declare that prefix");
    }

    @Test
    void aPrefixTooManyIsNamed() {
        LoadReport report = report(List.of("module.conv.weight"), List.of("conv.weight"));

        assertThat(report.message()).endsWith("the file has these names without 'module.': declare no such prefix");
    }

    @Test
    void layersOfAnotherResolutionAreNamed() {
        LoadReport larger =
                report(List.of(), List.of("convs.12.conv.weight", "convs.13.conv.weight", "to_rgbs.6.bias"));
        LoadReport smaller = report(List.of("convs.12.conv.weight"), List.of());

        assertThat(larger.message())
                .contains("the file has further convs [12, 13]: it is for another resolution or depth")
                .contains("further to_rgbs [6]");
        assertThat(smaller.message()).contains("the file has no convs [12]");
    }

    @Test
    void shapesTellWidthFromResolutionFromOrder() {
        assertThat(misshapen(List.of(64L, 3L), List.of(128L, 3L))).contains("another width");
        assertThat(misshapen(List.of(1L, 1L, 8L, 4L), List.of(1L, 1L, 8L, 8L)))
                .contains("another resolution or aspect ratio");
        assertThat(misshapen(List.of(3L, 5L), List.of(5L, 3L))).contains("another framework");
    }

    @Test
    void valuesThatAreNoNumbersAreNamed() {
        LoadReport report = new LoadReport("a.pt", 9, List.of(), List.of(), List.of(), List.of("conv.weight"));

        assertThat(report.isClean()).isFalse();
        assertThat(report.message())
                .contains("with NaN or infinite values [conv.weight]; NaN or infinite values come from");
    }

    @Test
    void thousandsOfNamesMakeAShortMessage() {
        List<String> names =
                IntStream.range(0, 100_000).mapToObj(i -> "x" + i + ".y" + i).toList();

        assertThat(report(names, List.of("a")).message().length()).isLessThan(2000);
    }

    @Test
    void nothingFittingLeavesTheGeneralQuestion() {
        assertThat(report(List.of("a"), List.of("b")).message())
                .endsWith("are these the weights of another network or size?");
    }

    private static LoadReport report(List<String> missing, List<String> unexpected) {
        return new LoadReport("a.pt", 9, missing, unexpected, List.of(), List.of());
    }

    private static String misshapen(List<Long> actual, List<Long> expected) {
        var misfit = new LoadReport.Misfit("a", actual, expected);
        return new LoadReport("a.pt", 9, List.of(), List.of(), List.of(misfit), List.of()).message();
    }
}
