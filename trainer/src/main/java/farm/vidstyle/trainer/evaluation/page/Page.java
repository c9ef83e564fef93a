package farm.vidstyle.trainer.evaluation.page;

import farm.vidstyle.trainer.evaluation.Evaluation;
import farm.vidstyle.trainer.evaluation.Exhibit;
import farm.vidstyle.trainer.evaluation.Exhibit.Film;
import farm.vidstyle.trainer.evaluation.Exhibit.Row;
import farm.vidstyle.trainer.evaluation.Exhibit.Shown;
import farm.vidstyle.trainer.evaluation.Figure;
import farm.vidstyle.trainer.evaluation.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code index.html} and the pictures beside it. */
public final class Page {

    /** The page's file name. */
    public static final String FILE = "index.html";

    private static final String PICTURES = "pictures";

    private final Evaluation evaluation;
    private final Path folder;
    private final StringBuilder html = new StringBuilder();
    private int pictures;
    private String title = "";

    private Page(Evaluation evaluation, Path folder) {
        this.evaluation = evaluation;
        this.folder = folder;
    }

    /** Writes into a folder, which is created; pictures of an earlier page are replaced. */
    public static void write(Evaluation evaluation, List<Exhibit> exhibits, Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PICTURES));
        Page page = new Page(evaluation, folder);
        page.head();
        page.targets();
        for (Exhibit exhibit : exhibits) {
            page.exhibit(exhibit);
        }
        page.figures();
        page.html.append("</main></body></html>\n");
        Files.writeString(folder.resolve(FILE), page.html);
    }

    private void head() throws IOException {
        Evaluation.Setting setting = evaluation.setting();
        line("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        line("<meta name=\"viewport\" content=\"width=device-width\">");
        line("<title>" + escaped(evaluation.model()) + ": evaluation</title><style>" + css() + "</style></head>");
        line("<body><main><h1>How good is the model <em>" + escaped(evaluation.model()) + "</em>?</h1>");
        line("<p>The model takes a video apart into content, motion and style. Here it meets " + setting.clips()
                + " clips of drawn talking heads at " + setting.frameSize() + "×" + setting.frameSize()
                + " pixels, with people and motions that it never saw. Because they are drawn, the right answer is known"
                + " for every frame, and every result below stands beside it.</p>");
        line(
                "<p>Poses and looks in the model's pictures are told by a judge that knows no network: it draws the person in"
                        + " many ways and takes the nearest drawing. What it says of <em>true frames</em> shows how far it can be"
                        + " trusted.</p>");
    }

    private void targets() {
        line("<h2>" + evaluation.targetsMet() + " of " + evaluation.targets().size() + " targets met</h2>");
        line("<table><thead><tr><th></th><th>figure</th><th class=\"n\">model</th><th class=\"n\">target</th>"
                + "<th>for comparison</th></tr></thead>");
        String group = "";
        for (Target target : evaluation.targets()) {
            Figure figure = evaluation.figure(target.name());
            group = heading(figure, group);
            String bound = (target.atMost() ? "≤ " : "≥ ") + figure.unit().text(target.bound());
            line("<tr class=\"" + (target.met() ? "met" : "missed") + "\"><td>" + (target.met() ? "✓" : "✗") + "</td>"
                    + cells(figure, "<td class=\"n\">" + bound + "</td>") + "</tr>");
        }
        line("</tbody></table>");
    }

    private void figures() {
        line("<details><summary>All " + evaluation.figures().size()
                + " figures</summary><table><thead><tr><th>figure</th>"
                + "<th class=\"n\">model</th><th>for comparison</th></tr></thead>");
        String group = "";
        for (Figure figure : evaluation.figures()) {
            group = heading(figure, group);
            line("<tr>" + cells(figure, "") + "</tr>");
        }
        line("</tbody></table></details>");
        line("<p class=\"small\">Bundle " + evaluation.digest() + ", seed "
                + evaluation.setting().seed() + ". The same numbers stand in <a href=\"" + Evaluation.FILE + "\">"
                + Evaluation.FILE + "</a>.</p>");
    }

    private String heading(Figure figure, String group) {
        if (!figure.group().equals(group)) {
            line((group.isEmpty() ? "" : "</tbody>") + "<tbody><tr class=\"group\"><td colspan=\"5\">"
                    + escaped(figure.group()) + "</td></tr>");
        }
        return figure.group();
    }

    private static String cells(Figure figure, String between) {
        String beside = figure.baselines().entrySet().stream()
                .map(baseline ->
                        escaped(baseline.getKey()) + " <b>" + figure.unit().text(baseline.getValue()) + "</b>")
                .collect(Collectors.joining(" · "));
        String about = figure.about().isEmpty() ? "" : "<div class=\"small\">" + escaped(figure.about()) + "</div>";
        return "<td>" + escaped(figure.name()) + about + "</td><td class=\"n\"><b>"
                + figure.unit().text(figure.value()) + "</b></td>" + between + "<td class=\"small\">" + beside
                + "</td>";
    }

    private void exhibit(Exhibit exhibit) throws IOException {
        if (exhibit.title().equals(title)) { // one more of the kind
            line("<section class=\"more\">");
        } else {
            line("<section><h2>" + escaped(exhibit.title()) + "</h2><p>" + escaped(exhibit.lookFor()) + "</p>");
        }
        title = exhibit.title();
        if (!exhibit.films().isEmpty()) {
            line("<div class=\"films\">");
            for (Film film : exhibit.films()) {
                String name = nextName("gif");
                Pictures.writeGif(film, folder.resolve(name));
                line(figure(name, film.label(), film.label()));
            }
            line("</div>");
        }
        line("<div class=\"rows\">");
        for (Row row : exhibit.rows()) {
            line("<div class=\"label\">" + escaped(row.label()) + "</div><div class=\"row\">");
            for (Shown shown : row.pictures()) {
                String name = nextName("png");
                Pictures.writePng(shown.picture(), folder.resolve(name));
                line(figure(name, row.label(), shown.words()));
            }
            line("</div>");
        }
        line("</div></section>");
    }

    private String nextName(String ending) {
        pictures++;
        return PICTURES + "/" + pictures + "." + ending;
    }

    private static String figure(String file, String description, String words) {
        String caption = words.isEmpty() ? "" : "<figcaption>" + escaped(words) + "</figcaption>";
        return "<figure><img src=\"" + file + "\" alt=\"" + escaped(description) + "\">" + caption + "</figure>";
    }

    private void line(String text) {
        html.append(text).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String css() throws IOException {
        try (InputStream style = Page.class.getResourceAsStream("page.css")) {
            if (style == null) {
                throw new IllegalStateException("this build has no page.css");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
