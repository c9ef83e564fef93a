package farm.vidstyle.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-9,0,10", "bytes=90-,90,10", "bytes=-7,93,7", "bytes=-700,0,100", "bytes=50-5000,50,50"})
    void rangesAreCutToTheFile(String header, long offset, long length) {
        assertThat(ByteRange.parse(header, 100)).contains(new ByteRange(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=9-1", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"})
    void whatIsNoSingleRangeIsPassedOver(String header) {
        assertThat(ByteRange.parse(header, 100)).isEqualTo(Optional.empty());
    }

    @Test
    void aRangeBehindTheEndIsAProblem() {
        assertThatThrownBy(() -> ByteRange.parse("bytes=100-", 100)).hasMessageContaining("the file has 100 bytes");
    }
}
