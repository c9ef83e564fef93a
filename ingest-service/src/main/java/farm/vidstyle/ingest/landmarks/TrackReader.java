package farm.vidstyle.ingest.landmarks;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.video.face.FaceCrop;
import farm.vidstyle.video.face.LandmarkTrack;
import farm.vidstyle.video.face.Landmarks;
import farm.vidstyle.video.face.Point;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"fps": 25, "frames": [{"frame": 0, "landmarks": [[x, y], …]}, …]}} token by token: whatever is sent, no more than five
 * points a frame and one frame's 68 are held.
 */
public final class TrackReader {
    private static final double MAX_FPS = 1000;
    private static final double MAX_COORDINATE = 1e6;

    private final JsonParser json;
    private final long maxFrames;
    private final TreeMap<Integer, Landmarks> faces = new TreeMap<>();

    private TrackReader(JsonParser json, long maxFrames) {
        this.json = json;
        this.maxFrames = maxFrames;
    }

    /**
     * @param maxFrames that a video may have
     * @throws BadTrackException where this is no track
     */
    public static SuppliedTrack read(InputStream track, long maxFrames) throws IOException {
        try (JsonParser json = Json.REQUESTS
                .createParser(track)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())) {
            return new TrackReader(json, maxFrames).track();
        } catch (JsonParseException e) {
            throw new BadTrackException(
                    "the track is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(),
                    e);
        } catch (JacksonException e) { // beyond the parser's limits of depth and length
            throw new BadTrackException("the track cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private SuppliedTrack track() throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "the track is ", "an object with 'frames'");
        Double fps = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "fps" -> fps = number("fps of the track is ", MAX_FPS);
                case "frames" -> frames();
                default -> throw unknown("the track", field, "fps, frames");
            }
        }
        if (json.nextToken() != null) {
            throw new BadTrackException("after the track comes " + shown() + "; expected the end");
        }
        if (faces.isEmpty()) {
            throw new BadTrackException("the track has landmarks for 0 frames; expected at least one");
        }
        return new SuppliedTrack(new LandmarkTrack(faces), fps);
    }

    private void frames() throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "frames of the track is ", "an array");
        for (int entry = 0; json.nextToken() != JsonToken.END_ARRAY; entry++) {
            frame("entry " + entry + " of frames");
        }
    }

    private void frame(String where) throws IOException {
        require(
                json.currentToken() == JsonToken.START_OBJECT,
                where + " is ",
                "an object with 'frame' and 'landmarks'");
        Integer frame = null;
        List<Point> points = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            String place = frame == null ? where : "frame " + frame + " of the track";
            json.nextToken();
            switch (field) {
                case "frame" -> frame = frameNumber(where);
                case "landmarks" -> points = points(place);
                default -> throw unknown(place, field, "frame, landmarks");
            }
        }
        if (frame == null || points == null) {
            throw new BadTrackException(where + " lacks '" + (frame == null ? "frame" : "landmarks")
                    + "'; expected both 'frame' and 'landmarks'; leave a frame without a face out");
        }
        add(frame, points);
    }

    private int frameNumber(String where) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "frame in " + where + " is ", "a whole number");
        long frame = json.getLongValue();
        if (frame < 0 || frame >= maxFrames) {
            throw new BadTrackException("frame in " + where + " is " + frame + "; expected 0 to " + (maxFrames - 1));
        }
        if (!faces.isEmpty() && frame <= faces.lastKey()) {
            throw new BadTrackException(where + " is frame " + frame + " after frame " + faces.lastKey()
                    + "; expected growing numbers of frames, each once");
        }
        return Math.toIntExact(frame);
    }

    private List<Point> points(String place) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "landmarks of " + place + " is ", "an array of points");
        List<Point> points = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (points.size() == Landmarks.SIXTY_EIGHT) {
                throw count(place, "more than " + points.size());
            }
            points.add(point("landmark " + points.size() + " of " + place));
        }
        if (!Landmarks.isCount(points.size())) {
            throw count(place, Integer.toString(points.size()));
        }
        return points;
    }

    private Point point(String place) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, place + " is ", "[x, y]");
        json.nextToken();
        double x = number("x of " + place + " is ", MAX_COORDINATE);
        json.nextToken();
        double y = number("y of " + place + " is ", MAX_COORDINATE);
        require(json.nextToken() == JsonToken.END_ARRAY, place + " goes on with ", "[x, y]");
        return new Point(x, y);
    }

    private double number(String what, double most) throws IOException {
        require(json.currentToken() != null && json.currentToken().isNumeric(), what, "a number");
        double value = json.getDoubleValue();
        require(Math.abs(value) <= most, what, "a number of at most " + (long) most); // also says no to infinity
        return value;
    }

    private void add(int frame, List<Point> points) {
        Landmarks face = Landmarks.of(points);
        if (FaceCrop.of(face).isEmpty()) {
            throw new BadTrackException("landmarks of frame " + frame + " are no face: " + face.points()
                    + "; expected points that lie apart, the person's right eye and corner of the mouth first");
        }
        faces.put(frame, face);
    }

    private void require(boolean right, String what, String expected) throws IOException {
        if (!right) {
            throw new BadTrackException(what + shown() + "; expected " + expected);
        }
    }

    /** The token at hand; text from outside is cut short. */
    private String shown() throws IOException {
        @Nullable JsonToken token = json.currentToken();
        if (token == null) {
            return "missing";
        }
        if (token.isStructStart()) {
            return token == JsonToken.START_OBJECT ? "an object" : "an array";
        }
        return token.isStructEnd() ? "missing" : "'" + shortened(json.getText()) + "'";
    }

    private static BadTrackException unknown(String where, String field, String known) {
        return new BadTrackException(
                where + " has the unknown field '" + shortened(field) + "'; the fields known there are " + known);
    }

    private static BadTrackException count(String place, String points) {
        return new BadTrackException("landmarks of " + place + " are " + points + " points; expected " + Landmarks.FIVE
                + " or " + Landmarks.SIXTY_EIGHT + "; leave a frame without a face out");
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
    }
}
