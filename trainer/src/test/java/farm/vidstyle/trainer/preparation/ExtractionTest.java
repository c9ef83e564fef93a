package farm.vidstyle.trainer.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.vidstyle.trainer.layout.FolderRecord;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.FrameSettings;
import farm.vidstyle.video.align.Alignment;
import farm.vidstyle.video.probe.Limits;
import farm.vidstyle.video.still.StillImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {
    private static final FrameSettings AS_IT_IS = new FrameSettings(48, 32, Alignment.NONE, 0, 0);
    private static final WorkObserver NOBODY = (done, total, item) -> {};

    @TempDir
    Path folder;

    private Path videos;
    private Path out;

    @BeforeEach
    void folders() {
        videos = folder.resolve("videos");
        out = folder.resolve("out");
    }

    @Test
    void everyVideoBecomesAFolderOfItsFrames() throws IOException {
        TestVideos.write(videos.resolve("Folder1/Video_1.mkv"), 5);
        String accent = Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode("é")
                ? "é"
                : "e"; // in a locale without UTF-8, Java cannot name such files
        TestVideos.write(videos.resolve("Folder1/deep er/Vid" + accent + "o 2.mp4"), 3);
        Files.writeString(videos.resolve("Folder1/notes.txt"), "no video");

        ExtractionReport report = extract(AS_IT_IS);

        assertThat(report).isEqualTo(new ExtractionReport(2, 0, 8, List.of()));
        assertThat(FrameFolder.names(out)).containsExactly("Folder1_Video_1", "Folder1_deep_er_Vid" + accent + "o_2");
        assertThat(names("Folder1_Video_1"))
                .containsExactly("000.png", "001.png", "002.png", "003.png", "004.png", "frames.json");
        for (int i = 0; i < 5; i++) {
            try (InputStream png = Files.newInputStream(out.resolve("Folder1_Video_1/00" + i + ".png"))) {
                assertThat(StillImage.read(png, Limits.NONE)).isEqualTo(TestVideos.frame(i));
            }
        }
    }

    @Test
    void foldersAreCountedAsInTheReferencesSets() throws IOException {
        for (String name : List.of("Video_1", "Video_2", "Video_10")) {
            TestVideos.write(videos.resolve("Folder1/" + name + ".mkv"), 2);
        }

        new Extraction(new ExtractionOrder(videos, out, AS_IT_IS, null, FolderNaming.COUNT, false))
                .run(new Crew(2, NOBODY));

        assertThat(FrameFolder.names(out)).containsExactly("Folder1_1", "Folder1_2", "Folder1_3");
        assertThat(FolderRecord.FRAMES
                        .read(out.resolve("Folder1_3"))
                        .orElseThrow()
                        .source())
                .isEqualTo("Folder1/Video_10.mkv");
    }

    @Test
    void framesAreLeftOutAndBroughtToTheSize() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 50);

        ExtractionReport thinned = extract(new FrameSettings(16, 16, Alignment.CENTER_CROP, 5, 10));

        assertThat(thinned.frames())
                .as("40 frames at 25 a second, 5 a second wanted")
                .isEqualTo(8);
        try (InputStream png = Files.newInputStream(out.resolve("a/007.png"))) {
            assertThat(StillImage.read(png, Limits.NONE).size()).hasToString("16x16");
        }
    }

    @Test
    void whatIsWholeIsKeptAfterAKill() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 3);
        TestVideos.write(videos.resolve("b.mkv"), 3);
        TestVideos.write(videos.resolve("c.mkv"), 3);
        Crew killed = new Crew(1, (done, total, item) -> {
            throw new IllegalStateException("killed after " + item);
        });
        assertThatThrownBy(() -> extraction(AS_IT_IS, false).run(killed)).hasMessageStartingWith("killed after");
        Path half = Files.createDirectories(out.resolve(".preparation/unfinished/c"));
        Files.writeString(half.resolve("000.png"), "half");
        Path replaced = Files.createDirectories(out.resolve(".preparation/replaced/z"));
        Files.writeString(replaced.resolve("000.png"), "an old folder that nothing has replaced yet");

        ExtractionReport again = extract(AS_IT_IS);
        ExtractionReport third = extract(AS_IT_IS);

        assertThat(again.kept()).isPositive();
        assertThat(again.kept() + again.made()).isEqualTo(3);
        assertThat(third).isEqualTo(new ExtractionReport(0, 3, 0, List.of()));
        assertThat(names("c")).containsExactly("000.png", "001.png", "002.png", "frames.json");
        assertThat(names("z")).as("comes back").containsExactly("000.png");
    }

    @Test
    void otherSettingsAreToldAndOverwrittenOnRequest() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 3);
        extract(AS_IT_IS);
        Files.writeString(out.resolve("a/" + FrameFolder.CAPTION), "a pattern\n");
        Files.writeString(out.resolve("a/000.pt"), "a code");
        FrameSettings smaller = new FrameSettings(24, 16, Alignment.NONE, 0, 0);

        ExtractionReport refused = extract(smaller);
        ExtractionReport replaced = extraction(smaller, true).run(new Crew(1, NOBODY));

        assertThat(refused.made()).isZero();
        assertThat(refused.problems())
                .singleElement()
                .hasToString(
                        "a.mkv: folder a was made of a.mkv (48x32, NONE), or of an earlier state of it; --overwrite "
                                + "makes it of a.mkv (24x16, NONE)");
        assertThat(replaced.made()).isEqualTo(1);
        assertThat(names("a"))
                .as("codes of other frames are gone, the description stays")
                .containsExactly("000.png", "001.png", "002.png", "frames.json", FrameFolder.CAPTION);
    }

    @Test
    void lostFramesAreMadeAgainAndTheirCodesStay() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 3);
        extract(AS_IT_IS);
        Files.writeString(out.resolve("a/001.pt"), "a code");
        Files.delete(out.resolve("a/001.png"));

        ExtractionReport report = extract(AS_IT_IS);

        assertThat(report.made()).isEqualTo(1);
        assertThat(names("a")).containsExactly("000.png", "001.png", "001.pt", "002.png", "frames.json");
    }

    @Test
    void aVideoThatOnlyGotAnotherTimeIsKept() throws IOException {
        Path video = TestVideos.write(videos.resolve("a.mkv"), 3);
        extract(AS_IT_IS);
        Files.setLastModifiedTime(video, FileTime.fromMillis(0));

        assertThat(extract(AS_IT_IS).kept()).isEqualTo(1);

        TestVideos.write(video, 4);
        assertThat(extract(AS_IT_IS).problems()).singleElement().asString().contains("--overwrite");
    }

    @Test
    void badVideosAreToldAndTheOthersGoOn() throws IOException {
        TestVideos.write(videos.resolve("good.mkv"), 3);
        TestVideos.write(videos.resolve("one.mkv"), 1);
        byte[] whole = Files.readAllBytes(TestVideos.write(videos.resolve("cut.mp4"), 20));
        Files.write(videos.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(videos.resolve("text.mp4"), "this is no video");
        Files.createFile(videos.resolve("void.webm"));

        ExtractionReport report = extract(AS_IT_IS);

        assertThat(report.made()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(Problem::file)
                .containsExactly("cut.mp4", "one.mkv", "text.mp4", "void.webm");
        assertThat(report.problems())
                .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
        assertThat(report.problems().get(1).message()).contains("gives 1 of its 1 frames; expected at least 2");
        assertThat(FrameFolder.names(out)).containsExactly("good");
    }

    @Test
    void namesThatWouldMeetOrLeaveTheFolderAreRefusedOrMadeSafe() throws IOException {
        TestVideos.write(videos.resolve("a b.mkv"), 2);
        TestVideos.write(videos.resolve("a_b.mkv"), 2);
        TestVideos.write(videos.resolve("...mkv"), 2);
        TestVideos.write(videos.resolve("x".repeat(220) + ".mkv"), 2);
        Files.createDirectories(out.resolve("mine"));
        TestVideos.write(videos.resolve("mine.mkv"), 2);

        ExtractionReport report = extract(AS_IT_IS);

        assertThat(FrameFolder.names(out)).containsExactly("_.", "a_b", "mine");
        assertThat(report.problems())
                .extracting(Problem::message)
                .anyMatch(text -> text.contains("would become folder a_b, as a b.mkv does; rename one"))
                .anyMatch(text -> text.contains("more than 200 bytes; rename it"))
                .anyMatch(text -> text.contains("folder mine is there already"));
    }

    @Test
    void whatCannotBeDoneAtAllIsAnError() throws IOException {
        assertThatThrownBy(() -> extract(AS_IT_IS)).hasMessageContaining("videos' is no folder");
        Files.createDirectories(videos);
        assertThatThrownBy(() -> extract(AS_IT_IS)).hasMessageContaining("no videos below");
        TestVideos.write(videos.resolve("a.mkv"), 2);
        Files.writeString(out, "a file in the way");
        assertThatThrownBy(() -> extract(AS_IT_IS))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("see that the disk has room");
    }

    @Test
    void facesNeedAModelThatFindsThem() {
        FrameSettings faces = new FrameSettings(32, 32, Alignment.FACE, 0, 0);

        assertThatThrownBy(() -> extract(faces))
                .hasMessageContaining("needs a model that finds them; name a YuNet file");
    }

    @Test
    void oneProcessPreparesASetAtATime() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 2);

        try (DatasetFolder held = DatasetFolder.hold(out)) {
            assertThatThrownBy(() -> extract(AS_IT_IS)).hasMessageContaining("another process prepares");
            assertThat(held.root()).isEqualTo(out);
        }

        assertThat(extract(AS_IT_IS).made()).isEqualTo(1);
    }

    @Test
    void progressCountsBytesToTheEnd() throws IOException {
        TestVideos.write(videos.resolve("a.mkv"), 2);
        TestVideos.write(videos.resolve("b.mkv"), 6);
        List<Long> done = new ArrayList<>();

        extraction(AS_IT_IS, false).run(new Crew(2, (now, total, item) -> done.add(now - total)));

        assertThat(done).hasSize(2).isSorted().endsWith(0L);
    }

    private ExtractionReport extract(FrameSettings settings) throws IOException {
        return extraction(settings, false).run(new Crew(2, NOBODY));
    }

    private Extraction extraction(FrameSettings settings, boolean overwrite) {
        return new Extraction(new ExtractionOrder(videos, out, settings, null, FolderNaming.PATH, overwrite));
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(out.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
