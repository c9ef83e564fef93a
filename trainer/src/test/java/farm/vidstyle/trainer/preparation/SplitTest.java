package farm.vidstyle.trainer.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    private static final Pattern EACH = Pattern.compile(".+");
    private static final Pattern ACTOR = Pattern.compile("Actor_(\\d+)");
    private static final List<String> FOLDERS = IntStream.range(0, 240)
            .mapToObj(i -> String.format(Locale.ROOT, "Actor_%02d_%d", i / 10, i % 10))
            .toList();

    @TempDir
    Path folder;

    @Test
    void theShareGoesToValidationAndAllAreDealtOutOnce() {
        Split split = Split.of(FOLDERS, 0.1, 0, EACH);

        assertThat(split.validation()).hasSize(24).isSorted();
        assertThat(split.training()).hasSize(216).isSorted().doesNotContainAnyElementsOf(split.validation());
        assertThat(Split.of(FOLDERS, 0.1, 0, EACH)).isEqualTo(split);
        assertThat(Split.of(FOLDERS, 0.1, 1, EACH)).isNotEqualTo(split);
    }

    @Test
    void noIdentityIsInBothLists() {
        Split split = Split.of(FOLDERS, 0.15, 3, ACTOR);

        assertThat(split.validation().size()).isBetween(30, 40);
        assertThat(actors(split.training())).doesNotContainAnyElementsOf(actors(split.validation()));
    }

    @Test
    void bothListsHaveSomething() {
        assertThat(Split.of(List.of("a", "b"), 0.01, 0, EACH).validation()).hasSize(1);
        assertThat(Split.of(List.of("a", "b"), 0.99, 0, EACH).training()).hasSize(1);
    }

    @Test
    void aFolderThatIsAddedLeavesTheOthersWhereTheyAre() {
        List<String> more = new java.util.ArrayList<>(FOLDERS);
        more.add("Actor_99_1");

        Set<String> before = Set.copyOf(Split.of(FOLDERS, 0.1, 0, EACH).validation());
        List<String> after = Split.of(more, 0.1, 0, EACH).validation();

        assertThat(after.stream().filter(before::contains).count()).isGreaterThanOrEqualTo(23);
    }

    @Test
    void whatCannotBeSplitIsSaid() {
        assertThatThrownBy(() -> Split.of(FOLDERS, 1, 0, EACH)).hasMessageContaining("validation is 1.0");
        assertThatThrownBy(() -> Split.of(List.of("a"), 0.1, 0, EACH)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> Split.of(FOLDERS, 0.1, 0, Pattern.compile("Actor")))
                .hasMessageContaining("1 group(s)");
        assertThatThrownBy(() -> Split.of(List.of("Actor_1_1", "Dog_2"), 0.1, 0, ACTOR))
                .hasMessageContaining("is not found in 1 of 2 folders' names, for example Dog_2");
    }

    @Test
    void listsAreLinesThatTheReferenceReads() throws IOException {
        Split split = new Split(List.of("a_1", "b_1"), List.of("c_1"));

        split.write(folder, false);
        split.write(folder, false);

        assertThat(folder.resolve("train.txt")).hasContent("a_1\nb_1\n");
        assertThat(Files.readString(folder.resolve("val.txt"))).isEqualTo("c_1\n");
        Split other = new Split(List.of("a_1"), List.of("c_1"));
        assertThatThrownBy(() -> other.write(folder, false)).hasMessageContaining("replace it with --overwrite");
        other.write(folder, true);
        assertThat(Files.readString(folder.resolve("train.txt"))).isEqualTo("a_1\n");
    }

    private static Set<String> actors(List<String> folders) {
        return folders.stream().map(name -> name.substring(0, 8)).collect(Collectors.toSet());
    }
}
